"""The texts of a directive as nodes: inline markup in one paragraph, or blocks where there is room for them."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList
from sphinx.util.parsing import nested_parse_to_nodes

from sphinx_dlmsprofile.rendering.message import dlms_message, is_untold, untold
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.text.further_block import further_block
from sphinx_dlmsprofile.text.location import Location, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.util.docutils import SphinxDirective


class TextNodes:
    """Makes the nodes of the texts of one directive.

    ``flattened`` are the lines on which a second paragraph, a list or a table begins that runs on in a paragraph.
    """

    def __init__(self, directive: SphinxDirective) -> None:
        self._directive = directive
        self._root = Path(directive.env.srcdir)
        self._texts: dict[int, Text] = {}
        self.flattened: list[Text] = []

    def __call__(self, text: Text) -> list[nodes.Node]:
        """The nodes of a text with inline markup, for one paragraph."""
        parsed, messages = self._directive.parse_inline(text.value, lineno=text.at.line)
        self._texts.update((id(node), text) for node in parsed)
        if text.further:
            self.flattened.append(text.further)
        return [*parsed, *messages]

    def blocks(self, text: Text) -> list[nodes.Node]:
        """The paragraphs, lists and tables of a text."""
        state: Any = self._directive.state
        at, lines = text.block or text.at, text.value.split("\n")
        source = str(self._root / at.source)
        content = StringList(lines, items=[(source, at.line - 1 + index) for index in range(len(lines))])
        # What parses Markdown counts from the line of the directive.
        first = at.line - 1 if isinstance(state, RSTState) else at.line - 1 - self._directive.lineno
        found = nested_parse_to_nodes(state, content, offset=first, allow_section_headings=False)
        for node in found:
            for each in nodes_in(node, nodes.Element):
                if each.source:
                    each.source = source
                if isinstance(each, nodes.paragraph):
                    self.flattened.extend(_further(each, at))
        return found

    def locate(self, rendered: nodes.Element) -> None:
        """Give each block of text the place from which its words come, and translators the words of the author."""
        for block in nodes_in(rendered, nodes.TextElement):
            texts = [self._texts.get(id(child)) for child in block.children]
            text = next(filter(None, texts), None)
            if text:
                block.source, block.line = self._place(text)
            if isinstance(block, nodes.Inline) or is_untold(block):
                continue
            if text and all(each is text for each in texts):
                block.rawsource = text.value
            elif self._divide(block):
                untold(block)

    def _place(self, text: Text) -> tuple[str, int]:
        return str(self._root / text.at.source), text.at.line

    def _divide(self, element: nodes.Element) -> bool:
        """Make messages of the author's texts between words of ours; whether there is one."""
        children: list[nodes.Node] = []
        found = False
        for text, run in groupby(element.children, lambda child: self._texts.get(id(child))):
            kept = list(run)
            if text is None:
                divided = [self._divide(each) for each in kept if isinstance(each, nodes.Element)]
                found = found or any(divided)
                children += kept
                continue
            found = True
            message = dlms_message(text.value, "", *kept)
            message.source, message.line = self._place(text)
            children.append(message)
        element.children = []
        element += children
        return found


def _further(paragraph: nodes.paragraph, at: Location) -> Iterator[Text]:
    """The line of a paragraph on which a list or a table begins that the markup does not know as one."""
    lines = paragraph.rawsource.split("\n")
    index = further_block(lines)
    if index is not None:
        yield Text(lines[index].strip(), Location(at.source, (paragraph.line or at.line) + index))
