"""Rules on the entries of a list of references (IEC TS 62056-1-1, Clause 2)."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.model.references import DEFAULT_ORDER, ReferenceOrder
from sphinx_dlmsprofile.rules.references._common import repeated, twins
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.references import Reference

_CLAUSE = "2"
_PIECES = regex(r"[0-9]+|[^0-9]+")

Number = tuple[tuple[int, int, str], ...]
"""The figures and the rest of a number, one after the other."""


@rule("reference-order", _CLAUSE, ADVICE)
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
    order = next((record.publishers for record in project.of(ReferenceOrder)), DEFAULT_ORDER)
    middles = _middles(entries)
    keys = [(_rank(_publisher(entry), order), _place(entry, order, middles), _by_number(entry)) for entry in entries]
    kept = _longest_run(keys)
    in_order = sorted(kept)
    for index, entry in enumerate(entries):
        if index not in kept:
            following = bisect_right(in_order, keys[index], key=lambda other: keys[other])
            before = in_order[following : following + 1]
            where = f"put it before {entries[before[0]].designation}" if before else "put it at the end"
            yield Fault(entry.at, f"{entry.designation} is out of order: {where}")


def _publisher(entry: Reference) -> str:
    return entry.designations[0].publisher


def _rank(publisher: str, order: Sequence[str]) -> int:
    """The place of a publisher's group: itself, else by the first of several, else that of all others."""
    for name in (publisher, re.split(r"[ /]", publisher)[0]):
        if name in order:
            return order.index(name)
    return order.index("*") if "*" in order else len(order)


def _middles(entries: Sequence[Reference]) -> dict[str, int]:
    """The place of the middle one of each publisher's documents: a misplaced one does not move the others."""
    places: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        places.setdefault(_publisher(entry), []).append(index)
    return {publisher: indices[len(indices) // 2] for publisher, indices in places.items()}


def _place(entry: Reference, order: Sequence[str], middles: dict[str, int]) -> int:
    """Within all others the publishers stand together, in any order."""
    publisher = _publisher(entry)
    return middles[publisher] if _rank(publisher, order) == _rank("*", order) else 0


def _by_number(entry: Reference) -> tuple[Number, str]:
    """The number as it sorts: 62056-6-1 before 62056-21, G.9903 before G.9904; editions by year."""
    designation = entry.designations[0]
    pieces = _PIECES.findall(designation.number.casefold())
    # Of two numbers, that with more digits is the larger one.
    number = tuple(
        (0, len(digits), digits) if (digits := piece.lstrip("0") or "0").isdecimal() else (1, 0, piece)
        for piece in pieces
    )
    return number, designation.year or ""


def _longest_run(keys: Sequence[tuple[int, int, tuple[Number, str]]]) -> set[int]:
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
            yield Fault(entry.at, f"{message}: remove one of them")


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
