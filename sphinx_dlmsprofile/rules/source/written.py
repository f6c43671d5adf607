"""Rules on what other tools, or a slip, have left in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.finding import Rewrite
from sphinx_dlmsprofile.model.source import ConflictMarker, OpenFence, TypedNumber
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


@rule("merge-conflict-left", "git", ERROR, on_source=True)
def merge_conflict_left(project: Project) -> Iterator[Fault]:
    """A conflict of two versions was not resolved.

    Git has written both versions, one below the other, and marked where they begin and end. Until one of them is
    chosen, neither of them is judged.

    Bad (in 1)::

        <<<<<<< HEAD
        The window is 20 s.
        =======
        The window is 30 s.
        >>>>>>> window

    Good (in 1)::

        The window is 30 s.
    """
    for record in project.of(ConflictMarker):
        message = f'"{record.mark}" marks a conflict of two versions: choose one, and remove the marks'
        yield Fault(record.at, message, through=record.end)


@rule(
    "heading-number-typed", "ISO/IEC Directives, Part 2, 22", ERROR, warning_in_draft=True, on_source=True, fixes=True
)
def heading_number_typed(project: Project) -> Iterator[Fault]:
    """A heading begins with its number: the pages show two.

    Clauses, subclauses and annexes get their numbers from their order. The letter in "Annex A" is read, and not
    printed. Headings that come from a word processor often hold their numbers. The clause is recognised all the same.

    Bad::

        1 Scope
        =======

        2 Normative references
        ======================

    Good::

        Scope
        =====

        Normative references
        ====================
    """
    for record in project.of(TypedNumber):
        message = f'the heading gets its number from its place: write it without "{record.number}"'
        edit = Rewrite(record.written, record.title, safe=True)
        yield Fault(record.at, f'{message}, as "{record.title}"', edit=edit)


@rule("fence-unclosed", "MyST", ERROR, warning_in_draft=True, on_source=True)
def fence_unclosed(project: Project) -> Iterator[Fault]:
    """A fence of Markdown is never closed: all that follows in the file is taken for a part of it.

    The fence that ends it has at least as many signs as the one that begins it, and nothing after them. Where
    headings or directives are lost in it, nothing else is reported.

    Bad:

    .. code-block:: md

        ```{note}
        Clients poll once a day.

        # Identification and addressing schemes

    Good:

    .. code-block:: md

        ```{note}
        Clients poll once a day.
        ```

        # Identification and addressing schemes
    """
    for record in project.of(OpenFence):
        message = f'"{record.mark}" is not closed: write the same signs in a line of their own where it ends'
        if record.within:
            message = (
                f'"{record.mark}" is closed by what closes the fence around it: give that one more sign at both ends'
            )
        message += "; all else is judged then" * record.swallows
        yield Fault(record.at, message, through=record.end, conceals=record.swallows)
