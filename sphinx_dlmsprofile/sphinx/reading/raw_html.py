"""HTML within a line of Markdown, read as what it means, so that each output has it and not only web pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.smartquotes import smartchars
from sphinx.transforms import SphinxTransform

from sphinx_dlmsprofile.rendering.nodes import dlms_break
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.reading.leftovers import PLACEHOLDER_TAG
from sphinx_dlmsprofile.text.html import Tag, read_tag
from sphinx_dlmsprofile.text.patterns import regex

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
    **dict.fromkeys(("q", "ruby", "rp", "rt"), nodes.inline),
}
"""The elements that have a form in every output."""

_ADDRESS = regex(r"(?i)(?:https?|ftp|mailto):")


def _element(tag: Tag) -> nodes.Element | None:
    """What a tag begins, None where only web pages have a form for it, or where it has no meaning."""
    said = tag.values
    title = " ".join(said.get("title", "").split())
    element: nodes.Element
    if tag.name in _FORMS:
        element = _FORMS[tag.name]()
    elif tag.name == "a" and _ADDRESS.match(said.get("href", "")):
        element = nodes.reference(refuri=said["href"], internal=False)
        if title:
            element["reftitle"] = title
    elif title:
        element = nodes.inline()
    else:
        return None
    if title and isinstance(element, nodes.literal):
        element = nodes.abbreviation("", "", element, explanation=title)
    elif title and not isinstance(element, nodes.reference):
        element += nodes.abbreviation(explanation=title)
    element["classes"] += said.get("class", "").split()
    element["ids"] += said.get("id", "").split()
    return element


_BOXES = {False: "\u2610 ", True: "\u2611 "}


class ReadInlineHtml(SphinxTransform):
    """Makes nodes of line breaks, raised, lowered and struck text and the like; shows unknown tags as typed."""

    default_priority = 790
    """Before headings are read (800)."""

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Change all lines that hold HTML."""
        raws = [raw for raw in nodes_in(self.document, nodes.raw) if isinstance(raw.parent, nodes.TextElement)]
        for parent in {id(raw.parent): raw.parent for raw in raws}.values():
            parent.children = _Line(parent, self.config.language).children()
            for child in parent.children:
                child.parent = parent


class _Line:
    """The children of a block, with an open element for each tag that waits for its end."""

    def __init__(self, parent: nodes.Element, language: str) -> None:
        self._parent = parent
        self._language = language
        self._open: list[tuple[Tag, nodes.raw, nodes.Element]] = []
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
        elif tag.is_end and (tag.name in _FORMS or self._waits_for(tag)):
            self._end(tag, raw)
        elif tag.is_html and not tag.is_end and (element := _element(tag)):
            self._begin(tag, raw, element)
        elif tag.is_html:
            self._add(raw)
        else:
            self._add(_as_typed(raw))

    def _begin(self, tag: Tag, raw: nodes.raw, element: nodes.Element) -> None:
        self._open.append((tag, raw, element))
        self._levels.append([])

    def _waits_for(self, tag: Tag) -> bool:
        return any(begun.name == tag.name for begun, *_ in self._open)

    def _end(self, tag: Tag, raw: nodes.raw) -> None:
        if not self._waits_for(tag):
            self._add(_as_typed(raw))
            return
        while self._open[-1][0].name != tag.name:
            self._give_up()
        *_, element = self._open.pop()
        inside = self._levels.pop()
        holder = [*element.findall(nodes.TextElement)][-1]
        if isinstance(holder, nodes.literal):
            words = "".join(node.astext() for node in inside)
            inside = [nodes.Text(words)]
            holder.rawsource = words
        first, last = self._around(tag.name)
        holder += [nodes.Text(first), *inside, nodes.Text(last)] if first else inside
        if tag.name != "rp":  # what stands there in the place of "(" and ")"
            self._add(element)

    def _around(self, name: str) -> tuple[str, str]:
        """What a browser, or paper, shows around the words of an element."""
        if name == "q":
            quotes = smartchars.quotes.get(self._language, "“”")
            return quotes[0], quotes[1]
        return (" (", ")") if name == "rt" else ("", "")

    def _give_up(self) -> None:
        """Show a tag that nothing ends as it was typed."""
        _, raw, _ = self._open.pop()
        inside = self._levels.pop()
        self._add(_as_typed(raw))
        self._levels[-1] += inside


def _as_typed(raw: nodes.raw) -> nodes.inline:
    return nodes.inline("", raw.astext().strip(), classes=[TAG_CLASS])
