"""What is registered with Sphinx by name, and loaded when a document needs it: see :mod:`.deferred`.

Nothing that this module imports may import a module of records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rendering.apdu.reference_node import dlms_apdu_reference
from sphinx_dlmsprofile.rendering.message import dlms_message
from sphinx_dlmsprofile.rendering.placeholder_nodes import (
    Placeholder,
    dlms_described_example,
    dlms_index,
    dlms_layer_list,
    dlms_value,
)
from sphinx_dlmsprofile.sphinx.building.record_query import APDU_EXAMPLES, holds
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.deferred import deferred, deferred_post_transforms, deferred_transform, load
from sphinx_dlmsprofile.sphinx.common.node_forms import CONTENT, SKIPPED, add_node
from sphinx_dlmsprofile.sphinx.numbering.pages import SHOWN, SHOWN_NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

TRANSFORMS = {
    # Before substitutions are put into the text (220).
    "sphinx_dlmsprofile.sphinx.reading.half_signs.ReplaceHalfSigns": 200,
    # Before titles are read (800).
    "sphinx_dlmsprofile.sphinx.reading.raw_html.ReadInlineHtml": 790,
    # After annexes and the index are marked (800), before labels (850) and collectors (880).
    "sphinx_dlmsprofile.sphinx.reading.content.StateEmptyClauses": 810,
    "sphinx_dlmsprofile.sphinx.reading.terms.MarkTerms": 810,
    "sphinx_dlmsprofile.sphinx.reading.standards.MarkReferences": 811,
    "sphinx_dlmsprofile.sphinx.reading.remarks.NumberRemarks": 812,
}
"""What each document goes through when it is read, with the priority."""

PLACES = {
    # Before what examples refer to is printed.
    dlms_described_example: "sphinx_dlmsprofile.sphinx.building.print_described_examples.PrintDescribedExamples",
    dlms_apdu_reference: "sphinx_dlmsprofile.sphinx.building.print_apdu_references.PrintApduReferences",
    dlms_value: "sphinx_dlmsprofile.sphinx.building.template_values.FillIn",
    dlms_index: "sphinx_dlmsprofile.sphinx.numbering.index.PrintIndex",
    dlms_layer_list: "sphinx_dlmsprofile.sphinx.building.layer_list.PrintLayerList",
}
"""What is filled when a page is written, and by which transform."""

TELL_LEFT = "sphinx_dlmsprofile.sphinx.building.left_places.TellLeft"
LEFT: dict[type[nodes.Node], str] = dict.fromkeys(Placeholder.__subclasses__(), TELL_LEFT)
"""What reports each that nothing has filled."""

SHOWS = (
    "sphinx_dlmsprofile.sphinx.building.print_apdu_references.shown_in",
    "sphinx_dlmsprofile.sphinx.numbering.index.shown_in",
    "sphinx_dlmsprofile.sphinx.building.layer_list.shown_in",
)
"""What says that a page shows something of other documents."""


ITEM_ANCHORS = "sphinx_dlmsprofile.sphinx.building.item_anchors"
NOTE_TITLE_VALUES = "sphinx_dlmsprofile.sphinx.building.template_values.note_changes"

TEMPLATE_TEXT = "TemplateText"
"""A kind of record that is asked for by name."""


def _note_title_values(app: Sphinx, env: BuildEnvironment) -> list[str]:
    if not holds(env, TEMPLATE_TEXT):
        return []
    outdated: list[str] = load(NOTE_TITLE_VALUES)(app, env)
    return outdated


def _shows_items(app: Sphinx) -> bool:
    """Whether the build makes the published web site: a review build has anchors for its needs, whatever it makes."""
    return output_of(app.builder).published and bool(app.config.dlms_standard) and not app.config.dlms_review


def _add_item_anchors(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if _shows_items(app):
        load(f"{ITEM_ANCHORS}.add_anchors")(app, doctree, docname)


def _items_shown(app: Sphinx) -> Mapping[str, str]:
    shown: Mapping[str, str] = load(f"{ITEM_ANCHORS}.shown_in")(app) if _shows_items(app) else {}
    return shown


def _add_script(app: Sphinx, pagename: str, *_: object) -> None:
    """Let a page with examples load the script that marks fields."""
    where = None if output_of(app.builder).in_one_piece else pagename
    if any(holds(app.builder.env, kind, where) for kind in APDU_EXAMPLES):
        app.add_js_file("dlmsprofile.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register all of it."""
    for place, priority in TRANSFORMS.items():
        app.add_transform(deferred_transform(place, priority))
    app.add_post_transform(deferred_post_transforms(PLACES, 5))
    app.add_post_transform(deferred_post_transforms(LEFT, 900))
    for place in SHOWS:
        SHOWN.add(app, deferred(place))
    add_node(app, dlms_apdu_reference, CONTENT)
    add_node(app, dlms_message, CONTENT, typst=CONTENT, docx=CONTENT, sts=CONTENT)
    for kind in Placeholder.__subclasses__():
        add_node(app, kind, SKIPPED)
    app.connect("html-page-context", _add_script)
    # When the numbers have been given: then the order of the documents is known.
    app.connect("env-get-updated", _note_title_values, priority=600)
    SHOWN_NOW.add(app, _items_shown)
    # After the ids that last and those that this edition prints (40).
    app.connect("doctree-resolved", _add_item_anchors, priority=45)
