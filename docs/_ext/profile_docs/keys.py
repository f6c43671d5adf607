"""Tables of options and keys that name exactly those that the readers know."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from docutils.nodes import Node

_ENTRY = re.compile(r"(?P<name>[\w-]+): (?P<text>.*)")


class Keys(SphinxDirective):
    """A table of ``name: meaning`` lines; its argument is the tuple of names they must agree with.

    ``sap.OPTIONS`` is ``sphinx_dlmsprofile.parsing.sap.OPTIONS``.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[Node]:
        """Make the table, or say what is documented and not there, or the other way round."""
        module, _, attribute = self.arguments[0].partition(".")
        known = set(getattr(import_module(f"sphinx_dlmsprofile.parsing.{module}"), attribute))
        entries = self._entries()
        if different := known.symmetric_difference(entries):
            message = f"{self.arguments[0]} and this table differ in: {', '.join(sorted(different))}"
            raise self.error(message)
        head = "Option" if attribute.endswith("OPTIONS") else "Key"
        group = nodes.tgroup("", nodes.colspec(colwidth=22), nodes.colspec(colwidth=78), cols=2)
        heads = (nodes.entry("", nodes.paragraph("", text)) for text in (head, "Meaning"))
        group += nodes.thead("", nodes.row("", *heads))
        body = nodes.tbody()
        for name, text in entries.items():
            shown = f":{name}:" if attribute.endswith("OPTIONS") else f"{name}:"
            key = nodes.entry("", nodes.paragraph("", "", nodes.literal("", shown)))
            body += nodes.row("", key, nodes.entry("", *self.parse_text_to_nodes(text)))
        group += body
        return [nodes.table("", group, classes=["keys"])]

    def _entries(self) -> dict[str, str]:
        entries: dict[str, str] = {}
        name = ""
        for line in self.content:
            if match := _ENTRY.fullmatch(line):
                name = match["name"]
                entries[name] = match["text"]
            elif line.strip():
                entries[name] += f" {line.strip()}"
        return entries
