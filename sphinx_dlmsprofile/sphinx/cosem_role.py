"""The role ``cosem``: an interface class, existing or new, by name or class_id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import ReferenceRole

from sphinx_dlmsprofile.sphinx.registry import registry_of

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx

COSEM = "cosem"
"""The type of the reference."""


class CosemRole(ReferenceRole):
    """``:cosem:`Clock```, ``:cosem:`8```, ``:cosem:`Clock.time```: names a class, or an attribute or method of one.

    A class of Annex B is linked. One that neither IEC 62056-6-2 nor Annex B has is a matter of the
    rule class-unknown. A bare class_id prints the name of the class, if it is an existing one.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the reference."""
        title = self.title
        if not self.has_explicit_title and title.strip().isdecimal():
            known = registry_of(self.env).class_by_id(int(title))
            title = known.name if known else title
        reference = pending_xref(
            self.rawtext,
            nodes.inline("", title),
            refdomain="dlms",
            reftype=COSEM,
            reftarget=self.target,
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
            refwarn=False,
        )
        self.set_source_info(reference)
        return [reference], []


def setup(app: Sphinx) -> None:
    """Register the role."""
    app.add_role("cosem", CosemRole())
