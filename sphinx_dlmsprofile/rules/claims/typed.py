"""References and labels typed by hand (ISO/IEC Directives, Part 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.typed import typed_references
from sphinx_dlmsprofile.analysis.claims.typed_labels import wrong_labels
from sphinx_dlmsprofile.model.printed import Exhibit
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule

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


_DIRECTIVES = {"NOTE": "note", "EXAMPLE": 'admonition with the title "Example"'}


@rule("note-label-typed", "ISO/IEC Directives, Part 2", WARNING)
def note_label_typed(project: Project) -> Iterator[Fault]:
    """A note or example is labelled by hand, and not with the number that it has in its place.

    Notes and examples are numbered in each clause, table, figure and entry where there are several. A typed number
    that skips or repeats one, and a typed label beside those that a directive prints, let a reference to "NOTE 2"
    lead to two notes or to none. Typed labels in the right order are left alone.

    Bad (in 1)::

        NOTE 1 Clients poll once a day.

        NOTE 3 Servers answer at night.

    Good (in 1)::

        .. note:: Clients poll once a day.

        .. note:: Servers answer at night.
    """
    for block, label in project.found(wrong_labels):
        kind = label.typed.split()[0]
        directive = _DIRECTIVES[kind]
        if not label.expected:
            yield Fault(block.at, f'"{label.typed}" is typed where the directive prints the label: take it out')
        elif label.mixed:
            message = f"labels {kind} are typed here beside those of the directive, which does not count them"
            yield Fault(block.at, f"{message}: use the directive {directive} for all")
        else:
            message = f'"{label.typed}" is typed in the place of {label.expected}'
            yield Fault(block.at, f"{message}: use the directive {directive}, which numbers by itself")


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
