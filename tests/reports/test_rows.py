"""Rows of reports: their addresses last."""

from __future__ import annotations

from docutils import nodes

from sphinx_dlmsprofile.model.report import Column, Group, Report, say
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
