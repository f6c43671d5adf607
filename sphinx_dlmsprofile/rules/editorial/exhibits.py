"""Figures, tables and formulae (ISO/IEC Directives, Part 2, Clauses 27 to 29)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.typed import typed_references
from sphinx_dlmsprofile.analysis.vocabulary import abbreviation_clause
from sphinx_dlmsprofile.model.editorial import Numbered
from sphinx_dlmsprofile.model.prose import Link, TextKind
from sphinx_dlmsprofile.model.source import UNREAD_IMAGE, SourceWarning
from sphinx_dlmsprofile.rules.editorial._common import PART_2, is_numbered, slips
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.typed import Typed
    from sphinx_dlmsprofile.model.editorial import Slip
    from sphinx_dlmsprofile.model.project import Project

_FIGURES, _TABLES = f"{PART_2}, Clause 28", f"{PART_2}, Clause 29"


def _untitled(project: Project, kind: str) -> Iterator[Slip]:
    """Those in numbered clauses; the Foreword has its voting table, and abbreviations may be listed in one."""
    abbreviations = abbreviation_clause(project)
    for slip in slips(project, kind):
        if is_numbered(slip.clause) and slip.clause is not abbreviations:
            yield slip


@rule("editorial-untitled-figure", _FIGURES, WARNING)
def untitled_figure(project: Project) -> Iterator[Fault]:
    """A figure has no title.

    Without one it has no number, so that no text can refer to it.

    Bad (in 7.1)::

        .. image:: open.svg
           :alt: Establishment of an association

    Good (in 7.1)::

        .. figure:: open.svg
           :name: fig-open
           :alt: Establishment of an association

           Establishment of an association
    """
    for slip in _untitled(project, "untitled-figure"):
        yield Fault(slip.at, "the figure has no title, and so no number: use the directive figure, with a title")


@rule("editorial-untitled-table", _TABLES, WARNING)
def untitled_table(project: Project) -> Iterator[Fault]:
    """A table has no title.

    Without one it has no number, so that no text can refer to it. The table on voting in the Foreword, that of
    abbreviations, tables in cells and what explains the signs of a formula are left out.

    Bad (in 7.1)::

        ===== =====
        Timer Value
        ===== =====
        T1    10 s
        ===== =====

    Good (in 7.1)::

        .. table:: Timers
           :name: tab-timers

           ===== =====
           Timer Value
           ===== =====
           T1    10 s
           ===== =====
    """
    for slip in _untitled(project, "untitled-table"):
        yield Fault(slip.at, "the table has no title, and so no number: give it one by the directive table")


def _unreferenced(project: Project, kind: str) -> Iterator[Numbered]:
    """What no reference leads to, by role or typed by hand."""
    every = [each for each in project.of(Numbered) if each.kind == kind and is_numbered(each.clause)]
    targets = {fold(link.target) for link in project.of(Link)}
    left = [each for each in every if not any(fold(identifier) in targets for identifier in each.ids)]
    typed = {number for _, found in project.found(typed_references) if found.kind == kind for number in _meant(found)}
    if not left or not typed:
        return iter(left)
    blocks = (block for text in project.texts.printed() for block in text.blocks)
    labels = [block.label for block in blocks if block.label and block.kind is TextKind.CAPTION]
    numbers = [label.split()[-1] for label in labels if label.casefold().startswith(kind)]
    if len(numbers) != len(every):
        return iter(())
    named = {id(each) for each, number in zip(every, numbers, strict=True) if number in typed}
    return (each for each in left if id(each) not in named)


def _meant(typed: Typed) -> Iterator[str]:
    """The numbers that a reference names, those within a range too."""
    yield from typed.numbers
    if len(typed.numbers) == 2 and (" to " in typed.words or "–" in typed.words):  # noqa: PLR2004  its ends
        (start, first), (end, last) = (number.rpartition(".")[::2] for number in typed.numbers)
        if start == end:
            joint = "." if start else ""
            yield from (f"{start}{joint}{number}" for number in range(int(first) + 1, int(last)))


@rule("editorial-unreferenced-figure", _FIGURES, WARNING)
def unreferenced_figure(project: Project) -> Iterator[Fault]:
    """No text refers to a figure.

    Each figure is explained where the text refers to it. References that are typed by hand count.

    Bad (in 7.1)::

        .. figure:: open.svg
           :name: fig-open
           :alt: Establishment of an association

           Establishment of an association

    Good (in 7.1)::

        :numref:`fig-open` shows how an association is established.

        .. figure:: open.svg
           :name: fig-open
           :alt: Establishment of an association

           Establishment of an association
    """
    for each in _unreferenced(project, "figure"):
        yield Fault(each.at, "no text refers to the figure: refer to its label by the role numref, or take it out")


@rule("editorial-unreferenced-table", _TABLES, WARNING)
def unreferenced_table(project: Project) -> Iterator[Fault]:
    """No text refers to a table.

    Each table is explained where the text refers to it. References that are typed by hand count.

    Bad (in 7.1)::

        .. csv-table:: Timers
           :name: tab-timers

           T1, 10 s

    Good (in 7.1)::

        The timers are in :numref:`tab-timers`.

        .. csv-table:: Timers
           :name: tab-timers

           T1, 10 s
    """
    for each in _unreferenced(project, "table"):
        yield Fault(each.at, "no text refers to the table: refer to its label by the role numref, or take it out")


@rule("editorial-unreferenced-formula", f"{PART_2}, Clause 27", WARNING, opt_in=True)
def unreferenced_formula(project: Project) -> Iterator[Fault]:
    """No text refers to a formula with a number.

    A number is for references. Off until asked for: some number all formulae.

    Bad (in 7.1)::

        .. math:: t = n T
           :label: delay

    Good (in 7.1)::

        The delay is given by :eq:`delay`.

        .. math:: t = n T
           :label: delay
    """
    for each in _unreferenced(project, "formula"):
        yield Fault(each.at, "no text refers to the formula: refer to its label by the role eq, or leave out the label")


@rule("editorial-empty-table", _TABLES, WARNING)
def empty_table(project: Project) -> Iterator[Fault]:
    """A table has nothing below its head.

    It is a table that was left to be filled in.

    Bad (in 7.1)::

        .. csv-table:: Timers
           :name: tab-timers
           :header: Timer, Value

           "", ""

    Good (in 7.1)::

        .. csv-table:: Timers
           :name: tab-timers
           :header: Timer, Value

           T1, 10 s
    """
    for slip in slips(project, "empty-table"):
        yield Fault(slip.at, "the table is empty: fill it in, or take it out")


@rule("editorial-image-missing", _FIGURES, ERROR)
def image_missing(project: Project) -> Iterator[Fault]:
    """The file of a picture does not exist.

    The page then shows nothing, or a sign that something is absent.

    Bad (in 7.1)::

        .. figure:: no-such-file.svg
           :alt: Establishment of an association

           Establishment of an association

    Good (in 7.1)::

        An association is established by COSEM-OPEN.
    """
    for record in project.of(SourceWarning):
        if record.kind == UNREAD_IMAGE:
            name = record.message.rpartition(": ")[2]
            message = f'the picture "{name}" does not exist or cannot be read: check the name of its file'
            yield Fault(
                record.at, message, waived="suppressed in conf.py" if record.suppressed else None, echo=record.echo
            )


@rule("editorial-alt-text-missing", _FIGURES, WARNING)
def alt_text_missing(project: Project) -> Iterator[Fault]:
    """A picture has no text for those who do not see it.

    Screen readers read it out, and a search finds it.

    Given (in 7.2)::

        An association is established by COSEM-OPEN.

    Bad (in 7.1)::

        .. image:: https://www.example.org/open.svg

    Good (in 7.1)::

        .. image:: https://www.example.org/open.svg
           :alt: The client sends an AARQ, the server answers with an AARE
    """
    for slip in slips(project, "alt-text-missing"):
        yield Fault(slip.at, f'the picture "{slip.words}" has no text in its place: write what it shows in :alt:')
