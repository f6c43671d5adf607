"""The rule on references to annexes."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.emptiness import is_vacant
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.prose import Link
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.model.record import Record

_NAMED = regex(
    r"(?P<foreign>\b(?!(?:Tables?|Figures?|Clauses?|Subclauses?|Notes?|Examples?)\b)"
    r"[A-Z][\w./-]{0,40} ?(?:\d[\w:./-]{0,40})?\d, (?:in )?)?"
    r"\b(?:(?i:annex(?:es)?)\s+(?P<letters>[A-Z](?:\.\d+)*\b(?:\s*(?:,|and|or|to|–)\s*[A-Z](?:\.\d+)*\b)*)"
    r"|(?:(?:Figures?|Tables?)\s+)?(?P<part>[A-Z])\.\d+)"
    r"(?P<source>\s+(?:of|in)\s+(?:the\s+)?(?:IEC|ISO|IEEE|EN|ETSI|ITU|RFC|CEN|CENELEC|DLMS|[A-Z][\w/-]*\s\d))?"
)
"""An annex called by its letter, with what shows that it is another document's."""

_PART = regex(r"\.\d(?<=[A-Z]..)")
"""The number of a part of an annex."""

_LED_TO = regex(r"\b(?:in|see|by|to)\sAnnex\s([A-Z])(?![\w]|\.[0-9])(?! (?:of|in) (?:the )?[A-Z])")
"""A reference to an annex as a place where something stands: "collected in Annex C"."""

_LETTER = regex(r"[A-Z]")


@rule("annex-unreferenced", "Annexes", WARNING)
def annex_unreferenced(project: Project) -> Iterator[Fault]:
    """No clause refers to an annex.

    Readers come to an annex from the clause that it completes; the reference there also says
    whether they have to follow it. References by number or title count, and "Annex B" or "Table B.1"
    in the text, from a clause or another annex, but not from the annex itself or the foreword. An
    annex that is not used needs no reference. Where a reference by letter names an annex that does not exist, that one
    is reported, and a single annex without a reference is not.

    Given (in Annex A)::

        A device joins.

    Bad (in 1)::

        This document has examples.

    Good (in 1)::

        Annex A shows examples.
    """
    referred = project.memo(_referred)
    # An empty annex is reported as such.
    lonely = [
        annex
        for annex in project.clauses
        if annex.kind is SectionKind.ANNEX and annex.number and annex.number not in referred
        if (annex.has_content or annex.children) and not is_vacant(project, annex)
    ]
    if len(lonely) == 1 and _is_misnamed(project):
        return  # typed-reference-unknown
    for annex in lonely:
        advice = "refer to it where its subject is treated, with numref or by its letter"
        yield Fault(annex.at, f'no clause refers to {annex.label} "{annex.title}": {advice}')


def _is_misnamed(project: Project) -> bool:
    """Whether a reference by letter names an annex that does not exist."""
    letters = {clause.number for clause in project.walk_clauses()}
    return any(letter not in letters for _, named in project.found(annexes_named) for letter in named.led_to)


def _referred(project: Project) -> frozenset[str]:
    """The letters of all annexes that something outside of them refers to."""
    tops = {id(part): top for top in project.clauses for part in top.walk()}
    pairs = [*_by_link(project), *_by_letter(project)]
    return frozenset(letter for record, letter in pairs if _counts(tops.get(id(record.clause)), letter))


def _counts(top: Clause | None, letter: str) -> bool:
    """Whether a reference stands in a clause or another annex."""
    return top is not None and top.kind in {SectionKind.CLAUSE, SectionKind.ANNEX} and top.number != letter


def _by_link(project: Project) -> Iterator[tuple[Record, str]]:
    homes: dict[str, str] = {}
    for record in project.of(InterfaceClass):
        homes[record.name.value.casefold()] = homes[str(record.id_number)] = _top_number(record)
    for link in project.of(Link):
        if link.number:
            yield link, link.number.partition(".")[0]
        elif link.kind.startswith("dlms:"):
            # A class, or an attribute or method of one: "clock.time".
            known = accumulate(link.target.casefold().split("."), "{}.{}".format)
            yield from ((link, home) for name in known if (home := homes.get(name)))


def _top_number(record: Record) -> str:
    return (record.clause.number or "").partition(".")[0] if record.clause else ""


def _by_letter(project: Project) -> Iterator[tuple[Record, str]]:
    return ((block, letter) for block, named in project.found(annexes_named) for letter in named.letters)


class AnnexesNamed(NamedTuple):
    """The letters of annexes in a text; ``led_to`` are those of annexes in which it says that something stands."""

    letters: tuple[str, ...]
    led_to: tuple[str, ...]


@analysis
def annexes_named(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, AnnexesNamed]]:
    """The letters of the annexes that a text calls by them."""
    for block in blocks:
        if may_name_annex(block.text) and (letters := tuple(_letters(block.text))):
            yield block, AnnexesNamed(letters, tuple(_LED_TO.findall(block.text)))


def may_name_annex(text: str) -> bool:
    """Whether it is worth looking for annexes: quick, and always right when it says no."""
    return "nnex" in text.casefold() or _PART.search(text) is not None


def _letters(text: str) -> Iterator[str]:
    for match in _NAMED.finditer(text):
        if not match["foreign"] and not match["source"]:
            yield from _LETTER.findall(match["letters"] or match["part"])
