"""The conformance report in a review build: a page of its own in HTML, the last pages of a PDF, and a JSON file.

It is made when the project has been judged and all documents are written, from what is in memory then:
so no page can show an old one, whatever was rebuilt.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import make_refnode

from sphinx_dlmsprofile.exports.conformance import conformance_json
from sphinx_dlmsprofile.rendering.conformance import TITLE, conformance_report
from sphinx_dlmsprofile.rules.conformance import assess
from sphinx_dlmsprofile.sphinx.report import judgement_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_dlmsprofile.model.conformance import Conformance
    from sphinx_dlmsprofile.model.document import Clause

PAGE = "conformance-report"
"""The name of the HTML page, without its ending, and of the JSON file."""

_WITH_PAGE = frozenset({"html", "dirhtml"})
_IN_ONE_PIECE = frozenset({"dlmspdf", "singlehtml"})


_REPORTS: WeakKeyDictionary[Builder, Conformance] = WeakKeyDictionary()


def conformance_of(builder: Builder) -> Conformance | None:
    """The report of a review build; None in others, and before the project has been judged."""
    judgement = judgement_of(builder)
    if judgement is None or not builder.config.dlms_review:
        return None
    if builder not in _REPORTS:
        _REPORTS[builder] = assess(judgement.project, judgement.findings, judgement.policy)
    return _REPORTS[builder]


class _Links:
    """Links from the report to the clauses."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self._builder = builder
        self._docname = docname

    def __call__(self, clause: Clause | None) -> nodes.Node:
        target = clause.docname if clause else str(self._builder.config.root_doc)
        text = nodes.inline("", clause.label if clause else "Document")
        return make_refnode(self._builder, self._docname, target, clause.anchor if clause else None, text)


def make_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the HTML page, for those builders that write many."""
    builder = app.builder
    report = conformance_of(builder) if builder.name in _WITH_PAGE else None
    if report is None:
        return
    # Else our headings got the numbers of the page written last, or there are none if nothing was written.
    html: Any = builder
    html.secnumbers, html.fignumbers, html.current_docname = {}, {}, PAGE
    section = conformance_report(report, _Links(builder, PAGE))
    body = html.render_partial(section)["fragment"]
    yield PAGE, {"title": TITLE, "body": body, "display_toc": False, "toc": ""}, "page.html"


def add_to_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Append the report to a document in one piece; elsewhere, point to it from the first page."""
    builder = app.builder
    report = conformance_of(builder) if docname == app.config.root_doc else None
    if report is None:
        return
    sections = [child for child in doctree.children if isinstance(child, nodes.section)]
    place: nodes.Element = sections[0] if len(sections) == 1 else doctree
    if builder.name in _WITH_PAGE:
        link = nodes.reference("", TITLE, internal=True, refuri=builder.get_relative_uri(docname, PAGE))
        note = nodes.paragraph("", "Review build: ", link, classes=["dlms-review"])
        place.insert(1 if place is not doctree else 0, note)
    elif builder.name in _IN_ONE_PIECE:
        section = conformance_report(report, _Links(builder, docname))
        place += addnodes.start_of_file("", section, docname=PAGE)


def write_json(app: Sphinx, exception: Exception | None) -> None:
    """Write the report beside the pages; take an old one away where it must not be published."""
    builder = app.builder
    if exception is not None or not builder.format:
        return
    path = Path(app.outdir, f"{PAGE}.json")
    report = conformance_of(builder)
    if report is not None:
        text = conformance_json(report)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    elif path.is_file():
        path.unlink()
        if builder.name in _WITH_PAGE and PAGE not in builder.env.found_docs:
            Path(builder.get_outfilename(PAGE)).unlink(missing_ok=True)  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    app.connect("html-collect-pages", make_page)
    app.connect("doctree-resolved", add_to_document)
    app.connect("build-finished", write_json)
