"""The reports of a review build: pages of their own in HTML, the last pages of a PDF, and files for other programs.

They are made when the project has been judged and all documents are written, from what is in memory then:
so no page can show an old one, whatever was rebuilt.
"""

from __future__ import annotations

from dataclasses import field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.matching import get_matching_files
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from sphinx_dlmsprofile.sphinx.building.impact import impact_of_build
from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from sphinx_dlmsprofile.sphinx.building.last_build import keep_files, stand_already
from sphinx_dlmsprofile.sphinx.building.review_pages import CHANGES, CONFORMANCE, IMPACT, PAGE_NAMES, written_pages
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.numbering.pages import SHOWN_NOW, in_short
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_dlmsprofile.exports.workbook import Table
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.report import Mention, Report
    from sphinx_dlmsprofile.sphinx.building.judgement import Judgement

logger = logging.getLogger(__name__)


@frozen
class ReviewPage:
    """A page of a review build.

    ``name`` is that of the HTML page, without its ending. ``make`` gives the section, with links as they lead
    from a document. ``files`` are written beside the pages: contents by name.
    """

    name: str
    title: str
    make: Callable[[_Links], nodes.section]
    files: Mapping[str, str | bytes] = field(default_factory=dict)


_WHAT = "review pages"

_PAGES: KeptOn[tuple[ReviewPage, ...]] = KeptOn("review_pages")


def review_pages(builder: Builder) -> tuple[ReviewPage, ...]:
    """The pages of a review build; none in others, and before the project has been judged."""
    judgement = judgement_of(builder)
    if judgement is None or not builder.config.dlms_review:
        return ()
    return _PAGES.once(builder, lambda: (*_make_pages(judgement), *_changes_pages(builder)))


def _make_pages(judgement: Judgement) -> tuple[ReviewPage, ...]:
    # A build that prints no report loads nothing of them.
    from sphinx_dlmsprofile.reports import reports  # noqa: PLC0415

    made = reports(judgement.project, judgement.verifications)
    return (_conformance_page(judgement), *map(_report_page, made))


def _conformance_page(judgement: Judgement) -> ReviewPage:
    from sphinx_dlmsprofile.exports.conformance import (  # noqa: PLC0415
        conformance_csv,
        conformance_json,
        conformance_table,
    )
    from sphinx_dlmsprofile.judging.conformance import assess  # noqa: PLC0415
    from sphinx_dlmsprofile.rendering.conformance import TITLE, conformance_report  # noqa: PLC0415

    report = assess(judgement.project, judgement.findings, judgement.policy)
    files: dict[str, str | bytes] = {
        f"{CONFORMANCE}.csv": conformance_csv(report),
        f"{CONFORMANCE}.json": conformance_json(report),
        **_workbook(CONFORMANCE, {TITLE: conformance_table(report)}),
    }
    return ReviewPage(
        CONFORMANCE, TITLE, lambda links: conformance_report(report, links.to, links.to_files(files)), files
    )


def _report_page(report: Report) -> ReviewPage:
    from sphinx_dlmsprofile.exports.reports import csv_text, flat_table, report_json  # noqa: PLC0415
    from sphinx_dlmsprofile.rendering.reports import report_section  # noqa: PLC0415

    name = f"report-{report.name}"
    tables = {each.title: flat_table(each) for each in (report, report.summary) if each}
    files: dict[str, str | bytes] = {
        f"{name}.csv": csv_text(*tables[report.title]),
        f"{name}.json": report_json(report),
        **_workbook(name, tables),
    }
    if report.summary:
        files[f"{name}-summary.csv"] = csv_text(*tables[report.summary.title])
    return ReviewPage(
        name,
        report.title,
        lambda links: report_section(report, links.of_mention, links.to_files(files), links.addresses),
        files,
    )


def _workbook(name: str, tables: Mapping[str, Table]) -> dict[str, bytes]:
    """The tables for spreadsheets, by the name of the file; empty without the library, which is an extra."""
    if find_spec("openpyxl") is None:
        return {}
    from sphinx_dlmsprofile.exports.workbook import workbook  # noqa: PLC0415
    from sphinx_dlmsprofile.source_date import source_date  # noqa: PLC0415

    return {f"{name}.xlsx": workbook(tables, source_date())}


def _changes_pages(builder: Builder) -> Iterator[ReviewPage]:
    """The changes since the edition that ``dlms_previous_edition`` names, and their impact; empty without that."""
    found = impact_of_build(builder.env)
    if found is None:
        return
    from sphinx_dlmsprofile.exports.changes import changes_json  # noqa: PLC0415
    from sphinx_dlmsprofile.exports.changes_table import changes_table  # noqa: PLC0415
    from sphinx_dlmsprofile.exports.impact import impact_json  # noqa: PLC0415
    from sphinx_dlmsprofile.exports.reports import csv_text  # noqa: PLC0415
    from sphinx_dlmsprofile.impact.report import impact_report  # noqa: PLC0415
    from sphinx_dlmsprofile.rendering.changes import TITLE, changes_section  # noqa: PLC0415

    comparison = found.comparison
    table = changes_table(comparison)
    files: dict[str, str | bytes] = {
        f"{CHANGES}.csv": csv_text(*table),
        f"{CHANGES}.json": changes_json(comparison),
        **_workbook(CHANGES, {TITLE: table}),
    }
    yield ReviewPage(
        CHANGES, TITLE, lambda links: changes_section(comparison, links.to_clause, links.to_files(files)), files
    )
    page = _report_page(impact_report(found))
    yield replace(page, files={**page.files, f"{IMPACT}.json": impact_json(found)})


class _Links:
    """Links from a page to the documents, and to the files beside it."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self._builder = builder
        self._docname = docname
        self._uris: dict[str, str] = {}

    def to(self, what: Clause | Mention | None) -> nodes.Node:
        """The link to a clause or to what is mentioned, or to the beginning for None."""
        from sphinx_dlmsprofile.model.report import Mention  # noqa: PLC0415  each build loads this module

        return self.of_mention(what) if isinstance(what, Mention) else self.to_clause(what)

    def to_clause(self, clause: Clause | None) -> nodes.Node:
        """The link to a clause of the profile, or to its beginning for None."""
        target = clause.docname if clause else str(self._builder.config.root_doc)
        text = nodes.inline("", clause.label if clause else "Document")
        return make_refnode(self._builder, self._docname, target, clause.anchor if clause else None, text)

    def of_mention(self, mention: Mention) -> nodes.Node:
        """The link of a mention; none to what a document in one piece does not contain."""
        if mention.to is None or not self._holds(mention.to.docname):
            return nodes.Text(mention.words)
        text = nodes.inline("", mention.words)
        return make_refnode(self._builder, self._docname, mention.to.docname, mention.to.anchor or None, text)

    @property
    def addresses(self) -> Callable[[Mention], str] | None:
        """Says where mentions lead, "" for nowhere; None where pages are not files of HTML."""
        return self._address if output_of(self._builder).pages else None

    def _address(self, mention: Mention) -> str:
        if mention.to is None:
            return ""
        docname, anchor = mention.to.docname, mention.to.anchor
        if docname not in self._uris:
            self._uris[docname] = self._builder.get_relative_uri(self._docname, docname)
        return f"{self._uris[docname]}#{anchor}" if anchor else self._uris[docname]

    def _holds(self, docname: str) -> bool:
        return not output_of(self._builder).in_one_piece or docname in contents_of(self._builder.env).documents

    def to_files(self, names: Iterable[str]) -> Sequence[nodes.Node]:
        """Links to files, separated; none where pages are not files."""
        if not output_of(self._builder).pages:
            return ()
        found: list[nodes.Node] = []
        for name in names:
            uri = relative_uri(self._builder.get_target_uri(self._docname), name)
            found += [nodes.Text(", "), nodes.reference("", name.rpartition(".")[2].upper(), refuri=uri, internal=True)]
        return found[1:]


def make_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the HTML pages, for those builders that write many."""
    builder = app.builder
    if not output_of(builder).pages or _stand_already(app):
        return
    for page in review_pages(builder):
        # Else our headings got the numbers of the page written last, or there are none if nothing was written.
        html: Any = builder
        html.secnumbers, html.fignumbers, html.current_docname = {}, {}, page.name
        body = html.render_partial(page.make(_Links(builder, page.name)))["fragment"]
        yield page.name, {"title": page.title, "body": body, "display_toc": False, "toc": ""}, "page.html"


def add_to_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Append the reports to a document in one piece; elsewhere, point to them from the first page."""
    builder = app.builder
    pages = review_pages(builder) if docname == app.config.root_doc else ()
    if not pages:
        return
    sections = [child for child in doctree.children if isinstance(child, nodes.section)]
    place: nodes.Element = sections[0] if len(sections) == 1 else doctree
    if output_of(builder).pages:
        note = nodes.paragraph("", "Review build: ", classes=["dlms-review"])
        for name, title in (*((page.name, page.title) for page in pages), *written_pages(builder.env)):
            uri = builder.get_relative_uri(docname, name)
            note += [nodes.Text(" · ")] * (len(note) > 1)
            note += nodes.reference("", title, internal=True, refuri=uri)
        place.insert(1 if place is not doctree else 0, note)
    elif output_of(builder).in_one_piece:
        for page in pages:
            place += addnodes.start_of_file("", page.make(_Links(builder, docname)), docname=page.name)


def shown_now(app: Sphinx) -> Mapping[str, str]:
    """The first page names the project's own pages for the review."""
    listed = list(written_pages(app.env)) if app.config.dlms_review else []
    return {str(app.config.root_doc): in_short(listed)} if listed else {}


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the files beside the pages; remove old ones where they must not be published."""
    builder = app.builder
    if exception is not None or not output_of(builder).writes or _stand_already(app):
        return
    pages = review_pages(builder)
    if not pages and Path(app.outdir, f"{CONFORMANCE}.json").is_file():
        _take_away_written(app)
    for page in pages:
        for name, content in page.files.items():
            path = Path(app.outdir, name)
            octets = content if isinstance(content, bytes) else content.encode()
            if not path.is_file() or path.read_bytes() != octets:
                path.write_bytes(octets)
    for name in PAGE_NAMES - {page.name for page in pages}:
        _take_away(builder, name)
    if pages:
        names = [name for page in pages for name in page.files]
        if output_of(builder).pages:
            names += [Path(builder.get_outfilename(page.name)).name for page in pages]  # type: ignore[attr-defined]
        keep_files(app, _WHAT, names)


def _stand_already(app: Sphinx) -> bool:
    return bool(app.config.dlms_review) and stand_already(app, _WHAT)


def _take_away(builder: Builder, name: str) -> None:
    """Remove what a review build wrote; its JSON file shows that a page is ours."""
    stored = Path(builder.outdir, f"{name}.json")
    if not stored.is_file():
        return
    stored.unlink()
    for beside in (f"{name}.csv", f"{name}.xlsx", f"{name}-summary.csv"):
        stored.with_name(beside).unlink(missing_ok=True)
    if output_of(builder).pages and name not in builder.env.found_docs:
        Path(builder.get_outfilename(name)).unlink(missing_ok=True)  # type: ignore[attr-defined]


def _take_away_written(app: Sphinx) -> None:
    """Remove the project's own pages for the review, and their sources."""
    builder: Any = app.builder
    if not output_of(builder).pages or not app.config.dlms_review_pages:
        return
    for path in get_matching_files(app.srcdir, app.config.dlms_review_pages):
        docname = app.project.path2doc(path)
        if docname and docname not in app.project.docnames:
            Path(builder.get_outfilename(docname)).unlink(missing_ok=True)
            for source in Path(app.outdir, "_sources").glob(f"{docname}.*"):
                source.unlink()


def _add_style_sheet(app: Sphinx) -> None:
    if app.config.dlms_review:
        app.add_css_file("changes.css")
    if app.config.dlms_review and output_of(app.builder).pages:
        app.add_js_file("reports.js")  # at once: it says that it is there before the tables are laid out


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    SHOWN_NOW.add(app, shown_now)
    app.connect("builder-inited", _add_style_sheet)
    app.connect("html-collect-pages", make_pages)
    app.connect("doctree-resolved", add_to_document)
    app.connect("build-finished", write_files)
