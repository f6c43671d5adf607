"""One HTML file that contains all it needs, from docutils nodes."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes

_SHEETS = ("publishing/page.css", "rendering/static/changes.css")


def html_page(section: nodes.section, title: str) -> str:
    """The section as a whole page; nothing in it leads to the network."""
    from docutils.frontend import get_default_settings  # noqa: PLC0415  few commands need it
    from docutils.utils import new_document  # noqa: PLC0415
    from docutils.writers import html5_polyglot  # noqa: PLC0415

    settings = get_default_settings(html5_polyglot.Writer)
    settings.initial_header_level = "1"
    document = new_document("", settings)
    document += section
    translator = html5_polyglot.HTMLTranslator(document)
    document.walkabout(translator)
    package = files("sphinx_dlmsprofile")
    styles = "".join(package.joinpath(name).read_text("utf-8") for name in _SHEETS)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{styles}</style>\n</head>\n"
        f"<body>\n<main>\n{''.join(translator.body)}</main>\n</body>\n</html>\n"
    )
