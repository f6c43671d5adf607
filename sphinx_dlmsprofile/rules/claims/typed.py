"""References typed by hand that lead nowhere (ISO/IEC Directives, Part 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.typed import typed_references
from sphinx_dlmsprofile.model.printed import Exhibit
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.typed import Typed
    from sphinx_dlmsprofile.model.project import Project

_LIVE = {"table": "numref", "figure": "numref", "formula": "eq"}


@rule("typed-reference-unknown", "ISO/IEC Directives, Part 2", ERROR)
def typed_reference_unknown(project: Project) -> Iterator[Fault]:
    """A reference typed by hand names a clause, annex, table, figure, formula, note or item that does not exist.

    Numbers shift while a standard is written, and nobody notices. A role such as ``numref`` follows its
    target. Both ends of a range are looked for. Sentences that cite another document, and references followed by
    "of …", may mean that one's, and are left out.

    Bad (in 7.1)::

        The limits are in Table 99.

    Good (in 7.1)::

        The limits are in :numref:`tab-limits`.

        .. csv-table:: Limits
           :name: tab-limits

           Size, 500
    """
    found = list(project.found(typed_references))
    if not found:
        return
    clauses = {clause.number for clause in project.walk_clauses() if clause.number}
    printed: set[str] | None = None
    formulae = sum(each.kind is TextKind.FORMULA for each in project.of(Exhibit))
    told: set[tuple[str, int, str]] = set()
    for block, typed in found:
        if typed.kind in {"table", "figure"} and printed is None:
            printed = _labels(project)
        absent = [number for number in typed.numbers if not _exists(typed, number, clauses, printed, formulae)]
        place = (block.at.source, block.at.line, typed.words)
        if absent and place not in told:
            told.add(place)
            role = _LIVE.get(typed.kind, "ref")
            named = f"{typed.kind} {absent[0]}"
            message = f'"{typed.words}": the standard has no {named}'
            yield Fault(block.at, f"{message}: refer to its label with the role {role}, which prints the number")


def _labels(project: Project) -> set[str]:
    """What is printed before captions: "Table 5", "Figure A.1"."""
    blocks = (block for text in project.texts.printed() for block in text.blocks)
    return {block.label.casefold() for block in blocks if block.label and block.kind is TextKind.CAPTION}


def _exists(typed: Typed, number: str, clauses: set[str], printed: set[str] | None, formulae: int) -> bool:
    if typed.kind in {"item", "note"}:
        return False
    if typed.kind == "formula":
        return int(number) <= formulae
    if typed.kind in {"clause", "annex"}:
        return number in clauses
    return f"{typed.kind} {number}".casefold() in (printed or set())
