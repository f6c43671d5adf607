"""Where the entries of the index lead in a document in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx.util.index_entries import split_index_msg

from sphinx_dlmsprofile.model.printed_index import entry_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class Mark(NamedTuple):
    """An entry at its place: its term with those below it, or what else to see."""

    path: tuple[str, ...]
    see: str = ""
    see_also: str = ""


def marks_of(node: nodes.Element) -> Iterator[Mark]:
    """What an ``index`` node says, as Sphinx reads its type and its semicolons."""
    entries: list[tuple[str, str, str, str, str | None]] = node.get("entries", [])
    for kind, value, *_ in entries:
        try:
            parts = split_index_msg(kind, value)
        except ValueError:  # reported by Sphinx when it read the document
            continue
        if kind == "see":
            yield Mark((parts[0],), see=parts[1])
        elif kind == "seealso":
            yield Mark((parts[0],), see_also=parts[1])
        else:
            yield from (Mark(tuple(path)) for path in entry_paths(kind, parts))
