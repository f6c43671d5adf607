"""What the templates of web pages are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile import theme
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.compat import is_configured
from sphinx_dlmsprofile.sphinx.numbering.pages import SHOWN
from sphinx_dlmsprofile.sphinx.pages.navigation import clause_tree
from sphinx_dlmsprofile.sphinx.pages.standing import shown_in, standing_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_BEFORE_FURO, _AFTER_FURO = 400, 600


def fill(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Name the standard in whatever theme, and give ours what it shows around the text."""
    if not (output_of(app.builder).published and app.config.dlms_standard):
        return
    standing = standing_of(app.builder.env)
    if not is_configured(app.config, "html_title"):
        context["docstitle"] = standing.full
        if not is_configured(app.config, "html_short_title"):
            context["shorttitle"] = standing.designation
    if app.config.html_theme != theme.NAME:
        return
    context["dlms"] = {"standing": standing, "classes": standing.classes}
    if not output_of(app.builder).in_one_piece:
        # furo would put its tree together for each page anew, and take it apart again.
        context["dlms"]["toctree"] = context.pop("toctree", None)
        context["dlms"]["tree"] = clause_tree(app.builder, pagename)


def show_tree(_app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Put our tree where furo would have its own."""
    given = context.get("dlms") or {}
    if "tree" in given:
        context["furo_navigation_tree"] = given["tree"]
        context["toctree"] = given["toctree"]


def setup(app: Sphinx) -> None:
    """Connect around what furo does."""
    SHOWN.add(app, shown_in)
    app.connect("html-page-context", fill, priority=_BEFORE_FURO)
    app.connect("html-page-context", show_tree, priority=_AFTER_FURO)
