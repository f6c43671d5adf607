"""What the templates of web pages are given."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, cast

from sphinx_dlmsprofile import theme
from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.compat import is_configured
from sphinx_dlmsprofile.sphinx.numbering.pages import SHOWN
from sphinx_dlmsprofile.sphinx.pages import first_page, notes, provenance
from sphinx_dlmsprofile.sphinx.pages.navigation import clause_tree
from sphinx_dlmsprofile.sphinx.pages.standing import Standing, shown_in, standing_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config

_BEFORE_FURO, _AFTER_FURO = 400, 600
_CAPTION = 'class="caption" role="heading"'
_SCRIPT = "dlms-theme.js"
_NOTES_SCRIPTS = ("dlms-marks.js", "dlms-notes.js")
_LAST = 800
"""The priority of scripts that follow those of others, whose functions they call."""


def fill(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Name the standard in whatever theme, and give ours what it shows around the text."""
    if not output_of(app.builder).published:
        return
    ours = app.config.html_theme == theme.NAME
    if ours:
        said = context["gettext"] = _gettext(app)
        context["fixed_furniture"] = [words for words in FIXED_FURNITURE if said(words) != words]
        _leave_out_edit_link(context)
        context["show_copyright"] = bool(context.get("copyright")) and context.get("show_copyright", True)
    if not app.config.dlms_standard:
        if ours and not is_configured(app.config, "html_title"):
            context["docstitle"] = escape(app.config.project)  # Sphinx adds "documentation"
        return
    standing = standing_of(app.builder.env)._replace(changes=notes.shows_changes(app))
    if not is_configured(app.config, "html_title"):
        # Others show it as their brand, which has to be short.
        context["docstitle"] = escape(standing.full if ours else standing.designation)
        if not is_configured(app.config, "html_short_title"):
            context["shorttitle"] = escape(standing.designation)
    if ours:
        _fill_ours(app, pagename, context, standing)
    else:
        context["metatags"] = context.get("metatags", "") + _standing_of_others(standing)


def _leave_out_edit_link(context: dict[str, Any]) -> None:
    """Ask for no link to an editor where none can be found: furo would compile what looks for it, and find nothing."""
    editors = ("theme_source_edit_link", "theme_source_repository", "READTHEDOCS")
    chosen = context.get("theme_top_of_page_buttons") or context.get("theme_top_of_page_button") != "edit"
    if not (chosen or any(map(context.get, editors))):
        context["theme_top_of_page_buttons"] = ["view"]


def _fill_ours(app: Sphinx, pagename: str, context: dict[str, Any], standing: Standing) -> None:
    """Give the theme ``dlms`` what stands around the text of a standard."""
    given: dict[str, Any] = {
        "standing": standing,
        "classes": standing.classes,
        "designation": standing.designation,
        "clause": number_words(app.config.language).clause,
        **notes.context(app, pagename),
        "links": _links(app.config),
        "words": _words(),
    }
    context["dlms"] = given
    if given["notes"]:
        for name in _NOTES_SCRIPTS:
            _add_script(app, name)
    if pagename == app.config.root_doc:
        # The single page has no title of its own in the context.
        if app.builder.env.titles[pagename].astext() == standing.title:
            given["classes"] += " dlms-title-twice"
        given["provenance"] = " · ".join(first_page.provenance(app))
        given["lists"] = list(first_page.lists(app, pagename))
    if not output_of(app.builder).in_one_piece:
        # furo would put its tree together for each page anew, and take it apart again.
        given["toctree"] = context.pop("toctree", None)
        given["tree"] = clause_tree(app.builder, pagename)


def _add_script(app: Sphinx, name: str) -> None:
    """Link it with the digest that Sphinx gives, so that no browser takes that of an earlier version."""
    cast("StandaloneHTMLBuilder", app.builder).add_js_file(name, defer="defer", priority=_LAST)


def add_script(app: Sphinx) -> None:
    """Add the script of our theme to all pages."""
    if app.config.html_theme == theme.NAME and output_of(app.builder).published:
        _add_script(app, _SCRIPT)


def _standing_of_others(standing: Standing) -> str:
    """What tells in any theme what a page is, by the class of its body, and by a band where it is not published.

    Its templates are not ours, what stands in the head is.
    """
    script = (
        "\n<script>addEventListener('DOMContentLoaded', () => "
        f"document.body.classList.add(...'{standing.classes}'.split(' ')))</script>"
    )
    if standing.is_final and not standing.review and not standing.is_redline:
        return script
    words = f"{standing.word}: {standing.says}".replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    back, ink = ("#5b2a86", "#fff") if standing.review else ("#ffd54a", "#201800")
    return script + (
        f'\n<style>body::before {{content: "{words}"; display: block; padding: 0.35rem 1rem; text-align: center; '
        f"font: bold 0.85rem/1.35 sans-serif; background: {back}; color: {ink}}}</style>"
    )


def _words() -> dict[str, str]:
    """What the templates of pages say by themselves."""
    return {
        "standing": say("Standing of this document"),
        "on_this_page": say("On this page"),
        "page": say("Page"),
        "no_script": say("Findings and marks of change in the text need JavaScript."),
    }


FURNITURE = mark(
    ("Skip to content", "Back to top", "View this page", "Edit this page", "Next", "Previous", "Made with ")
)
"""What furo says, and Sphinx' catalogues do not know."""

FIXED_FURNITURE = mark(
    (
        "Toggle site navigation sidebar",
        "Toggle table of contents sidebar",
        "Toggle Light / Dark / Auto color theme",
        "Contents",
        "Menu",
        "Expand",
        "Light mode",
        "Dark mode",
        "Auto light/dark, in light mode",
        "Auto light/dark, in dark mode",
    )
)
"""What furo says in English only: names of buttons and of signs."""


def _gettext(app: Sphinx) -> Callable[[str], str]:
    """What templates of furo ask for words: Sphinx' catalogue, then our own."""

    def found(words: str) -> str:
        known = app.translator.gettext(words)
        return known if known != words else say(words)

    return found


def _links(config: Config) -> list[tuple[str, str]]:
    """Other forms of the whole standard: what they are called, and where they are from the top of the site."""
    forms = (("PDF", config.dlms_pdf_link), (say("All in one page"), config.dlms_page_link))
    return [(name, link) for name, link in forms if link]


def show_tree(app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Put our tree where furo would have its own."""
    if app.config.html_theme != theme.NAME or not output_of(app.builder).published:
        return
    for name in ("furo_navigation_tree", "body"):
        # Sphinx gives captions of toctrees the role of headings, and no level.
        if _CAPTION in str(context.get(name, "")):
            context[name] = str(context[name]).replace(_CAPTION, f'{_CAPTION} aria-level="2"')
    given = context.get("dlms") or {}
    if "tree" in given:
        context["furo_navigation_tree"] = given["tree"]
        context["toctree"] = given["toctree"]


def setup(app: Sphinx) -> None:
    """Connect around what furo does."""
    SHOWN.add(app, shown_in)
    SHOWN.add(app, first_page.shown_in)
    provenance.setup(app)
    notes.setup(app)
    app.connect("builder-inited", add_script)
    app.connect("html-page-context", fill, priority=_BEFORE_FURO)
    app.connect("html-page-context", show_tree, priority=_AFTER_FURO)
