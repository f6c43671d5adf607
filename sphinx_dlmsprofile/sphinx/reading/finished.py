"""What docutils and Sphinx keep of the documents read last, and with them of the environment, when a build has ended.

A process that builds more than once, as that of an editor does, would keep some builds of each project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.parsers.rst.states import RSTState
from sphinx.roles import specific_docroles
from sphinx.util.docutils import SphinxRole

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _free_documents(app: Sphinx, _error: Exception | None) -> None:
    # Machines for nested text, and roles, stay with the document that each of them was last used for.
    RSTState.nested_sm_cache.clear()
    of_domains = (role for domain in app.registry.domains.values() for role in domain.roles.values())
    for role in (*specific_docroles.values(), *of_domains):
        if isinstance(role, SphinxRole):
            vars(role).pop("inliner", None)


def setup(app: Sphinx) -> None:
    """Let go of them."""
    app.connect("build-finished", _free_documents, priority=1000)
