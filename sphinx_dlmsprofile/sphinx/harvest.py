"""Harvesting a document: one walk that takes out its records, and what its sections hold."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.model.location import Location
from sphinx_dlmsprofile.sphinx.records import Target, dlms_records

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.record import Record


@dataclass(slots=True)
class SectionFacts:
    """What stands in a section, without its subsections, and where its heading is."""

    at: Location
    has_content: bool = False
    index_entries: int = 0


@dataclass
class Harvest:
    """What one document holds.

    ``sections`` are keyed by their first id; a record goes with that of the section it stands in,
    "" outside of all. ``sources`` are the files it was read from, in order.
    """

    docname: str
    source: str
    sources: dict[str, None]
    sections: dict[str, SectionFacts] = field(default_factory=dict)
    records: list[tuple[Record, str]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)


def relative_source(source: str | None, srcdir: Path, fallback: str) -> str:
    """The path of a source file relative to the source directory, with forward slashes."""
    if not source:
        return fallback
    # docutils gives included files relative to the working directory; links are not followed.
    path = Path(os.path.abspath(source))  # noqa: PTH100
    for base in (srcdir, srcdir.resolve()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()


def harvest(docname: str, document: nodes.document, srcdir: Path, *, underlined: bool) -> Harvest:
    """Take the records out of a document that has just been read.

    ``underlined`` says that docutils' own parser read it: it takes the line below a title, where it
    learns that there is one, for the line of the title.
    """
    return _Harvester(docname, document, srcdir, underlined=underlined).result


class _Harvester:
    def __init__(self, docname: str, document: nodes.document, srcdir: Path, *, underlined: bool) -> None:
        self._srcdir = srcdir
        self._below_title = int(underlined)
        source = relative_source(document.get("source"), srcdir, docname)
        self.result = Harvest(docname, source, {source: None})
        self._spent: list[dlms_records] = []
        self._walk(document, "", SectionFacts(Location(source, 1)))
        for node in self._spent:
            node.parent.remove(node)

    def _walk(self, node: nodes.Element, anchor: str, facts: SectionFacts) -> None:
        for child in node.children:
            if isinstance(child, nodes.Text):
                continue
            if isinstance(child, nodes.section):
                self._section(child)
            elif isinstance(child, dlms_records):
                self.result.sources.update((record.at.source, None) for record in child.records)
                self.result.records += [(record, anchor) for record in child.records]
                self.result.targets += child.targets
                self._spent.append(child)
            elif isinstance(child, addnodes.index):
                facts.index_entries += len(child["entries"])
            elif isinstance(child, nodes.Element) and not isinstance(child, nodes.Invisible):
                facts.has_content |= not isinstance(child, nodes.title)
                self._walk(child, anchor, facts)

    def _section(self, node: nodes.section) -> None:
        title = next((child for child in node.children if isinstance(child, nodes.title)), node)
        source = relative_source(title.source or node.source, self._srcdir, self.result.source)
        line = (title.line or node.line or 1) - self._below_title
        facts = SectionFacts(Location(source, max(line, 1)))
        self.result.sources[source] = None
        anchor = node["ids"][0] if node["ids"] else ""
        self.result.sections[anchor] = facts
        self._walk(node, anchor, facts)
