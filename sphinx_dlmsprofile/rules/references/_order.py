"""The order of the entries of a list of references."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.model.finding import AddEntry
from sphinx_dlmsprofile.model.references import DEFAULT_ORDER, Reference, ReferenceOrder
from sphinx_dlmsprofile.registry.cited_titles import titles
from sphinx_dlmsprofile.template.placeholders import TO_WRITE
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.project import Project

_PIECES = regex(r"[0-9]+|[^0-9]+")

Number = tuple[tuple[int, int, str], ...]
"""The figures and the rest of a number, one after the other."""

Key = tuple[int, int, tuple[Number, str]]


def order_keys(project: Project, entries: Sequence[Reference]) -> list[Key]:
    """For each entry, what its place in the list depends on."""
    order = next((record.publishers for record in project.of(ReferenceOrder)), DEFAULT_ORDER)
    middles = _middles(entries)
    return [(_rank(_publisher(entry), order), _place(entry, order, middles), _by_number(entry)) for entry in entries]


def new_entry(project: Project, names: Sequence[str]) -> AddEntry | None:
    """Lines for documents that the list lacks, with their titles as far as they are known, in their place.

    Of documents that would stand in several places, those of the first place: the others are still missing then.
    There are none where the list has no entry.
    """
    listed = [entry for entry in references(project).normative if entry.designations]
    wanted = [Reference(Text(name, Location("", 1))) for name in names]
    if not listed or any(entry.at.column is None for entry in listed) or not all(each.designations for each in wanted):
        return None
    keys = order_keys(project, [*listed, *wanted])
    known, new = keys[: len(listed)], sorted(zip(keys[len(listed) :], names, strict=True))
    in_order = sorted(known)
    first = bisect_right(in_order, new[0][0])
    new = [(key, name) for key, name in new if bisect_right(in_order, key) == first]
    before = max(range(len(listed)), key=lambda index: (known[index] <= new[0][0], known[index]))
    after = known[before] <= new[0][0]
    beside = listed[before] if after else listed[0]
    return AddEntry(beside.at, "\n".join(f"{name}: {_title(name)}" for _, name in new), after=after)


def _title(name: str) -> str:
    title = titles().get(name, TO_WRITE)
    return quoted(title) if ": " in title or " #" in title else title


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
