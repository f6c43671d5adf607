"""What is said beside the text of a draft, a review build or a redline: made by a script from one file of data.

So the pages stay as they are where a finding or a change in another document comes and goes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.util import logging

from sphinx_dlmsprofile import theme
from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.stage import FINAL
from sphinx_dlmsprofile.sphinx.building.last_build import keep_files, stand_already
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.numbering.pages import SHOWN_NOW, in_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

logger = logging.getLogger(__name__)

DATA = "page-notes.js"
"""The file of data, at the top of the web site."""

_BEGIN = "globalThis.dlmsNotes = "
_PAGES = frozenset({"findings", "former-numbers", "dlms-findings", "dlms-former-numbers"})


def shows_findings(app: Sphinx) -> bool:
    """Whether pages show findings: in a draft, and in a review build."""
    return _has_notes(app) and (app.config.dlms_stage != FINAL or bool(app.config.dlms_review))


def shows_changes(app: Sphinx) -> bool:
    """Whether pages show changes: where there is a previous edition; in the published text where asked for."""
    return bool(app.config.dlms_previous_edition) and (
        shows_findings(app) or (_has_notes(app) and bool(app.config.dlms_redline))
    )


def _has_notes(app: Sphinx) -> bool:
    output = output_of(app.builder)
    return app.config.html_theme == theme.NAME and output.published and output.pages and bool(app.config.dlms_standard)


def context(app: Sphinx, pagename: str) -> dict[str, Any]:
    """What the templates of a page ask for."""
    from sphinx_dlmsprofile.sphinx.pages.findings import PAGE, TITLE  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.pages.places import free_name  # noqa: PLC0415

    env = app.builder.env
    links: list[tuple[str, str]] = []
    if shows_findings(app):
        links.append((say(TITLE), app.builder.get_relative_uri(pagename, free_name(env, PAGE))))
    if app.config.dlms_previous_edition and _has_notes(app):
        from sphinx_dlmsprofile.sphinx.pages import redline  # noqa: PLC0415  few builds compare

        if redline.is_there(app):
            links.append((say(redline.TITLE), app.builder.get_relative_uri(pagename, free_name(env, redline.PAGE))))
    notes = DATA if pagename in app.builder.env.all_docs and (shows_findings(app) or shows_changes(app)) else ""
    return {"notes": notes, "page": pagename, "pages": links, "finds": shows_findings(app)}


def mark_places(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the script find the blocks."""
    if shows_findings(app) or shows_changes(app):
        from sphinx_dlmsprofile.sphinx.pages.places import mark  # noqa: PLC0415  the published text needs none

        mark(app.env, doctree, docname)


def read_former(app: Sphinx, _builder: object) -> None:
    """Read the previous edition before processes that write pages are started, and say if that fails."""
    if not (app.config.dlms_previous_edition and _has_notes(app)):
        return
    from sphinx_dlmsprofile.sphinx.building.previous_edition import previous_edition  # noqa: PLC0415  few builds compare
    from sphinx_dlmsprofile.sphinx.pages.redline import is_there  # noqa: PLC0415

    if is_there(app):
        return
    found = previous_edition(app.env)
    if isinstance(found, Exception) and not app.config.dlms_review:  # whose findings say it
        logger.warning("dlms_previous_edition: %s", found, type="dlms", subtype="conf-file")


def make_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages of all findings and of old numbers, and write the data."""
    what = _what(app)
    if what and stand_already(app, what):
        return
    data: dict[str, Any] = {}
    made: dict[str, tuple[str, nodes.section]] = {}
    if shows_findings(app):
        from sphinx_dlmsprofile.sphinx.pages import findings  # noqa: PLC0415

        data["findings"] = findings.beside_lines(app)
        made[findings.PAGE] = say(findings.TITLE), findings.page(app)
    if app.config.dlms_previous_edition and _has_notes(app):
        from sphinx_dlmsprofile.sphinx.pages import redline  # noqa: PLC0415  few builds compare

        if shows_changes(app):
            data["changes"] = redline.beside_blocks(app)
            what = "" if redline.is_in_vain(app) else what
        if numbers := redline.numbers_page(app):
            made[redline.PAGE] = say(redline.TITLE), numbers
    if made:
        from sphinx_dlmsprofile.sphinx.pages.places import free_name  # noqa: PLC0415

        made = {free_name(app.env, name): page for name, page in made.items()}
    _write(app, data | {"pages": sorted(made)} if made else data)
    if what and data:
        builder = cast("StandaloneHTMLBuilder", app.builder)
        keep_files(app, what, (DATA, *(Path(builder.get_outfilename(name)).name for name in made)))
    for name, (title, section) in made.items():
        yield _page(app, name, title, section)


def _what(app: Sphinx) -> str:
    """The files that are made here, and of what besides the project; "" where nobody knows whether that changes."""
    if not (app.config.dlms_previous_edition and _has_notes(app)):
        return "notes"
    from sphinx_dlmsprofile.sphinx.pages.redline import state  # noqa: PLC0415  few builds compare

    known = state(app)
    return f"notes since {known}" if isinstance(known, tuple) else ""


def _page(app: Sphinx, name: str, title: str, section: nodes.section) -> tuple[str, dict[str, Any], str]:
    builder: Any = app.builder
    # Else our headings got the numbers of the page written last.
    builder.secnumbers, builder.fignumbers, builder.current_docname = {}, {}, name
    body = builder.render_partial(section)["fragment"]
    return name, {"title": title, "body": body, "display_toc": False, "toc": ""}, "page.html"


def _write(app: Sphinx, data: dict[str, Any]) -> None:
    """Write the data; pages that the last build made, and this one does not, are taken away."""
    path, builder = Path(app.outdir, DATA), cast("StandaloneHTMLBuilder", app.builder)
    for name in set(_last_pages(path)) - {*data.get("pages", ()), *app.env.found_docs}:
        Path(builder.get_outfilename(name)).unlink(missing_ok=True)
    if data:
        path.write_text(f"{_BEGIN}{json.dumps(data, ensure_ascii=False, sort_keys=True)};\n", "utf-8")
    else:
        path.unlink(missing_ok=True)


def _last_pages(path: Path) -> list[str]:
    try:
        pages = json.loads(path.read_text("utf-8").removeprefix(_BEGIN).rstrip(";\n")).get("pages", [])
    except (OSError, ValueError, AttributeError):
        return []
    return [name for name in pages if name in _PAGES] if isinstance(pages, list) else []


def shown_now(app: Sphinx) -> Mapping[str, str]:
    """The pages have to be made again where what is judged by, or the previous edition, has changed."""
    shown: list[object] = []
    if shows_findings(app):
        from sphinx_dlmsprofile.sphinx.building.findings_cache import given_digest  # noqa: PLC0415

        shown.append(given_digest(app))
    if app.config.dlms_previous_edition and _has_notes(app):
        from sphinx_dlmsprofile.sphinx.pages.redline import state  # noqa: PLC0415

        shown.append(state(app))
    return {str(app.config.root_doc): in_short(shown)} if shown else {}


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    SHOWN_NOW.add(app, shown_now)
    app.connect("doctree-resolved", mark_places, priority=35)
    app.connect("write-started", read_former)
    app.connect("html-collect-pages", make_pages)
