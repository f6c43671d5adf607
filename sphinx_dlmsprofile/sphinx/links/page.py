"""One page: its links, and what is noted of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.rendering.nodes import MARGIN, dlms_provision
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.building.record_query import documents
from sphinx_dlmsprofile.sphinx.building.review_pages import review_matcher
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.links.linking import PageLinker
from sphinx_dlmsprofile.sphinx.links.page_facts import PageFacts
from sphinx_dlmsprofile.sphinx.numbering.single_page import renamed_ids
from sphinx_dlmsprofile.sphinx.reading.record_node import LABEL_KEY

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def linked(app: Sphinx, doctree: nodes.document, docname: str) -> PageFacts:
    """Link what it names, and note what it shows and uses; nothing of pages that are not part of the standard."""
    if docname not in documents(app.env) or review_matcher(app.env)(docname):
        return PageFacts()
    _mark_provisions(doctree)
    linker = PageLinker(app, docname)
    linker.run(doctree)
    targets = app.env.domaindata["dlms"]["targets"]
    held = targets.values() if output_of(app.builder).in_one_piece else [targets.get(docname, ())]
    wanted = {target.anchor for several in held for target in several}
    linker.facts.look(doctree, wanted.union(renamed_ids(app).values()))
    return linker.facts


def _mark_provisions(doctree: nodes.document) -> None:
    """Turn the places of provisions into links to themselves that show their identifiers, which are not text."""
    for target in nodes_in(doctree, nodes.target):
        if "dlms-provision" not in target["classes"] or not target["ids"]:
            continue
        place = target.parent.index(target)
        beside = target.parent[place + 1] if place + 1 < len(target.parent) else None
        identifier = target.get(LABEL_KEY, "")
        if isinstance(beside, nodes.inline) and MARGIN in beside["classes"]:
            identifier = beside.astext()
            target.parent.remove(beside)
        if identifier:
            target.replace_self(dlms_provision("", ids=target["ids"], identifier=identifier))
