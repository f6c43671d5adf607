"""Names and links for what APDU examples refer to: classes, their parts, objects, SAPs, services.

They may be defined in any document, so they are printed when a page is written. What looks them up is loaded
where there are examples.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from sphinx_dlmsprofile.rendering.apdu.reference_node import dlms_apdu_reference
from sphinx_dlmsprofile.sphinx.building.record_query import APDU_EXAMPLES, holds
from sphinx_dlmsprofile.sphinx.common.compat import builder_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.building.apdu_references import PrintedReference


def shown_in(env: BuildEnvironment, docname: str) -> list[object]:
    """What the examples of a document show of others: its page is written again when that changes."""
    if not any(holds(env, kind, docname) for kind in APDU_EXAMPLES):
        return []
    from sphinx_dlmsprofile.rendering.apdu.references import references_of
    from sphinx_dlmsprofile.sphinx.building.apdu_references import apdu_references_of
    from sphinx_dlmsprofile.sphinx.building.described_examples import examples_in, shown_envelopes

    references = apdu_references_of(env, docname)
    found = [references.find(each) for example in examples_in(env, docname) for each in references_of(example)]
    return [*found, *shown_envelopes(env, docname)]


class PrintApduReferences(SphinxPostTransform):
    """Prints names and links in their places."""

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Fill all places of the document."""
        places = list(self.document.findall(dlms_apdu_reference))
        if not places:
            return
        from sphinx_dlmsprofile.sphinx.building.apdu_references import apdu_references_of

        references = apdu_references_of(self.env, self.env.docname)
        for place in places:
            found = references.find(place["referred"])
            place.replace_self(self._printed(found) if found else place.children)

    def _printed(self, found: PrintedReference) -> nodes.Node:
        text = nodes.inline("", found.text)
        if not found.docname:
            return text
        try:
            return make_refnode(builder_of(self.env), self.env.docname, found.docname, found.anchor, text)
        except NoUri:
            return text
