"""HTML within a line of Markdown, read as what it means, so that each output has it and not only web pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_dlmsprofile.rendering.nodes import dlms_break
from sphinx_dlmsprofile.sphinx.reading.leftovers import PLACEHOLDER_TAG
from sphinx_dlmsprofile.text.html import Tag, read_tag

if TYPE_CHECKING:
    from collections.abc import Callable

TAG_CLASS = "dlms-tag"
"""Marks what looks like a tag and is none: it is shown as it was typed."""

STRUCK_CLASS, UNDERLINED_CLASS = "dlms-struck", "dlms-underlined"


def _inline(css_class: str) -> Callable[[], nodes.Element]:
    return lambda: nodes.inline(classes=[css_class])


_FORMS: dict[str, Callable[[], nodes.Element]] = {
    **dict.fromkeys(("b", "strong"), nodes.strong),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), nodes.emphasis),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), nodes.literal),
    **dict.fromkeys(("s", "del", "strike"), _inline(STRUCK_CLASS)),
    **dict.fromkeys(("u", "ins"), _inline(UNDERLINED_CLASS)),
    "sub": nodes.subscript,
    "sup": nodes.superscript,
}
"""The elements that have a form in every output."""

_BOXES = {False: "\u2610 ", True: "\u2611 "}


class ReadInlineHtml(SphinxTransform):
    """Makes nodes of line breaks, raised, lowered and struck text and the like; shows unknown tags as typed."""

    default_priority = 790
    """Before headings are read (800)."""

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Change all lines that hold HTML."""
        raws = [raw for raw in self.document.findall(nodes.raw) if isinstance(raw.parent, nodes.TextElement)]
        for parent in {id(raw.parent): raw.parent for raw in raws}.values():
            parent.children = _Line(parent).children()
            for child in parent.children:
                child.parent = parent


class _Line:
    """The children of a block, with an open element for each tag that waits for its end."""

    def __init__(self, parent: nodes.Element) -> None:
        self._parent = parent
        self._open: list[tuple[Tag, nodes.raw]] = []
        self._levels: list[list[nodes.Node]] = [[]]

    def children(self) -> list[nodes.Node]:
        for child in self._parent.children:
            if isinstance(child, nodes.raw):
                self._raw(child)
            else:
                self._add(child)
        while self._open:
            self._give_up()
        return self._levels[0]

    def _add(self, node: nodes.Node) -> None:
        self._levels[-1].append(node)

    def _raw(self, raw: nodes.raw) -> None:
        text = raw.astext()
        if "html" not in raw.get("format", ""):
            if not (self._levels[-1] and isinstance(self._levels[-1][-1], dlms_break)):
                self._add(raw)  # else the same break, for LaTeX
            return
        tag = read_tag(text)
        if tag is None:
            self._add(raw if text.lstrip().startswith("<!--") else _as_typed(raw))
        elif PLACEHOLDER_TAG.match(text):
            self._add(raw)
        elif tag.name == "br" and tag.is_html:
            self._add(dlms_break())
        elif tag.name == "input" and "checkbox" in tag.attributes:
            self._add(nodes.Text(_BOXES['checked="' in tag.attributes or "checked" in tag.attributes.split()]))
        elif tag.name in _FORMS and not tag.attributes:
            self._end(tag, raw) if tag.is_end else self._begin(tag, raw)
        elif tag.is_html:
            self._add(raw)
        else:
            self._add(_as_typed(raw))

    def _begin(self, tag: Tag, raw: nodes.raw) -> None:
        self._open.append((tag, raw))
        self._levels.append([])

    def _end(self, tag: Tag, raw: nodes.raw) -> None:
        if all(begun.name != tag.name for begun, _ in self._open):
            self._add(_as_typed(raw))
            return
        while self._open[-1][0].name != tag.name:
            self._give_up()
        self._open.pop()
        inside = self._levels.pop()
        element = _FORMS[tag.name]()
        if isinstance(element, nodes.literal):
            words = "".join(node.astext() for node in inside)
            inside = [nodes.Text(words)]
            element.rawsource = words
        element += inside
        self._add(element)

    def _give_up(self) -> None:
        """Show a tag that nothing ends as it was typed."""
        _, raw = self._open.pop()
        inside = self._levels.pop()
        self._add(_as_typed(raw))
        self._levels[-1] += inside


def _as_typed(raw: nodes.raw) -> nodes.inline:
    return nodes.inline("", raw.astext().strip(), classes=[TAG_CLASS])
