"""Departures from the template that an author declares where they are (IEC TS 62056-1-1, table of contents).

The conformance report lists them with the waivers, which are declared in a file of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Text


@frozen(kw_only=True)
class Deviation(Record):
    """A declared departure; ``clause`` is the one that departs, ``reason`` says why, in the author's words."""

    reason: Text | None = None


@frozen(kw_only=True)
class TemplateClauses(Deviation):
    """Says which clauses of the template a clause answers, when its number or title had to differ.

    ``numbers`` are those of the template, as written: "5.2", "B".
    """

    numbers: tuple[Text, ...] = ()


@frozen
class SkeletonRow:
    """A clause of the template ("5.2"), and the numbers of the clauses that answer it: none where it is absent."""

    number: Text
    own: tuple[Text, ...] = ()


@frozen(kw_only=True)
class Skeleton(Record):
    """The table of contents of another edition, declared once: which clauses answer which of the template."""

    rows: tuple[SkeletonRow, ...] = ()
    reason: Text | None = None


@frozen(kw_only=True)
class NotApplicable(Deviation):
    """States that a clause, subclause or annex is kept and does not apply."""
