"""Rules on the entries of a list of references (IEC TS 62056-1-1, Clause 2)."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.model.finding import Reorder
from sphinx_dlmsprofile.rules.references._common import repeated, twins
from sphinx_dlmsprofile.rules.references._order import order_keys
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.rules.references._order import Key

_CLAUSE = "2"


@rule("reference-order", _CLAUSE, ADVICE, fixes=True)
def reference_order(project: Project) -> Iterator[Fault]:
    """The list is not in the required order.

    The order is the IEC's publications, those of ISO (with or without the IEC), then all others;
    those of one publisher are together, by number. ``dlms_reference_order`` sets another order of
    publishers. Of two entries that changed places, one is reported.

    Bad (in 2)::

        .. normative-references::

           IEC 62056-6-1: Object Identification System (OBIS)
           IEC 62056-5-3: DLMS/COSEM application layer

    Good (in 2)::

        .. normative-references::

           IEC 62056-5-3: DLMS/COSEM application layer
           IEC 62056-6-1: Object Identification System (OBIS)
    """
    listed = references(project).normative
    again = repeated(project)
    entries = [entry for index, entry in enumerate(listed) if entry.designations and index not in again]
    keys = order_keys(project, entries)
    kept = _longest_run(keys)
    in_order = sorted(kept)
    # Entries of no known kind have no place in an order.
    by_key = sorted(range(len(entries)), key=lambda index: keys[index])
    ordered = Reorder(tuple(entries[index].at for index in by_key)) if len(entries) == len(listed) else None
    for index, entry in enumerate(entries):
        if index not in kept:
            following = bisect_right(in_order, keys[index], key=lambda other: keys[other])
            before = in_order[following : following + 1]
            where = f"put it before {entries[before[0]].designation}" if before else "put it at the end"
            yield Fault(entry.at, f"{entry.designation} is out of order: {where}", edit=ordered)


def _longest_run(keys: Sequence[Key]) -> set[int]:
    """The places of the longest part of the list that is in order."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for index, key in enumerate(keys):
        place = bisect_right(tails, key, key=lambda tail: keys[tail])
        before[index] = tails[place - 1] if place else None
        tails[place : place + 1] = [index]
    run: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        run.add(last)
        last = before[last]
    return run


@rule("reference-duplicate", _CLAUSE, ERROR)
def reference_duplicate(project: Project) -> Iterator[Fault]:
    """One document is listed twice.

    Two dated editions of one document are two documents, and so are a standard and its amendment;
    a dated and an undated reference to one document contradict each other.

    Bad (in 2)::

        .. normative-references::

           IEC 62056-5-3: DLMS/COSEM application layer
           IEC 62056-6-1: Object Identification System (OBIS)
           IEC 62056-5-3:2016: DLMS/COSEM application layer

    Good (in 2)::

        .. normative-references::

           IEC 62056-5-3:2016: DLMS/COSEM application layer
           IEC 62056-6-1: Object Identification System (OBIS)
    """
    known = references(project)
    for entries, again in ((known.normative, repeated(project)), (known.informative, twins(known.informative))):
        for index, first in again.items():
            entry = entries[index]
            how = "" if first.designation.value == entry.designation.value else f" as {first.designation}"
            message = f"{entry.designation} is already listed{how} ({first.at.source}:{first.at.line})"
            yield Fault(entry.at, f"{message}: remove one of them", also=(first.at,))


@rule("reference-title-missing", _CLAUSE, WARNING)
def reference_title_missing(project: Project) -> Iterator[Fault]:
    """A document is listed without its title.

    A reader who does not know the number learns from the title what the document is.

    Bad (in 2)::

        .. normative-references::

           IEC 62056-5-3:

    Good (in 2)::

        .. normative-references::

           IEC 62056-5-3: DLMS/COSEM application layer
    """
    known = references(project)
    for entry in (*known.normative, *known.informative):
        if entry.title is None and not entry.unread:
            yield Fault(entry.at, f"{entry.designation} has no title: write it after the designation")
