"""The role ``prov``: gives the sentence that follows it an identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_id

from sphinx_dlmsprofile.sphinx.reading.record_node import LABEL_KEY, Target, dlms_records

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx


class ProvisionRole(SphinxRole):
    """``:prov:`join-once` A station shall join once.``: prints nothing, and is a place to link to.

    Rules judge what it is written before, and whether the identifier is unique.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the place."""
        identifier = " ".join(self.text.split())
        target = nodes.target("", "", classes=["dlms-provision"])
        target[LABEL_KEY] = identifier
        document = self.inliner.document
        target["ids"].append(make_id(self.env, document, "prov", identifier))
        document.set_id(target)
        self.set_source_info(target)
        return [target, dlms_records(targets=(Target("provision", (identifier,), target["ids"][0]),))], []


def setup(app: Sphinx) -> None:
    """Register the role."""
    app.add_role("prov", ProvisionRole())
