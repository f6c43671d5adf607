"""Where the entries of the index lead in a document in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_dlmsprofile.model.printed_index import IndexEntry, IndexGroup
    from sphinx_dlmsprofile.publishing.assembly import Assembly


def want_index(assembly: Assembly) -> None:
    """Ask for the anchors that the index leads to."""
    for node, _docname in assembly.elements:
        if node.tagname == "dlms_index":
            for group in index_groups(node):
                for entry in group.entries:
                    _want(assembly, entry)


def _want(assembly: Assembly, entry: IndexEntry) -> None:
    assembly.wanted.update(name for name, _main in entry_places(assembly, entry))
    for child in entry.children:
        _want(assembly, child)


def index_groups(node: nodes.Element) -> tuple[IndexGroup, ...]:
    """The letters of an index with their entries."""
    groups: tuple[IndexGroup, ...] = node.get("groups", ())
    return groups


def entry_places(assembly: Assembly, entry: IndexEntry) -> list[tuple[str, bool]]:
    """The anchors of an entry in document order, each with whether it is the principal one."""
    places: dict[str, bool] = {}
    for place in entry.places:
        for anchor in place.anchors:
            name = assembly.resolve(f"{place.docname}#{anchor}")
            if name is not None:
                places[name] = places.get(name, False) or place.main
    return list(places.items())
