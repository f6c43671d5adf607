"""The index with page numbers: the entries and anchors are found by now, Typst resolves the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.typst.break_points import Room
from sphinx_dlmsprofile.publishing.typst.literals import arguments
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, broken

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_dlmsprofile.model.printed_index import IndexEntry, IndexGroup
    from sphinx_dlmsprofile.publishing.assembly import Assembly

_COLUMN = Room(64.0, 9.0)
"""What a line of an entry has beside its indent."""

_FAMILY = 8
"""Sub-entries up to which an entry stays together in one column."""


def want_index(assembly: Assembly) -> None:
    """Ask for the anchors that the index leads to."""
    for node, _docname in assembly.elements:
        if node.tagname == "dlms_index":
            for group in _groups(node):
                for entry in group.entries:
                    _want(assembly, entry)


def _want(assembly: Assembly, entry: IndexEntry) -> None:
    assembly.wanted.update(name for name, _main in _places(assembly, entry))
    for child in entry.children:
        _want(assembly, child)


def _groups(node: nodes.Element) -> tuple[IndexGroup, ...]:
    groups: tuple[IndexGroup, ...] = node.get("groups", ())
    return groups


class IndexMixin(Scribe):
    """The index at the place of its section."""

    def visit_dlms_index(self, node: nodes.Element) -> None:
        """Two columns of entries, sub-entries indented."""
        self.emit("index-columns(")
        for group in _groups(node):
            self.emit(f"index-letter({arguments([group.heading], {})}),")
            for entry in group.entries:
                self._write_entry(entry, level=0)
        self.emit(")")

    def depart_dlms_index(self, node: nodes.Element) -> None:
        """Nothing is open."""

    def _write_entry(self, entry: IndexEntry, *, level: int) -> None:
        named = {"level": level, "see": entry.see, "see_also": entry.see_also}
        together = 0 < len(entry.children) <= _FAMILY
        if together:
            self.emit("index-family(")
        term = broken(entry.term, _COLUMN)
        self.emit(f"index-entry({arguments([term, _places(self.assembly, entry)], named)}),")
        for child in entry.children:
            self._write_entry(child, level=level + 1)
        if together:
            self.emit("),")


def _places(assembly: Assembly, entry: IndexEntry) -> list[tuple[str, bool]]:
    """The anchors of an entry in document order, each with whether it is the principal one."""
    places: dict[str, bool] = {}
    for place in entry.places:
        for anchor in place.anchors:
            name = assembly.resolve(f"{place.docname}#{anchor}")
            if name is not None:
                places[name] = places.get(name, False) or place.main
    return list(places.items())
