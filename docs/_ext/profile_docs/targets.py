"""The targets of ``dlmsprofile export``, from their table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from profile_docs.registry import table
from sphinx_dlmsprofile.commands.export_targets import TARGETS

if TYPE_CHECKING:
    from docutils.nodes import Element, Node


class ExportTargets(SphinxDirective):
    """A table of all targets, and what each writes."""

    def run(self) -> list[Node]:
        """Make the table."""
        rows = [(f"--to {name}", target.help) for name, target in TARGETS.items()]
        found: Element = table((30, 70), ("Target", "What is written"), rows)
        return [found]
