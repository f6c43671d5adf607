"""Numbers of the lines of code, for outputs whose writers know none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.compat import builder_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class NumberCodeLines(SphinxPostTransform):
    """Writes the numbers of lines that a text may name into the code."""

    default_priority = 410  # when Sphinx has decided at 400 which code has numbers

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Change the code of the document."""
        if output_of(builder_of(self.env)).types_code_lines:
            for node in self.document.findall(nodes.literal_block):
                if node.get("linenos") and all(isinstance(child, nodes.Text) for child in node.children):
                    options: dict[str, Any] = node.get("highlight_args", {})
                    node[:] = [nodes.Text(numbered(node.astext(), int(options.get("linenostart", 1))))]


def numbered(code: str, first: int) -> str:
    """Code with the numbers of its lines, which stand in a column of their own."""
    lines = code.rstrip("\n").split("\n")
    width = len(str(first + len(lines) - 1))
    return "\n".join(f"{number:>{width}}  {line}".rstrip() for number, line in enumerate(lines, first))


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(NumberCodeLines)
