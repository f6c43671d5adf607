"""What pages show of needs: where each begins, and what makes a page be written again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.directives.needextract import Needextract
from sphinx_needs.nodes import Need
from sphinx_needs.roles.need_incoming import NeedIncoming
from sphinx_needs.roles.need_outgoing import NeedOutgoing

from sphinx_dlmsprofile.config import policy_of
from sphinx_dlmsprofile.model.review_records import ChangedProvision
from sphinx_dlmsprofile.rendering.nodes import MARGIN
from sphinx_dlmsprofile.sphinx.building import item_anchors
from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from sphinx_dlmsprofile.sphinx.building.last_build import made
from sphinx_dlmsprofile.sphinx.numbering.pages import SHOWN_NOW, in_short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.trace import Item

logger = logging.getLogger(__name__)

_SHOWN = "shown"


def _items(project: Project) -> tuple[Item, ...]:
    # A build in which nothing has changed asks for none.
    from sphinx_dlmsprofile.analysis.trace import trace  # noqa: PLC0415

    return trace(project).items


def mark_places(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each need its place in the page, and show the identifiers of provisions in the margin."""
    if judgement_of(app.builder) is None:
        return
    for node, (identifier, is_provision) in item_anchors.give_anchors(item_anchors.places_of(app), doctree, docname):
        if is_provision:
            shown = nodes.inline("", identifier, classes=[MARGIN])
            node.parent.insert(node.parent.index(node) + 1, shown)


def prepare(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fix what sphinx-needs cannot handle in pages that use it."""
    data = SphinxNeedsData(app.env)
    if docname not in data.get_or_create_docs()["all"] and docname != app.config.root_doc:
        return
    known = data.get_needs_view()
    for node in [*doctree.findall(NeedIncoming), *doctree.findall(NeedOutgoing)]:
        if node["reftarget"] not in known:
            # It would end the build.
            logger.warning("the need %r does not exist", node["reftarget"], type="dlms", subtype="need", location=node)
            node.replace_self(nodes.Text(node.astext()))
    judgement = judgement_of(app.builder)
    if judgement is None or doctree.next_node(Needextract) is None:
        return
    # No page carries our needs, so that there is nothing to take out of one.
    for item in _items(judgement.project):
        if data.get_need_node(item.identifier) is None:
            data.set_need_node(item.identifier, Need("", nodes.paragraph("", item.text or item.title)))


def name_boxes(_app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Number the boxes of needs: sphinx-needs gives them random names, and each build would differ."""
    boxes = (node for node in doctree.findall(nodes.container) if "need_container" in node["classes"])
    for number, box in enumerate(boxes, 1):
        box["ids"] = [f"SNCB-{nodes.make_id(docname)}-{number}"]


def shown_in(app: Sphinx) -> Mapping[str, str]:
    """In short, by docname, what pages show of needs: their identifiers, and in lists and diagrams anything."""
    return made(app, _SHOWN, lambda: _show(app))


def _show(app: Sphinx) -> Mapping[str, str]:
    from sphinx_dlmsprofile.sphinx.building.project import project_of  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.building.project_digest import project_digest  # noqa: PLC0415

    env = app.env
    items = _items(project_of(env))
    shown = item_anchors.shown_in(app)
    data = SphinxNeedsData(env)
    listing = data.get_or_create_docs()["all"]
    if listing:
        written = [sorted(dict(need.items()).items()) for _, need in sorted(data.get_needs_mutable().items())]
        # What is judged is not known yet: it can have changed with anything of the project, and with how it is judged.
        judged = [project_digest(env), policy_of(app.config), project_of(env).of(ChangedProvision)]
        everything = in_short([items, json.dumps(written, default=str), judged])
        shown = {**shown, **{docname: shown.get(docname, "") + everything for docname in listing}}
    return shown


def setup(app: Sphinx) -> None:
    """Connect to the pages."""
    SHOWN_NOW.add(app, shown_in)
    # Before sphinx-needs fills in its own nodes.
    app.connect("doctree-resolved", mark_places, priority=50)
    app.connect("doctree-resolved", prepare, priority=90)
    app.connect("doctree-resolved", name_boxes, priority=900)
