"""The labels of what a draft numbers, and references to them in the place of what it calls them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.parts import Part, is_left_out, title_of
from sphinx_dlmsprofile.intake.plain import plain
from sphinx_dlmsprofile.intake.rest import FORMULA, NUMBER_OF_FORMULA
from sphinx_dlmsprofile.model.heading import SectionKind, read_heading
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_dlmsprofile.intake.pandoc import Node

CAPTION = regex(r"(?P<word>Table|Figure)\s+(?P<number>[A-Z]\.\d+|\d+)\s*[–—:-]\s*(?P<title>.*)", re.DOTALL)
_REFERRED = regex(r"(?<![\d)\]], )\b(?P<word>Table|Figure)[ \u00a0](?P<number>[A-Z]\.\d+|\d+)\b(?!\.\d| of )")
_CLAUSE = regex(
    r"(?<![\d)\]], )\b(?:(?P<word>Clause|Annex)[ \u00a0](?P<number>\d+|[A-Z])\b(?![.-]?\d| of |\w)"
    r"|(?<=\b[Ss]ee )(?P<seen>(?:\d+|[A-Z])(?:\.\d+)+)(?=[,;.)](?!\d)|$| and )"
    r"|(?<=\bin )(?P<within>(?:\d+|[A-Z])(?:\.\d+)+)(?=[,;.)](?!\d)|$| and ))"
)
_NUMBER = regex(r"(?:(?:Clause|Annex)\s)?(?P<number>(?:\d+|[A-Z])(?:\.\d+)*)")
_LABEL = regex(r"(?:Table|Figure) (?:[A-Z]\.\d+|\d+)")
_FORMULA = regex(r"\b(?P<word>Formulae?|Equations?)[ \u00a0]\((?P<number>[A-Z]?\.?\d+)\)")
_SECTION = "sec-"


class Labels:
    """Figures and tables by what the draft calls them, headings by their numbers and by the targets of links."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.exhibits = dict(_exhibits(parts))
        self._formulas = frozenset(_formulas(parts))
        self._numbers = dict(_numbered(parts))
        self._places = {_id(parts[place]): number for number, place in self._numbers.items() if _id(parts[place])}
        self._by_place = {place: number for number, place in self._numbers.items()}
        texts = "\n".join(_all_text(part) for part in parts if not is_left_out(part))
        wanted = {match["number"] or match["seen"] or match["within"] for match in _CLAUSE.finditer(texts)}
        linked = {target for part in parts if not is_left_out(part) for target in _targets(part.block)}
        wanted |= {self._places[target] for target in linked if target in self._places}
        self._wanted = wanted.intersection(self._numbers)

    def heading(self, place: int) -> str:
        """The label of the heading that is the part at a place; "" where nothing refers to it."""
        number = self._by_place.get(place, "")
        return f"{_SECTION}{number.lower().replace('.', '-')}" if number in self._wanted else ""

    def refer(self, text: str, note: Callable[[str, Sequence[str]], None]) -> str:
        """A text with references; ``note`` is given each: of what kind it is, and the words that it says."""

        def exhibit(match: re.Match[str]) -> str:
            label = self.exhibits.get(f"{match['word']} {match['number']}")
            if label is None:
                return match[0]
            note("references to figures and tables", (match["word"], match["number"]))
            return f":numref:`{label}`"

        def clause(match: re.Match[str]) -> str:
            number = match["number"] or match["seen"] or match["within"]
            if number not in self._wanted or (match["word"] and (match["word"] == "Annex") is number.isdecimal()):
                return match[0]
            note("references to clauses", match[0].replace("\u00a0", " ").split())
            return f":numref:`{self.heading(self._numbers[number])}`"

        def formula(match: re.Match[str]) -> str:
            if match["number"] not in self._formulas:
                return match[0]
            note("references to formulas", (f"({match['number']})",))
            return f"{match['word']}\u00a0:eq:`{FORMULA}{match['number'].lower()}`"

        return _FORMULA.sub(formula, _CLAUSE.sub(clause, _REFERRED.sub(exhibit, text)))

    def linked(self, target: str, text: str, note: Callable[[str, Sequence[str]], None]) -> str:
        """A reference for a link that says the number of what it leads to; "" for all others."""
        said = " ".join(text.split())
        if (label := self.exhibits.get(said)) and _LABEL.fullmatch(said):
            note("references to figures and tables", said.split())
            return f":numref:`{label}`"
        if (formula := NUMBER_OF_FORMULA.fullmatch(said)) and formula[1] in self._formulas:
            note("references to formulas", (said,))
            return f":eq:`{FORMULA}{formula[1].lower()}`"
        match = _NUMBER.fullmatch(text.strip())
        number = self._places.get(target, "")
        if match is None or match["number"] != number or number not in self._wanted:
            return ""
        note("references to clauses", text.split())
        return f":numref:`{self.heading(self._numbers[number])}`"


def _exhibits(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    found: dict[str, str] = {}
    for part in parts:
        match = CAPTION.fullmatch(_text(part.block)) if part.block.get("t") in {"Para", "Plain"} else None
        if match and not is_left_out(part) and (name := f"{match['word']} {match['number']}") not in found:
            kind = "tab" if match["word"] == "Table" else "fig"
            label = f"{kind}-{slug(match['title'])[:40].strip('-') or match['number'].lower()}"
            number, wished = 2, label
            while label in found.values():
                label, number = f"{wished}-{number}", number + 1
            found[name] = label
    yield from found.items()


def _formulas(parts: Sequence[Part]) -> Iterator[str]:
    """The numbers of formulas that stand alone."""
    for part in parts:
        inlines = part.block["c"] if part.block.get("t") in {"Para", "Plain"} else []
        if any(each["t"] == "Math" for each in inlines):
            beside = plain([each for each in inlines if each["t"] != "Math"]).strip()
            if match := NUMBER_OF_FORMULA.fullmatch(beside):
                yield match[1]


def _numbered(parts: Sequence[Part]) -> Iterator[tuple[str, int]]:
    """The numbers that headings get, with their places among the parts."""
    clauses, annexes = 0, 0
    numbers: list[str] = []
    for place, part in enumerate(parts):
        text = " ".join(_text(part.block).split())
        if not part.level or not text or is_left_out(part):
            continue
        level = min(part.level, len(numbers) + 1)
        if level > 1:
            own = numbers[1:level]
            last = int(own[-1]) + 1 if len(own) == level - 1 else 1
            numbers = [*numbers[: level - 1], str(last)]
            if numbers[0]:
                yield ".".join(numbers), place
            continue
        is_annex = part.style == "ANNEX_title" or text.casefold().startswith("annex")
        kind = SectionKind.ANNEX if is_annex else read_heading(title_of(text, 1)[0]).kind
        clauses += kind is SectionKind.CLAUSE
        annexes += kind is SectionKind.ANNEX
        first = str(clauses) if kind is SectionKind.CLAUSE else chr(ord("A") + (annexes - 1) % 26)
        numbers = [first if kind in {SectionKind.CLAUSE, SectionKind.ANNEX} else ""]
        if numbers[0]:
            yield numbers[0], place


def _id(part: Part) -> str:
    """By what links lead to a heading."""
    return str(part.block["c"][1][0]) if part.block.get("t") == "Header" else ""


def _targets(block: Node) -> Iterator[str]:
    """Where the links in a block lead to in the document."""
    waiting: list[Node] = [block]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("t") == "Link" and str(node["c"][2][0]).startswith("#"):
                yield str(node["c"][2][0])[1:]
            waiting.append(node.get("c"))
        elif isinstance(node, list):
            waiting += node


def _all_text(part: Part) -> str:
    """The text of a block with what stands in its lists and cells."""
    found: list[str] = []
    waiting: list[Node] = [part.block]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("t") in {"Para", "Plain", "Header"}:
                found.append(_text(node))
            else:
                waiting.append(node.get("c"))
        elif isinstance(node, list):
            waiting += reversed(node)
    return "\n".join(found)


def _text(block: Node) -> str:
    kind = block.get("t")
    if kind == "Header":
        return plain(block["c"][2])
    return plain(block["c"]) if kind in {"Para", "Plain"} else ""


def slug(text: str) -> str:
    """A text as a part of a label or of the name of a file."""
    plain_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain_text.lower()).strip("-")
