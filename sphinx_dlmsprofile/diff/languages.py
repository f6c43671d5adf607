"""Two language editions of one standard: what one of them has and the other has not, whatever the words."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.diff.comparable_text import fold
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.prose import NOTED, TextKind
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.references import ReferenceList
from sphinx_dlmsprofile.model.sap import DEFAULT_WIDTH, SapTable
from sphinx_dlmsprofile.model.support import read_support
from sphinx_dlmsprofile.model.terms import AbbreviationList, Term
from sphinx_dlmsprofile.model.value_table import (
    Addressing,
    Associations,
    LongMessages,
    LowerLayerConfiguration,
    OpenParameters,
    Security,
    ValueTable,
)
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx_dlmsprofile.model.cosem import Attribute, Method, NamedValue
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.printed import PrintedBlock
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location

_NUMBER = regex(r"(?:[A-Z]\.)?\d+$")
_WORD = regex(r"[^\W\d_]{2,}")
_NUMERAL = regex(
    r"(?<![\w.,:])[-−]?(?:0x[0-9A-Fa-f]+|\d+(?:[.,:/-]\d+)*(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?)(?!\w)"
)
_GROUPED = regex(r"[ \u00a0\u202f](?=\d)")
_BILINGUAL = frozenset({"IEC", "ISO", "ITU", "CISPR"})
"""Publishers whose documents have a French title."""

_NOTE = regex(r"\A\w+\s\d+\s[^\W\d][^:.]{0,24}[:\u00a0]+\s")
"""What is printed before a note of a term: "Note 1 to entry: "."""

_VALUE = regex(r"\A\([^)]*\)\s")
"""What is printed before the name of an enumerated value, which is compared as such."""

_FEWEST = 5
"""A text of so many words is a sentence; a shorter one may be the same in two languages."""


class Difference(NamedTuple):
    """What differs: its kind and identifier, what is the matter with it, and its place in each edition, if any."""

    what: str
    identifier: str
    says: str
    old: Location | None
    new: Location | None


class _Fact(NamedTuple):
    """What both editions have to say in the same way, and where it is said."""

    value: str
    at: Location


def compare_languages(old: Project, new: Project, named: Collection[str] = ()) -> Iterator[Difference]:
    """What differs, in the order of the first edition; then the texts that are the same in both.

    ``named`` are the identifiers of provisions that stand in the text of the second edition: its sentences have none
    of the English forms by which provisions are known.
    """
    before, after = dict(_facts(old)), dict(_facts(new))
    for key in dict.fromkeys(chain(before, after)):
        one, other = before.get(key), after.get(key)
        if key[0] == "provision" and other is None and key[1] in named:
            continue
        if one is None or other is None:
            says = "is in the second edition alone" if one is None else "is missing in the second edition"
            yield Difference(*key, says, one and one.at, other and other.at)
        elif one.value != other.value:
            yield Difference(*key, f"is {one.value or 'nothing'} and {other.value or 'nothing'}", one.at, other.at)
    yield from _untranslated(old, new)


def _facts(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    """All that does not depend on the language, by kind and identifier."""
    yield from _outline(project)
    yield from _saps(project)
    yield from _classes(project)
    for codes in project.of(ObisTable):
        for entry in codes.rows:
            yield ("OBIS code", entry.code.value), _Fact("", entry.code.at)
    yield from _examples(project)
    yield from _stacks(project)
    yield from _services(project)
    yield from _tables(project)
    yield from _plain_tables(project)
    yield from _sentences_with_numbers(project)
    yield from _vocabulary(project)
    for place, constants in enumerate(project.of(Constants), 1):
        for count, constant in enumerate(constants.entries, 1):
            yield ("constant", f"{count} of table {place}"), _Fact(constant.printed, constant.name.at)
    for provision in project.of(Provision):
        if provision.given:
            yield ("provision", provision.given), _Fact("", provision.at)


def _outline(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    """Clauses, figures and tables by their numbers."""
    for clause in project.walk_clauses():
        if clause.number:
            yield ("clause", clause.number), _Fact(clause.kind.value, clause.at)
    for text in project.texts.printed():
        for block in text.blocks:
            label = block.label or ""
            if block.kind is TextKind.CAPTION and (number := _NUMBER.search(label)):
                yield (_exhibit(label), number[0]), _Fact("", block.at)


def _saps(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    for place, table in enumerate(project.of(SapTable), 1):
        name = table.name.value if table.name else f"of table {place}"
        for row in table.rows:
            for values in row.ranges:
                written = values.written(table.width or DEFAULT_WIDTH, "..")
                yield ("SAP", f"{row.side.value} {written} {name}"), _Fact(f"{table.width} bits wide", row.values.at)


def _classes(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    for each in project.of(InterfaceClass):
        identifier = f"{each.class_id} version {each.version or 0}"
        yield ("class", identifier), _Fact(str(each.cardinality or ""), each.at)
        for kind, parts in (("attribute", each.attributes), ("method", each.methods)):
            for part in parts:
                yield (kind, f"{part.number} of class {identifier}"), _Fact(_shape(part), part.at)
                for value in _enumerated(part):
                    named = f"{value.value} of {kind} {part.number} of class {identifier}"
                    yield ("enumerated value", named), _Fact("", value.value.at)


def _parts(project: Project) -> Iterator[Attribute | Method]:
    for each in project.of(InterfaceClass):
        yield from each.attributes
        yield from each.methods


def _enumerated(part: Attribute | Method) -> Iterator[NamedValue]:
    for kind in part.type.walk() if part.type else ():
        yield from kind.values


def _examples(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    """The octets of APDUs."""
    for count, example in enumerate(project.of(ApduExample), 1):
        if example.dissection:
            yield ("APDU", str(count)), _Fact(example.dissection.octets.hex(" ").upper(), example.at)


def _stacks(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    """Layers by their keys with their standards, and what is stacked, profile by profile."""
    for place, stack in enumerate(project.of(LayerStack), 1):
        for layer in stack.layers:
            yield ("layer", layer.key), _Fact(str(layer.standard or ""), layer.at or stack.at)
        for count, profile in enumerate(stack.profiles, 1):
            levels = ("/".join(str(each) for each in level.alternatives) for level in profile.stack)
            yield ("profile", f"{count} of stack {place}"), _Fact(f"{profile.kind}: {', '.join(levels)}", profile.at)


def _services(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    for table in project.of(XdlmsServices):
        for row in table.rows:
            demand = read_support(row.support.value) if row.support else None
            told = [
                ("not used", not row.used),
                ("solicited", row.solicited is True),
                ("unsolicited", row.solicited is False),
                ("confirmed", row.confirmed is not None and row.confirmed.allowed),
                ("unconfirmed", row.unconfirmed is not None and row.unconfirmed.allowed),
                (demand.symbol if demand else "", demand is not None),
            ]
            value = ", ".join(word for word, holds in told if holds)
            for service in row.services:
                yield ("service", str(service)), _Fact(value, service.at)


def _tables(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    """Rows of security, associations, parameters and addresses: how many cells they have, and the numbers in these."""
    for place, table in enumerate(project.of(ValueTable), 1):
        name = f"{_TABLES.get(type(table), 'table')} {table.name.value if table.name else place}"
        for group in table.groups:
            for count, row in enumerate(group.rows, 1):
                numbers = ", ".join(sorted(numbers_in(" ".join(str(cell.text) for cell in row.cells))))
                cells = f"{len(row.cells)} cell{'s' * (len(row.cells) != 1)}"
                yield (name, f"{group.key}, row {count}"), _Fact(f"{cells} {numbers}".rstrip(), group.at)


_TABLES: dict[type, str] = {
    Addressing: "addressing", Associations: "associations", OpenParameters: "parameters", Security: "security",
    LongMessages: "long messages", LowerLayerConfiguration: "configuration",
}  # fmt: skip


_RECORDS = (SapTable, InterfaceClass, ObisTable, ValueTable, XdlmsServices, Constants, LayerStack)
"""What prints tables whose values are compared one by one."""


def _plain_tables(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    """The numbers in the cells of tables that authors write themselves, with how often each is there."""
    own = {(record.at.source, record.at.line) for kind in _RECORDS for record in project.of(kind)}
    for text in project.texts.printed():
        table: str | None = None  # "" is one of a record, None that no table has begun
        found: dict[tuple[str, str], list[Location]] = {}
        for block in text.blocks:
            is_own = (block.at.source, block.at.line) in own
            if block.kind is TextKind.CAPTION:
                match = _NUMBER.search(block.label or "")
                is_plain = _exhibit(block.label or "") == "table" and not is_own
                table = f"table {match[0]}" if match and is_plain else ""
            elif block.kind is not TextKind.CELL:
                table = None
            else:
                if table is None:
                    table = "" if is_own else f"a table without a title in {_named(text.clause)}"
                for each in numbers_in(block.text) if table else ():
                    found.setdefault(("value", f"{each} in {table}"), []).append(block.at)
        for key, places in found.items():
            yield key, _Fact(f"{len(places)} time{'s' * (len(places) != 1)}", places[0])


def _sentences_with_numbers(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    """The numbers in the sentences and in the formulae of each clause, footnotes among them."""
    values = {(each.value.at.source, each.value.at.line) for part in _parts(project) for each in _enumerated(part)}
    for text in project.texts.printed():
        for block in text.blocks:
            for each in numbers_in(_sign_free(block.text)) if block.kind is TextKind.FORMULA else ():
                yield ("value", f"{each} in a formula of {_named(text.clause)}"), _Fact("", block.at)
            lead = _VALUE if (block.at.source, block.at.line) in values else _NOTE
            for each in numbers_in(lead.sub("", block.text)) if block.kind in NOTED else ():
                yield ("value", f"{each} in {_named(text.clause)}"), _Fact("", block.at)


def _sign_free(formula: str) -> str:
    """A formula of LaTeX with the signs within its numbers as texts have them: "0{,}5", and those of thousands."""
    return formula.replace("{,}", ",").replace("\\,", " ")


def _named(clause: Clause | None) -> str:
    """What a clause is called in both editions; front matter has no number, and its title another word."""
    return f"clause {clause.number}" if clause and clause.number else "the front matter"


def _vocabulary(project: Project) -> Iterator[tuple[tuple[str, str], _Fact]]:
    """Terms by their place with the kinds of their parts; abbreviations and references as they are written."""
    for count, term in enumerate(project.of(Term), 1):
        parts = Counter(part.kind.value for part in term.parts)
        told = [f"{number} {kind}{'s' * (number != 1)}" for kind, number in sorted(parts.items())]
        yield ("term", (term.clause and term.clause.number) or str(count)), _Fact(", ".join(told), term.at)
    for abbreviations in project.of(AbbreviationList):
        for entry in abbreviations.entries:
            yield ("abbreviation", str(entry.abbreviation)), _Fact("", entry.abbreviation.at)
    for references in project.of(ReferenceList):
        for reference in references.entries:
            yield ("reference", str(reference.designation)), _Fact("", reference.designation.at)


def numbers_in(text: str) -> set[str]:
    """The numbers of a text, however a language writes them: "1 024", "0,5" and "0.5", "−3"."""
    found = (match[0].replace("−", "-") for match in _NUMERAL.finditer(text))
    return {_GROUPED.sub("", each).replace(",", ".") for each in found}


def _exhibit(label: str) -> str:
    """Whether a label is that of a figure: the word is nearly the same in all languages that we know."""
    return "figure" if label[:3].casefold() in {"fig", "bil"} else "table"


def _shape(part: Attribute | Method) -> str:
    """The type and the values of an attribute or method."""
    values = (getattr(part, name, None) for name in ("minimum", "maximum", "default", "short_name"))
    return ", ".join(str(each) for each in (part.type and part.type.name, *values) if each)


def _untranslated(old: Project, new: Project) -> Iterator[Difference]:
    """Sentences that read the same in both."""
    known = {fold(block.text): block.at for block in _sentences(old)}
    kept = set(_titles_in_one_language(new))
    for block in _sentences(new):
        if (block.at.source, block.at.line) not in kept and (at := known.get(fold(block.text))):
            yield Difference("text", block.text, "is the same in both: translate it", at, block.at)


def _titles_in_one_language(project: Project) -> Iterator[tuple[str, int]]:
    """Where references stand whose titles have no translation: IEC and ISO publish theirs in French, others do not."""
    for references in project.of(ReferenceList):
        for reference in references.entries:
            named = read_designations(str(reference.designation))
            if named and not any({*each.publisher.replace("/", " ").split()} & _BILINGUAL for each in named):
                yield reference.at.source, reference.at.line


def _sentences(project: Project) -> Iterator[PrintedBlock]:
    for text in project.texts.printed():
        for block in text.blocks:
            if block.kind in NOTED and len(_WORD.findall(block.text)) >= _FEWEST:
                yield block
