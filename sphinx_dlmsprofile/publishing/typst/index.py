"""The index with page numbers: the entries and anchors are found by now, Typst resolves the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.printed_index import entry_places, index_groups
from sphinx_dlmsprofile.publishing.typst.break_points import Room
from sphinx_dlmsprofile.publishing.typst.literals import arguments
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, broken

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_dlmsprofile.model.printed_index import IndexEntry

_COLUMN = Room(64.0, 9.0)
"""What a line of an entry has beside its indent."""

_FAMILY = 8
"""Sub-entries up to which an entry stays together in one column."""


class IndexMixin(Scribe):
    """The index at the place of its section."""

    def visit_dlms_index(self, node: nodes.Element) -> None:
        """Two columns of entries, sub-entries indented."""
        self.emit("index-columns(facts.words,")
        for group in index_groups(node):
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
        self.emit(f"index-entry({arguments([term, entry_places(self.assembly, entry)], named)}),")
        for child in entry.children:
            self._write_entry(child, level=level + 1)
        if together:
            self.emit("),")
