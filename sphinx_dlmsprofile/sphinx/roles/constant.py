"""The role ``const``: prints the value of a constant, wherever that is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains.python import PyXRefRole
from sphinx.util.docutils import SphinxRole

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx

CONST = "const"
"""The type of the references."""


class ConstantRole(SphinxRole):
    """``:const:`Response timeout```: prints "30 s", and links to the table that states it."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the reference, which shows the name until all documents are read."""
        name = " ".join(self.text.split())
        reference = pending_xref(
            self.rawtext,
            nodes.inline("", name),
            refdomain="dlms",
            reftype=CONST,
            reftarget=name,
            refexplicit=False,
            refdoc=self.env.docname,
            refwarn=True,
        )
        self.set_source_info(reference)
        return [reference], []


class _InsteadOfPython(ConstantRole):
    """The same where Sphinx takes a bare ``const`` for that of its default domain, which speaks of Python."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the reference, or that of ``py:const``."""
        if not self.rawtext.startswith(":py:"):
            return super().run()
        role = PyXRefRole()
        return role("py:const", self.rawtext, self.text, self.lineno, self.inliner, self.options, self.content)


def setup(app: Sphinx) -> None:
    """Register the role."""
    app.add_role(CONST, ConstantRole())
    app.add_role_to_domain("py", CONST, _InsteadOfPython(), override=True)
