"""Nodes of a stranger's extension: one with a form for Typst, one that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class stamp(nodes.General, nodes.Element):  # noqa: N801
    pass


class riddle(nodes.General, nodes.Element):  # noqa: N801
    pass


class StampDirective(Directive):
    def run(self) -> list[nodes.Node]:
        return [stamp()]


class RiddleDirective(Directive):
    has_content: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        node = riddle()
        node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def visit_stamp(self: Any, _node: stamp) -> None:
    self.open("block")
    self.text('Stamped #"by" hand')
    self.close()
    raise nodes.SkipNode


def skip(_self: Any, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_node(stamp, typst=(visit_stamp, None), html=(skip, None))
    app.add_node(riddle, html=(skip, None))
    app.add_directive("stamp", StampDirective)
    app.add_directive("riddle", RiddleDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
