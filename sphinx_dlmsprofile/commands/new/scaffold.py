"""The scaffold of a profile standard: its contents are data, in ``clauses.yaml``, written out in either markup."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_dlmsprofile.analysis.abbreviation_forms import undefined
from sphinx_dlmsprofile.commands.new.article import article_of
from sphinx_dlmsprofile.commands.new.markup import MARKUPS, Markup
from sphinx_dlmsprofile.commands.new.vocabulary import ABBREVIATIONS
from sphinx_dlmsprofile.model.title import NETWORK_SECTIONS, Deliverable
from sphinx_dlmsprofile.registry.architecture import default_architecture
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dlmsprofile.text.designations import Designation


_MARKED = {
    "LN": (("MED", "LNAP"), ("M",)),
    "NN": (("NNAP", "MED", "LNAP"), ("C", "L")),
    "WAN": (("HES", "MED", "NNAP"), ("G1", "G2")),
}
"""The entities and interfaces of IEC 62056-1-0 that a network section suggests."""

_SUITE = 62056
_QUOTED = frozenset({"technology", "standard", "standard_title"})
"""What stands between double quotes in a body."""

_TOKEN = regex(r"@(?:(?P<kind>ref|cosem):)?(?P<name>[^@\n]+)@")
_STANDARD = regex(r"\{std\}((?:IEC|RFC) [0-9-]+)")
_CONDITION = regex(r"^(?P<indent>\s*)\?(?P<when>\w+) ")


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The author's answers on the standard; the tuples are in the order of the choices."""

    part: str
    technology: str
    networks: tuple[str, ...]
    profiles: tuple[str, ...]
    markup: str
    deliverable: str

    @property
    def conditions(self) -> frozenset[str]:
        """What ``when`` may ask for."""
        return frozenset({*self.profiles, self.deliverable, self._place_of_standard})

    @property
    def standard(self) -> Designation | None:
        """The standard that the technology's name designates."""
        return next(iter(read_designations(self.technology)), None)

    @property
    def _place_of_standard(self) -> str:
        """Where it stands among the normative references: before the suite, after it, or after the RFCs."""
        if self.standard is None or not self.standard.publisher.startswith(("IEC", "ISO")):
            return "others"
        of_iec = not self.standard.publisher.startswith("ISO") and "ISO" not in self.standard.publisher
        return "first" if of_iec and int(re.split(r"\D", f"{self.standard.number}-")[0] or 0) < _SUITE else "second"


def scaffold(answers: Answers) -> dict[str, str]:
    """The files of a new standard: name → text."""
    documents: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        files("sphinx_dlmsprofile.commands.new").joinpath("clauses.yaml").read_text(encoding="utf-8")
    )
    values = _values(answers, documents)
    markup = MARKUPS[answers.markup]
    result = {"conf.py": _conf(answers)}
    for name, blocks in documents.items():
        chosen = [block for block in blocks if _applies(block, answers)]
        texts = [_Writer(markup, answers, values).block(block) for block in chosen]
        result[f"{name}{markup.suffix}"] = "\n\n".join(texts) + "\n"
    return result


def _applies(block: Mapping[str, Any], answers: Answers) -> bool:
    return block.get("when") is None or block["when"] in answers.conditions


def _conf(answers: Answers) -> str:
    lines = [
        f'"""Configuration of IEC 62056-{answers.part}."""',
        "",
        f"project = {json.dumps(f'IEC 62056-{answers.part}')}",
        f"# {answers.technology}",
        'extensions = ["sphinx_dlmsprofile"]',
        'language = "en"',
        "",
        '# "final" once the text is complete: what is left over is then an error.',
        'dlms_stage = "draft"',
        "",
        "# The wording that the template orders, out of your own copy: dlmsprofile import-template FILE",
        '# dlms_template_file = "dlms-template.yaml"',
    ]
    return "\n".join(lines) + "\n"


def _values(answers: Answers, documents: Mapping[str, Any]) -> dict[str, str]:
    deliverable = Deliverable[answers.deliverable]
    several = len(answers.profiles) > 1
    profile_s = "profiles" if several else "profile"
    networks = f"{_joined([NETWORK_SECTIONS[short][0] for short in answers.networks])} networks"
    title = f"{answers.technology} communication {profile_s} for {networks}"
    plan = default_architecture()
    chosen = [_MARKED[short] for short in answers.networks]
    entities = [entity for entity in plan.entities if any(entity.id in marked for marked, _ in chosen)]
    interfaces = [one for one in plan.interfaces if any(one.id in marked for _, marked in chosen)]
    of_interfaces = _joined([one.id for one in interfaces])
    concerned = f"interface{'s' if len(interfaces) > 1 else ''} {of_interfaces}"
    return {
        "part": f"62056-{answers.part}",
        "technology": answers.technology,
        "technology_article": article_of(answers.technology),
        "standard": answers.standard.dated if answers.standard else "<add the designation of the lower-layer standard>",
        "standard_title": "" if answers.standard else f"{answers.technology} ",
        "title": title,
        "part_title": f"Part {answers.part}: {title}",
        "deliverable": answers.deliverable,
        "deliverable_article": deliverable.article,
        "deliverable_name": deliverable.value,
        "description": f"{answers.technology} on the {concerned} of {networks}",
        "profile_s": profile_s,
        "documents": "\n".join(name for name in documents if name != "index"),
        "entities": ", ".join(entity.id for entity in entities),
        "interfaces": ", ".join(one.id for one in interfaces),
        "entities_named": _joined([f"the {entity.name} ({entity.id})" for entity in entities]),
        "interfaces_named": f"the {concerned}",
        "wrapper_caption": "Client and server SAPs of the IP based profile" if several else "Client and server SAPs",
        "abbreviations": _abbreviations(answers),
    }


def _joined(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _abbreviations(answers: Answers) -> str:
    """The abbreviations that the scaffold uses, and those of the technology's name, whose meaning the author adds."""
    known = {name: text for name, (text, when) in ABBREVIATIONS.items() if when is None or when in answers.conditions}
    for name in (word.written for word in undefined(answers.technology, known)):
        known[name] = "<add what it stands for>"
    lines = sorted(known.items(), key=lambda item: re.sub(r"[\W_]", "", item[0]).casefold())
    return "\n".join(f"{_key(name)}: {json.dumps(text, ensure_ascii=False)}" for name, text in lines)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name) else json.dumps(name, ensure_ascii=False)


@dataclass(frozen=True)
class _Writer:
    """Writes blocks with the answers in them."""

    markup: Markup
    answers: Answers
    values: Mapping[str, str]

    def block(self, block: Mapping[str, Any]) -> str:  # noqa: PLR0911  one for each kind
        """The text of one block."""
        for level in (1, 2, 3):
            if (title := block.get(f"h{level}")) is not None:
                return self.markup.heading(level, self.prose(title), block.get("label"))
        if (guide := block.get("guide")) is not None:
            paragraphs = [guide] if isinstance(guide, str) else guide
            return self.markup.directive("guidance", "", {}, "\n\n".join(map(self.prose, paragraphs)))
        if (items := block.get("list")) is not None:
            return "\n".join(f"- {self.prose(item)}" for item in self.lines(items))
        if (entries := block.get("index")) is not None:
            return self.markup.index(entries)
        if (code := block.get("code")) is not None:
            return self.markup.directive("code-block", "text", {}, code)
        if (name := block.get("directive")) is not None:
            options = {key: self.plain(value) for key, value in block.get("options", {}).items()}
            argument = self.plain(block.get("argument", ""))
            return self.markup.directive(name, argument, options, self.body(block.get("body", "")))
        return self.prose(block["p"])

    def prose(self, text: str) -> str:
        """A text in markup."""
        text = _STANDARD.sub(lambda match: self.markup.role("std", match[1]), text)
        return _TOKEN.sub(self._inline, text)

    def _inline(self, match: re.Match[str]) -> str:
        if match["kind"] == "ref":
            return self.markup.role("numref", match["name"])
        if match["kind"] == "cosem":
            return self.markup.role("cosem", match["name"])
        return self._escaped(match["name"])

    def _escaped(self, name: str) -> str:
        value = self.values[name]
        return value if value.startswith("<add ") else self.markup.escape(value)

    def plain(self, text: str) -> str:
        """An argument or an option, which are texts with markup as well."""
        return _TOKEN.sub(self._inline, text)

    def body(self, text: str) -> str:
        """A body in YAML: an answer is between double quotes there, or is a list of ours."""
        return _TOKEN.sub(self._quoted, "\n".join(self.lines(text.splitlines())))

    def _quoted(self, match: re.Match[str]) -> str:
        if match["name"] not in _QUOTED:
            return self.values[match["name"]]
        return json.dumps(self._escaped(match["name"]), ensure_ascii=False)[1:-1]

    def lines(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines whose condition, "?ip", holds."""
        for line in lines:
            match = _CONDITION.match(line)
            if match is None:
                yield line
            elif match["when"] in self.answers.conditions:
                yield match["indent"] + line[match.end() :]
