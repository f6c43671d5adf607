"""The role ``std``, which cites a standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import ReferenceRole

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx

CITED = "dlms_cited"
"""The attribute of a reference that holds what was cited, as written."""


class StandardRole(ReferenceRole):
    """``:std:`IEC 62056-5-3:2016, 7.2```: cites a document of Clause 2 or the bibliography, and links to its entry.

    A document that is in neither is reported by the rule reference-unlisted, and not linked.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the link."""
        reference = pending_xref(
            self.rawtext,
            nodes.inline("", self.title),
            refdomain="dlms",
            reftype="reference",
            reftarget=designation_in(self.target),
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
            refwarn=False,
        )
        reference[CITED] = self.target
        self.set_source_info(reference)
        return [reference], []


def designation_in(target: str) -> str:
    """The designation without the clause that is cited."""
    # Loaded where something is cited.
    from sphinx_dlmsprofile.text.citations import find_citations, normalised  # noqa: PLC0415

    found = find_citations(target)
    return normalised(target)[found[0].start : found[0].end] if found else target


def cited_in(block: nodes.Element) -> tuple[str, ...]:
    """What the roles in a block cite."""
    return tuple(node[CITED] for node in block.findall(pending_xref) if CITED in node)


def setup(app: Sphinx) -> None:
    """Register the role."""
    app.add_role("std", StandardRole())
