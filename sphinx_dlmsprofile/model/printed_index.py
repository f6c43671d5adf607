"""The index of a standard as it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class IndexPlace(NamedTuple):
    """A clause where an entry stands.

    ``label`` is what is printed: "5.4", "Annex B", or the title of a section without number. ``section`` is the
    id of its heading; ``anchors`` are the ids of all places of the entry in that clause, in document order. ``main``
    marks the principal one (``!`` in the markup).
    """

    label: str
    docname: str
    section: str
    anchors: tuple[str, ...]
    main: bool


class IndexEntry(NamedTuple):
    """An entry with its clauses in document order, its references to other entries, and its sub-entries."""

    term: str
    places: tuple[IndexPlace, ...]
    see: tuple[str, ...]
    see_also: tuple[str, ...]
    children: tuple[IndexEntry, ...]


class IndexGroup(NamedTuple):
    """The entries below one letter; ``heading`` is "Symbols" for those that begin with none."""

    heading: str
    entries: tuple[IndexEntry, ...]


def entry_paths(kind: str, parts: Sequence[str]) -> tuple[Sequence[str], ...]:
    """The entries and sub-entries that each kind of ``index`` markup makes."""
    if kind == "pair":
        return parts, parts[::-1]
    if kind == "triple":
        first, second, third = parts
        return [first, f"{second} {third}"], [second, f"{third}, {first}"], [third, f"{first} {second}"]
    return (parts,)
