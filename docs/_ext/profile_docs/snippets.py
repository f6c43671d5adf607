"""Examples: shown in both markups, then as they look, then with what the check says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.code import container_wrapper
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec


class Snippet(SphinxDirective):
    """Shows ``snippets/<name>.rst`` and ``.md``; ``<name>.txt``, if there is one, is what the check prints.

    ``:source-only:`` leaves the rendered example out.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"source-only": directives.flag}

    def run(self) -> list[Node]:
        """Make the blocks."""
        name = self.arguments[0]
        shown = [
            self._block(f"{name}.rst", "rst", "reStructuredText"),
            self._block(f"{name}.md", "none", "MyST"),
        ]
        if "source-only" not in self.options:
            rendered = nodes.container(classes=["rendered"])
            rendered += self.parse_text_to_nodes(self._read(name + Path(self.env.doc2path(self.env.docname)).suffix))
            shown += [nodes.paragraph("", "Result", classes=["rendered-title"]), rendered]
        if (self._directory / f"{name}.txt").is_file():
            shown.append(self._block(f"{name}.txt", "text", "What the check says"))
        return shown

    @property
    def _directory(self) -> Path:
        return Path(self.env.srcdir, "snippets")

    def _read(self, name: str) -> str:
        path = self._directory / name
        self.env.note_dependency(path)
        return path.read_text("utf-8")

    def _block(self, name: str, language: str, caption: str) -> Node:
        text = self._read(name)
        block = nodes.literal_block(text, text, language=language)
        self.set_source_info(block)
        return container_wrapper(self, block, caption)
