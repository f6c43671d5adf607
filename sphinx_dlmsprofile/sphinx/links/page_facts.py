"""What a page shows of definitions, and which ones it names: noted when it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.rendering.classes import TERM_CLASS
from sphinx_dlmsprofile.rendering.tree import nodes_in, words_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx_dlmsprofile.analysis.name_index import Place

_MOST = 240
"""How much of a text a preview shows, in signs."""


@dataclass
class PageFacts:
    """What is noted of one page.

    ``shows`` has the heading and the text of definitions by their id; ``ids`` leads from all further ids of an element
    to its first one; ``tables`` has the first id of the table that holds a definition, by the id of that. ``uses`` has
    the sections that name something, as "docname#id", by "docname#id" of that.
    """

    shows: dict[str, tuple[str, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    uses: dict[str, list[str]] = field(default_factory=dict)

    def use(self, place: Place, section: str) -> None:
        """A section ("docname#id") names something."""
        sections = self.uses.setdefault(f"{place.docname}#{place.anchor}", [])
        if section not in sections:
            sections.append(section)

    def look(self, doctree: nodes.document, wanted: AbstractSet[str]) -> None:
        """Note what the page shows of all that has an id in ``wanted``, and of sections, tables and figures."""
        for node in nodes_in(doctree, nodes.Element):
            ids = node["ids"]
            if not ids:
                continue
            for other in ids[1:]:
                self.ids[other] = ids[0]
            if isinstance(node, nodes.section | nodes.table | nodes.figure) or not wanted.isdisjoint(ids):
                self.shows[ids[0]] = _shown(node)
                if (table := _around(node, nodes.table)) is not None and table["ids"]:
                    self.tables[ids[0]] = table["ids"][0]


def _shown(node: nodes.Element) -> tuple[str, str]:
    """The heading of a definition, and what it says."""
    if isinstance(node, nodes.section):
        head = _text(node.children[0]) if node.children and isinstance(node.children[0], nodes.title) else ""
        paragraphs = [child for child in node.children if isinstance(child, nodes.paragraph)]
        if TERM_CLASS in node["classes"]:
            defining = (child for child in paragraphs if "dlms-admitted" not in child["classes"])
            return head, _short(next(map(_text, defining), ""))
        return head, _short(_text(paragraphs[0]) if paragraphs else "")
    if isinstance(node, nodes.table | nodes.figure):
        caption = next((child for child in node.children if isinstance(child, nodes.title | nodes.caption)), None)
        return (_text(caption) if caption else ""), ""
    if (row := _around(node, nodes.row)) is not None:
        return _row(row)
    if (entry := _around(node, nodes.field)) is not None:
        return _text(entry[0]), _short(_text(entry[1]))
    return "", _short(_text(node))


def _around(node: nodes.Element, kind: type[nodes.Element]) -> nodes.Element | None:
    """The closest element of a kind that holds the node, within its section."""
    around = node.parent
    while isinstance(around, nodes.Element) and not isinstance(around, nodes.section):
        if isinstance(around, kind):
            return around
        around = around.parent
    return None


def _row(row: nodes.Element) -> tuple[str, str]:
    """The first cell, and the others with what stands above them."""
    first, *others = (_text(entry) for entry in row.children)
    group = row.parent.parent
    heads = next((child for child in group.children if isinstance(child, nodes.thead)), None) if group else None
    names = [_text(entry) for entry in heads.children[-1].children] if heads and heads.children else []
    if len(names) != len(row.children):
        names = [""] * len(row.children)
    cells = (f"{name}: {cell}" if name else cell for name, cell in zip(names[1:], others, strict=True) if cell)
    return first, _short("; ".join(cells))


def _text(node: nodes.Node) -> str:
    """What is read of it in one line."""
    return " ".join("".join(_pieces(node)).split())


def _pieces(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield words_of_text(node)
    elif not isinstance(node, nodes.footnote_reference | nodes.raw | nodes.image):
        for child in node.children:
            yield from _pieces(child)
        if isinstance(node, nodes.paragraph):
            yield " "


def _short(text: str) -> str:
    if len(text) <= _MOST:
        return text
    return f"{text[:_MOST].rpartition(' ')[0] or text[:_MOST]} …"
