"""Building the tree of elements: each where its content model lets it stand, with an id where something leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from docutils import nodes

from sphinx_dlmsprofile.publishing.printed_index import marks_of
from sphinx_dlmsprofile.publishing.sts.content import (
    BLOCKS,
    BLOCKS_IN,
    BREAKS_IN,
    INDEX_IN,
    INLINE,
    LEAST,
    SECTIONS,
    TEXT_IN,
    wrapper,
)
from sphinx_dlmsprofile.publishing.sts.names import Names
from sphinx_dlmsprofile.publishing.walk import Walk
from sphinx_dlmsprofile.publishing.xml_text import xml_text

if TYPE_CHECKING:
    from sphinx_dlmsprofile.publishing.paper import Paper
    from sphinx_dlmsprofile.publishing.printed_index import Mark

_SECTIONED = frozenset({"app", "back", "body", "front", "sec"})
"""What holds sections, and no blocks after them."""

_BESIDE = frozenset({"attrib", "label"})
"""What is not yet content."""

_NAMELESS = frozenset({"app-group", "back", "body", "break", "fn", "front", "label"})
"""What takes no id of a node that stands in it."""

_RUN, _WRAP, _REST, _OWN = "run", "wrap", "rest", "own"


class _Open(NamedTuple):
    """An open element, and why it was opened.

    A run holds text that stood between blocks, a wrap the one block that may not stand there by itself, and a rest
    what follows sections.
    """

    element: Element
    why: str


class Tree(Walk):
    """Emits elements; ``here`` is the innermost open one."""

    def __init__(self, document: nodes.document, builder: Paper) -> None:
        super().__init__(document, builder)
        self.root = Element("standard")
        self.names = Names(self.env, self.assembly)
        self._open = [_Open(self.root, _OWN)]
        self._waiting: list[str] = []
        self._index_terms: list[Element] = []

    @property
    def here(self) -> Element:
        """The innermost open element."""
        return self._open[-1].element

    # Elements

    def open(self, tag: str, **attributes: str | None) -> Element:
        """Begin an element where it may stand; "_" in names of attributes stands for "-", "__" for ":"."""
        if tag in SECTIONS:
            self._leave(_RUN, _REST)
        elif tag in BLOCKS:
            self._leave(_RUN)
            self._rest()
        else:
            self._take_text(tag)
        while (between := wrapper(self.here.tag, tag)) is not None:
            self._push(between, _WRAP)
        element = self._push(tag, _OWN, **attributes)
        if tag not in _NAMELESS:
            self._claim(element)
        return element

    def close(self) -> None:
        """End the innermost element that ``open`` began, with what stands in it or around it for its sake."""
        self._leave(_RUN, _REST)
        if self.here.tag in INDEX_IN and self.here.text:
            self.here.extend(self.take_index_terms())
        self._pop()
        self._leave(_WRAP)

    def add(self, tag: str, text: str | None = None, **attributes: str | None) -> Element:
        """Write an element with nothing or plain text in it."""
        element = self.open(tag, **attributes)
        if text is not None:
            element.text = xml_text(text)
        self.close()
        return element

    def text(self, text: str) -> None:
        """Write plain text."""
        if not text:
            return
        self._take_text("")
        if self._waiting and self.here.tag not in {"title", "term"}:
            self._set_targets()
        if self._index_terms and self.here.tag in INDEX_IN:
            self.here.extend(self.take_index_terms())
        text = xml_text(text)
        if len(self.here):
            self.here[-1].tail = (self.here[-1].tail or "") + text
        else:
            self.here.text = (self.here.text or "") + text

    def line_break(self) -> None:
        """End the line where that can be said, else write a space."""
        if self.here.tag in BREAKS_IN:
            self.add("break")
        else:
            self.text(" ")

    def note_index(self, node: nodes.Element) -> None:
        """Let the entries of an ``index`` node wait for the text that they belong to."""
        self._index_terms += map(index_term, marks_of(node))

    def take_index_terms(self) -> list[Element]:
        """The entries of the index that wait."""
        waiting, self._index_terms = self._index_terms, []
        return waiting

    def flush_index(self) -> None:
        """Write the entries of the index for which no text came."""
        if self._index_terms:
            self.open("p").extend(self.take_index_terms())
            self.close()

    # Anchors

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Let the anchor of a node, if something leads to it, wait for its element."""
        if isinstance(node, nodes.Element) and node["ids"] and not (isinstance(node, nodes.target) and "refid" in node):
            name = self.anchor_name(node)
            if name is not None and name in self.assembly.wanted and name not in self._waiting:
                self._waiting.append(name)
        super().dispatch_visit(node)

    def _claim(self, element: Element) -> None:
        """Give an element the id of what waits; all others that wait are the same."""
        for name in self._waiting:
            if "id" not in element.attrib:
                element.set("id", self.names.identifier(name))
            self.names.set_alias(name, element)
        self._waiting.clear()

    def _set_targets(self) -> None:
        waiting, self._waiting = self._waiting, []
        for name in waiting:
            if not self.names.is_set(name):
                self.names.set_alias(name, self.add("target", id=self.names.identifier(name)))

    def name_element(self, element: Element, node: nodes.Element) -> None:
        """Give the element of a node its id, whether something leads to it or not."""
        name = self.anchor_name(node)
        if name is not None and not self.names.is_set(name):
            element.set("id", self.names.identifier(name))
            self.names.set_alias(name, element)
            if name in self._waiting:
                self._waiting.remove(name)

    # The stack

    def _push(self, tag: str, why: str, **attributes: str | None) -> Element:
        given = {
            name.replace("__", ":").replace("_", "-"): xml_text(value)
            for name, value in attributes.items()
            if value is not None
        }
        element = SubElement(self.here, tag, given)
        self._open.append(_Open(element, why))
        return element

    def _pop(self) -> None:
        element = self._open.pop().element
        while (least := LEAST.get(element.tag)) is not None and all(child.tag in _BESIDE for child in element):
            element = SubElement(element, least)

    def _leave(self, *reasons: str) -> None:
        while self._open[-1].why in reasons:
            self._pop()

    def _rest(self) -> None:
        """Begin a section without a title for blocks that may not stand here, or not after sections."""
        here = self.here
        if here.tag in {"front", "back"} or (here.tag in _SECTIONED and any(child.tag in SECTIONS for child in here)):
            self._push("sec", _REST)
            SubElement(self.here, "title")

    def _take_text(self, tag: str) -> None:
        """Begin a paragraph where text or an inline element stands among blocks."""
        here = self.here.tag
        if (not tag or tag in INLINE) and here not in TEXT_IN and tag not in BLOCKS_IN.get(here, ()):
            self._rest()
            for between in (wrapper(self.here.tag, "p"), "p"):
                if between is not None:
                    self._push(between, _RUN)


def index_term(mark: Mark) -> Element:
    """An entry of the index with its sub-entry in it."""
    outer = inner = Element("index-term")
    for place, term in enumerate(mark.path):
        if place:
            inner = SubElement(inner, "index-term")
        SubElement(inner, "term").text = xml_text(term)
    for kind, other in (("see", mark.see), ("see-also", mark.see_also)):
        if other:
            SubElement(inner, kind).text = xml_text(other)
    return outer
