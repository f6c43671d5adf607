"""The configuration values, from the one place where they are declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.config import ENUM
from sphinx.domains.std import StandardDomain
from sphinx.util.docutils import SphinxDirective

from sphinx_dlmsprofile.config import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node

    from sphinx_dlmsprofile.config import Option

_TYPES = {
    bool: "``True`` or ``False``",
    dict: "dictionary",
    int: "number",
    list: "list",
    str: "text",
    tuple: "tuple",
    type(None): "``None``",
}


class Configuration(SphinxDirective):
    """A table of all values; each is the target of ``:confval:``."""

    def run(self) -> list[Node]:
        """Make the table."""
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (24, 16, 14, 46)), cols=4)
        heads = ("Name", "Takes", "Default", "What it is for")
        group += nodes.thead("", nodes.row("", *(nodes.entry("", nodes.paragraph("", head)) for head in heads)))
        group += nodes.tbody("", *(self._row(option) for option in OPTIONS))
        return [nodes.table("", group, classes=["configuration"])]

    def _row(self, option: Option) -> nodes.row:
        anchor = f"confval-{option.name}"
        domain = self.env.get_domain("std")
        assert isinstance(domain, StandardDomain)  # noqa: S101  Sphinx' own
        domain.note_object("confval", option.name, anchor, location=self.get_location())
        name = nodes.entry("", nodes.paragraph("", "", nodes.literal("", option.name)))
        texts = (_takes(option), f"``{option.default!r}``", option.help)
        cells = (nodes.entry("", *self.parse_text_to_nodes(text)) for text in texts)
        row = nodes.row("", name, *cells, ids=[anchor])
        self.state.document.note_explicit_target(row)
        return row


def _takes(option: Option) -> str:
    if isinstance(option.types, ENUM):
        # Sphinx keeps them to itself.
        words: Iterable[str] = getattr(option.types, "_candidates", ())
        return " or ".join(f"``{word!r}``" for word in sorted(words))
    return " or ".join(_TYPES[kind] for kind in option.types)
