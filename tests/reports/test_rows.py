"""Rows of reports: their addresses last."""

from __future__ import annotations

from bs4 import BeautifulSoup
from docutils import nodes
from docutils.core import publish_from_doctree
from docutils.utils import new_document
from docutils.writers.html5_polyglot import Writer

from sphinx_dlmsprofile.model.report import Cell, Column, Group, Mention, Place, Report, say
from sphinx_dlmsprofile.rendering.reports import report_section


def anchors(
    *rows: tuple[str, ...], columns: tuple[str, ...] = ("provision", "kind"), keys: tuple[str, ...] = ()
) -> list[str]:
    """The ids of the rows of a report."""
    report = Report(
        name="coverage",
        title="Coverage",
        lead="",
        columns=tuple(Column(name, name, 10) for name in columns),
        groups=(Group("", tuple(tuple(map(say, row)) for row in rows)),),
        empty="",
        keys=keys,
    )
    section = report_section(report, lambda mention: nodes.Text(mention.text))
    return [node["ids"][0] for node in section.findall(nodes.target)]


def test_a_row_is_found_by_what_it_is_about() -> None:
    assert anchors(("join-once", "requirement"), ("A relay", "")) == ["row-coverage-join-once", "row-coverage-a-relay"]


def test_numbers_that_change_are_not_an_address() -> None:
    found = anchors(("1", "join-once"), ("2", "leave"), columns=("item", "identifier"), keys=("identifier",))
    assert found == ["row-coverage-join-once", "row-coverage-leave"]


def test_an_address_is_that_of_one_row() -> None:
    assert anchors(("a", ""), ("a", "b"), ("", "")) == ["row-coverage-a"]


def test_rows_of_pages_say_what_those_of_documents_say() -> None:
    """Pages have HTML of their own, documents in one piece have nodes: a reader sees the same."""
    report = Report(
        name="coverage",
        title="Coverage",
        lead="",
        columns=(Column("provision", "Provision", 10), Column("file", "File", 0), Column("tests", "Tests", 10)),
        groups=(
            Group(
                "5 <Layers> & more",
                (
                    (
                        Cell((Mention('a <b> "c"', Place("x", "y&z")),)),
                        say("in files alone"),
                        Cell((Mention("one", Place("x", ""), result="passed"), Mention("two")), "good"),
                    ),
                    (say(""), say(""), Cell()),
                ),
            ),
        ),
        empty="",
    )

    def address(mention: Mention) -> str:
        return f"{mention.to.docname}.html#{mention.to.anchor}" if mention.to else ""

    def link(mention: Mention) -> nodes.Node:
        return nodes.reference("", mention.words, refuri=address(mention), internal=True)

    seen = []
    for section in (report_section(report, link), report_section(report, link, address=address)):
        document = new_document("report")
        document += section
        page = publish_from_doctree(document, writer=Writer(), settings_overrides={"embed_stylesheet": False})
        seen.append(
            [
                (
                    cell.text.strip(),
                    cell.get("class"),
                    cell.get("colspan"),
                    [str(each["href"]) for each in cell.find_all("a")],
                )
                for cell in BeautifulSoup(page, "html.parser").select("tbody td")
            ]
        )
    assert seen[0] == seen[1]
    assert len(seen[0]) == 5
