"""An interface class of a draft: its table, then what its attributes and methods mean, as one directive."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.intake.plain import plain
from sphinx_dlmsprofile.intake.records import demand
from sphinx_dlmsprofile.intake.types import DefinitionError, read_types
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_dlmsprofile.intake.pandoc import Node
    from sphinx_dlmsprofile.intake.parts import Part

_IDENTITY = regex(r"class_id\s*[=:]?\s*(?P<id>\d{1,5})\s*,\s*version\s*[=:]?\s*(?P<version>\d{1,3})")
_CARDINALITY = regex(r"\d+(?:\s*(?:\.\.|…)\s*(?:\d+|n))?|n")
_MEMBER = regex(r"(?P<number>\d{1,3})\.\s+(?P<name>\w+)(?:\s*\((?P<nature>[^()]*)\))?")
_NATURE = {"static": "yes", "dyn.": "no", "dynamic": "no", "stat.": "yes"}
_HEAD = regex(r"(?i)attributes?(?:\(s\))?")
_METHODS = regex(r"(?i)(?:specific )?methods?(?:\(s\))?.*")
_LOGICAL = regex(r"Logical names?:\s*(?P<codes>.+)")
_DESCRIBES = regex(r"(?i)(attribute|method) descriptions?")
_VALUE = regex(r"\((?P<value>[\w…. -]+)\)\s+(?P<name>\S.*)")
_ELEMENT = regex(r"\*(?P<name>\w+)\*(?:\\ )?\s*:\s*(?P<says>.*)")
_ONE = r"(?:min\.|max\.|default) [^,()]+"
_LIMITS = regex(rf"(?:^|\s)\((?P<limits>{_ONE}(?:, {_ONE})*)\)$|^(?P<bare>{_ONE}(?:, {_ONE})*)$")
_LIMIT = regex(r"(min|max|default)\.? ([^,]+)")
_COLUMNS = 6


@dataclass
class ClassDraft:
    """What is known of a class so far; ``members`` are mappings of keys to texts, by kind and number."""

    name: str
    label: str
    cardinality: str
    identity: tuple[str, str]
    members: dict[str, dict[str, dict[str, Any]]]
    codes: list[str] = field(default_factory=list)
    _kind: str = "attributes"
    _of: str = ""

    def take(self, part: Part, line: Callable[[Sequence[Node]], str]) -> bool:
        """Take a part that follows the table; whether it belongs to the class."""
        kind = part.block.get("t")
        if part.level or kind not in {"Para", "Plain", "BlockQuote", "BulletList"}:
            return False
        if kind == "BulletList":
            return self._take_elements(part.block["c"], line)
        blocks = part.block["c"] if kind == "BlockQuote" else [part.block]
        if len(blocks) != 1 or blocks[0].get("t") not in {"Para", "Plain"}:
            return False
        inlines = blocks[0]["c"]
        text = " ".join(plain(inlines).split())
        return self._take_text(text, inlines, line, is_code=part.style.startswith("CODE"))

    def _take_text(self, text: str, inlines: Node, line: Callable[[Sequence[Node]], str], *, is_code: bool) -> bool:
        if match := _LOGICAL.fullmatch(text):
            self.codes += [code.strip() for code in match["codes"].split(",")]
        elif match := _DESCRIBES.fullmatch(text):
            self._kind, self._of = f"{match[1].lower()}s", ""
        elif match := _MEMBER.fullmatch(text):
            known = self.members[self._kind].get(match["number"])
            if known is None or known["name"] != match["name"]:
                return False
            self._of = match["number"]
        elif not self._of:
            return False
        else:
            return self._take_meaning(text, inlines, line, is_code=is_code)
        return True

    def _take_meaning(self, text: str, inlines: Node, line: Callable[[Sequence[Node]], str], *, is_code: bool) -> bool:
        member = self.members[self._kind][self._of]
        if is_code:
            own = member["name"] if self._kind == "attributes" else "data"
            try:
                found = read_types(text, own)
            except DefinitionError:
                return False
            # What is described by its values has these from the lines before.
            member["type"] = found
            return True
        lines = _divided(inlines)
        values = [_VALUE.fullmatch(" ".join(plain(each).split())) for each in lines]
        if all(values) and "values" not in member:
            shown = [_VALUE.fullmatch(line(each).lstrip("\\")) for each in lines]
            member["values"] = {match["value"]: match["name"] for match in shown if match}
            return len(member["values"]) == len(lines)
        if "description" in member:
            return False
        member["description"] = line(inlines)
        return True

    def _take_elements(self, items: Node, line: Callable[[Sequence[Node]], str]) -> bool:
        """Take what the elements of a type mean."""
        if not self._of:
            return False
        told: dict[str, dict[str, str]] = {}
        for item in items:
            blocks = [block for each in item for block in _inner(each)]
            match = _ELEMENT.fullmatch(line(blocks[0]["c"])) if len(blocks) == 1 and blocks[0]["t"] == "Para" else None
            if match is None:
                return False
            says, limits = match["says"], _LIMITS.search(match["says"])
            told[match["name"]] = {}
            if limits:
                says = says[: limits.start()]
                listed = limits["limits"] or limits["bare"]
                told[match["name"]].update((name, value.strip()) for name, value in _LIMIT.findall(listed))
            if says:
                told[match["name"]]["description"] = says
        return _describe(self.members[self._kind][self._of].get("type"), told)

    def written(self) -> str:
        """The directive."""
        lines = [f".. cosem-class:: {self.name}", *([f"   :name: {self.label}"] if self.label else [])]
        lines += [f"   :class-id: {self.identity[0]}", f"   :version: {self.identity[1]}"]
        lines += [f"   :cardinality: {self.cardinality}"] if self.cardinality else []
        lines += [f"   :obis: {', '.join(self.codes)}"] if self.codes else []
        lines.append("")
        for kind in ("attributes", "methods"):
            if self.members[kind]:
                lines.append(f"   {kind}:")
                lines += [
                    f"     {number}: {json.dumps(member, ensure_ascii=False)}"
                    for number, member in self.members[kind].items()
                ]
        return "\n".join(lines)


def class_of(rows: Sequence[Sequence[str]], label: str) -> ClassDraft | None:
    """The class of a table as the Blue Book has them; None where not all of the table is one."""
    if len(rows) < 3 or any(len(row) != _COLUMNS for row in rows):  # noqa: PLR2004  two heads and an attribute
        return None
    name, cardinality, *rest = rows[0]
    identity = _IDENTITY.fullmatch(rest[0].strip())
    if identity is None or not name.strip() or not _HEAD.fullmatch(rows[1][0].strip()):
        return None
    members: dict[str, dict[str, dict[str, Any]]] = {"attributes": {}, "methods": {}}
    kind = "attributes"
    for row in rows[2:]:
        if _METHODS.fullmatch(row[0].strip()):
            kind = "methods"
            continue
        match = _MEMBER.fullmatch(" ".join(row[0].split()))
        if match is None or match["number"] in members[kind]:
            return None
        member = _attribute(match, row) if kind == "attributes" else _method(match, row)
        if member is None:
            return None
        members[kind][match["number"]] = member
    cardinality = cardinality.replace("…", "..").replace(" ", "")
    if not members["attributes"] or (cardinality and not _CARDINALITY.fullmatch(cardinality)):
        return None
    return ClassDraft(name, label, cardinality, (identity["id"], identity["version"]), members)


def _attribute(match: Any, row: Sequence[str]) -> dict[str, Any] | None:
    nature, _, wanted = (match["nature"] or "").partition(", ")
    if nature and nature not in _NATURE:
        return None
    static = {"static": _NATURE[nature]} if nature else {}
    support = {"support": demand(wanted)} if wanted else {}
    limits = zip(("min", "max", "default", "short-name"), row[2:], strict=True)
    filled = {key: value for key, value in limits if value.strip(" –-") or value.strip().lstrip("-").isdigit()}
    return {"name": match["name"], "type": row[1], **static, **support, **filled}


def _method(match: Any, row: Sequence[str]) -> dict[str, Any]:
    mandatory = {"m": "yes", "o": "no"}.get(row[2]) or demand(row[2])
    short = {"short-name": row[5]} if row[5].strip(" –") else {}
    typed = {"type": row[1]} if row[1].strip(" –") else {}
    return {"name": match["name"], **typed, "mandatory": mandatory, **short}


def _divided(inlines: Iterable[Node]) -> list[list[Node]]:
    lines: list[list[Node]] = [[]]
    for inline in inlines:
        if inline["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(inline)
    return lines


def _inner(block: Node) -> list[Node]:
    """The blocks within what has a style or is indented."""
    if block["t"] in {"Div", "BlockQuote"}:
        inner = block["c"][1] if block["t"] == "Div" else block["c"]
        return [each for one in inner for each in _inner(one)]
    return [block]


def _describe(data_type: Any, told: dict[str, dict[str, str]]) -> bool:
    """Put what elements mean into a type; whether each is found."""
    left = set(told)
    waiting = [data_type]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if (name := each.get("name")) in left:
                each.update(told[name])
                left.discard(name)
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return not left
