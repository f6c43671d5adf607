"""Lists, notes and examples (ISO/IEC Directives, Part 2, Clauses 23 to 25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.editorial.remarks import typed_remarks
from sphinx_dlmsprofile.rules.editorial._common import PART_2, is_numbered, slips
from sphinx_dlmsprofile.rules.rule import ADVICE, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_LISTS = f"{PART_2}, Clause 23"


def _faults(project: Project, kind: str, message: str) -> Iterator[Fault]:
    for slip in slips(project, kind):
        if is_numbered(slip.clause) or slip.clause is None:
            yield Fault(slip.at, message)


@rule("editorial-list-depth", _LISTS, WARNING)
def list_depth(project: Project) -> Iterator[Fault]:
    """A list is on the fifth level of lists, or below.

    Four levels are the most that have marks of their own.

    Bad (in 7.1)::

        - one

          - two

            - three

              - four

                - five

    Good (in 7.1)::

        - one

          - two
    """
    return _faults(project, "list-depth", "the list is below the fourth level of lists: divide it, or make it a table")


@rule("editorial-list-punctuation", _LISTS, ADVICE)
def list_punctuation(project: Project) -> Iterator[Fault]:
    """The items of a list end with different signs.

    Those of one list end alike: with semicolons, with full stops or with nothing. The last may have a full stop.

    Bad (in 7.1)::

        The services are these:

        - GET reads an attribute;
        - SET writes an attribute.
        - ACTION calls a method.

    Good (in 7.1)::

        The services are these:

        - GET reads an attribute;
        - SET writes an attribute;
        - ACTION calls a method.
    """
    return _faults(project, "list-punctuation", "the items of the list end with different signs: end them alike")


@rule("editorial-list-lead-in", _LISTS, ADVICE)
def list_lead_in(project: Project) -> Iterator[Fault]:
    """A clause begins with a list.

    A sentence before a list says what its items are, and can be referred to.

    Bad (in 7.1)::

        - GET reads an attribute;
        - SET writes an attribute.

    Good (in 7.1)::

        The services are these:

        - GET reads an attribute;
        - SET writes an attribute.
    """
    message = "the list follows a heading: say before it, in a sentence with a colon, what its items are"
    return _faults(project, "list-lead-in", message)


@rule("editorial-two-numbered-lists", _LISTS, ADVICE)
def two_numbered_lists(project: Project) -> Iterator[Fault]:
    """A clause has two lists with the same marks.

    "Item b)" then means two things. A list that goes on (d), e)) is one with that before it.

    Bad (in 7.1)::

        A client does this:

        a) it reads;
        b) it writes.

        A server does this:

        a) it answers;
        b) it waits.

    Good (in 7.1)::

        A client does this:

        a) it reads;
        b) it writes.

        A server does this:

        c) it answers;
        d) it waits.
    """
    message = "another list of this clause has the same marks: number this one on, or divide the clause"
    return _faults(project, "two-numbered-lists", message)


@rule("editorial-note-numbering", f"{PART_2}, Clause 24", WARNING)
def note_numbering(project: Project) -> Iterator[Fault]:
    """The label of a note or an example that is typed by hand is not in the form that the Directives ask for.

    One note of a clause has no number, several are numbered from 1, and no colon or dash follows the label. Numbers out
    of order are those of note-label-typed. The directives write the label themselves.

    Bad (in 7.1)::

        NOTE: A client can ask again.

    Good (in 7.1)::

        NOTE A client can ask again.
    """
    for block, message in project.found(typed_remarks):
        if not block.mandated:
            yield Fault(block.at, message)
