"""The links of web pages, from the page that is written to the index of the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.nodes import dlms_link, dlms_provision
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.deferred import load
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.common.node_forms import CONTENT, SKIPPED, add_node
from sphinx_dlmsprofile.sphinx.links.html import depart_link, depart_provision, visit_link, visit_provision
from sphinx_dlmsprofile.sphinx.numbering.pages import SHOWN, SHOWN_NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.links.page_facts import PageFacts

_ROOM = "sphinx_dlmsprofile.sphinx.links"
_WRITTEN: KeptOn[dict[str, PageFacts]] = KeptOn("page_facts")
_FORMAT = "links 1"
"""What is kept of pages: those that were written by another version are written again."""

STYLE_SHEET = "dlms-links.css"
SCRIPTS = ("dlms-names.js", "dlms-jump.js", "dlms-provisions.js")


SCRIPT_WORDS = mark(
    (
        "Previews and results",
        "What was found",
        "Find or jump to",
        "Find: 6.2, Table 3, 0x10, a word",
        "A number, an address, an OBIS code, a name, or words. Press / to come here",
        "Search all texts for “{}”",
        "Used in 1 clause",
        "Used in {} clauses",
        "Used in ",
        "Show requirements",
        "Copied: {}",
        "Copy the address of this provision",
        "Moved from {}",
        "Marks of change: {}",
        "{} on this page",
    )
)
"""What the scripts say."""


def has_links(app: Sphinx) -> bool:
    """Whether the build makes the web site of a standard."""
    return output_of(app.builder).published and bool(app.config.dlms_standard)


def link_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Link the names in a page that is about to be written, and note what it shows."""
    if has_links(app):
        facts = load(f"{_ROOM}.page.linked")(app, doctree, docname)
        _WRITTEN.once(app.builder, dict)[docname] = facts


def write_index(app: Sphinx, _exception: Exception | None) -> None:
    """Write the index of the site; also after a build that was broken off: what it has written stays."""
    written = _WRITTEN.get(app.builder) or {}
    _WRITTEN.drop(app.builder)
    # Elsewhere, what is said of provisions changes with their pages alone.
    if has_links(app) and (written or app.config.dlms_review):
        load(f"{_ROOM}.after_build.update_index")(app, written)


def _shown_in(env: BuildEnvironment, docname: str) -> object:
    return load(f"{_ROOM}.definitions.shown_in")(env, docname)


def _shown_now(app: Sphinx) -> Mapping[str, str]:
    return dict.fromkeys(app.env.all_docs, _FORMAT) if has_links(app) else {}


def _add_files(app: Sphinx) -> None:
    if output_of(app.builder).is_epub:
        names = (f"_static/{name}" for name in (STYLE_SHEET, *SCRIPTS))
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, *names]
    if has_links(app):
        app.add_css_file(STYLE_SHEET)
        if said := {words: say(words) for words in SCRIPT_WORDS if say(words) != words}:
            app.add_js_file(None, body=f"globalThis.dlmsWords = {json.dumps(said)};")
        for name in SCRIPTS:
            app.add_js_file(name, loading_method="defer")


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    add_node(app, dlms_link, CONTENT, html=(visit_link, depart_link))
    add_node(app, dlms_provision, SKIPPED, html=(visit_provision, depart_provision))
    SHOWN.add(app, _shown_in)
    SHOWN_NOW.add(app, _shown_now)
    app.connect("builder-inited", _add_files)
    # When the ids of a single page are settled (950).
    app.connect("doctree-resolved", link_page, priority=960)
    app.connect("build-finished", write_index)
