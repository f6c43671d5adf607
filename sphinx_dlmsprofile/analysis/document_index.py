"""Which entries of a list stand for a document: looked up, and not found by comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.model.references import Reference
    from sphinx_dlmsprofile.text.designations import Designation

_Key = tuple[str, str]


class DocumentIndex:
    """The entries of a list, to be asked for those that a designation means; they are named by their places in it.

    It says what :meth:`Designation.is_same` and :meth:`Designation.is_covered_by` say of each entry.
    """

    def __init__(self, entries: Iterable[Reference]) -> None:
        self._lineages: dict[_Key, list[int]] = defaultdict(list)
        self._wholes: dict[_Key, list[int]] = defaultdict(list)
        self._parts: dict[_Key, list[int]] = defaultdict(list)
        self._editions: dict[_Key, list[Designation]] = defaultdict(list)
        for place, entry in enumerate(entries):
            for designation in entry.designations:
                self._lineages[designation.lineage].append(place)
                self._editions[designation.key].append(designation)
                self._wholes[designation.key].append(place)
                for number in _series(designation):
                    self._parts[designation.family, number].append(place)

    def same(self, designation: Designation) -> list[int]:
        """The entries for this very document, whatever their editions."""
        return sorted(set(self._lineages.get(designation.lineage, ())))

    def covering(self, designation: Designation) -> list[int]:
        """The entries that stand for the document, for its series, for a part of it, or for what it amends."""
        found = {*self._lineages.get(designation.lineage, ()), *self._parts.get(designation.key, ())}
        family = designation.family
        # IEEE 802 is a standard of its own, and none for all that follow.
        wholes = [designation.amends] if designation.amends else []
        wholes += [] if family == "IEEE" else _series(designation)
        for number in wholes:
            found.update(self._wholes.get((family, number), ()))
        return sorted(found)

    def editions(self, designation: Designation) -> Sequence[Designation]:
        """The designations in the list that have the number of this one."""
        return self._editions.get(designation.key, ())


def _series(designation: Designation) -> Iterator[str]:
    """The numbers of what it is a part of: 61334-4 and 61334 for IEC 61334-4-32."""
    if designation.family in {"RFC", "FIPS"}:
        return
    border = "." if designation.family == "IEEE" else "-"
    number = designation.number.casefold()
    while number := number.rpartition(border)[0]:
        yield number
