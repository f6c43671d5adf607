"""The findings in a draft: each beside its line, and all on one page with what the rules say."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from sphinx_dlmsprofile.sphinx.pages.places import Pages, free_name
from sphinx_dlmsprofile.text.markup import ROLE_OR_LITERAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.model.finding import Finding

PAGE = "findings"
TITLE = mark("Findings")


def findings_of(app: Sphinx) -> Sequence[Finding]:
    """All findings of this build, in document order; those that nobody waived."""
    judgement = judgement_of(app.builder)
    return [each for each in judgement.findings if each.waived is None] if judgement else []


def beside_lines(app: Sphinx) -> dict[str, list[dict[str, str]]]:
    """What stands beside the lines of each page, by its document; ``id`` is the number on the page of all."""
    pages = Pages(app)
    found: dict[str, list[dict[str, str]]] = {}
    for number, finding in enumerate(findings_of(app), 1):
        if place := pages.of(finding.at):
            docname, key = place
            told = {"id": str(number), "at": key, "severity": finding.severity.value}
            found.setdefault(docname, []).append(told | {"message": finding.message, "rule": finding.rule})
    return found


def page(app: Sphinx) -> nodes.section:
    """The page of all findings: those of each file, and what their rules say."""
    findings, pages = findings_of(app), Pages(app)
    section = nodes.section("", nodes.title("", say(TITLE)), ids=[PAGE])
    section += nodes.paragraph("", _outcome(findings))
    for number, finding in enumerate(findings, 1):
        if number == 1 or findings[number - 2].at.source != finding.at.source:
            listed = nodes.bullet_list(classes=["dlms-findings"])
            section += nodes.section("", nodes.title("", finding.at.source), listed, ids=[f"file-{number}"])
        listed += _item(app, pages, number, finding)
    for rule in sorted({finding.rule for finding in findings}):
        section += _explained(rule)
    return section


def _outcome(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Nothing was found."
    severities = sorted((finding.severity.value for finding in findings), key=["error", "warning", "advice"].index)
    counts = [(severity, len(list(same))) for severity, same in groupby(severities)]
    return ", ".join(f"{count} × {severity}" for severity, count in counts) + "."


def _item(app: Sphinx, pages: Pages, number: int, finding: Finding) -> nodes.list_item:
    place = pages.of(finding.at)
    line: nodes.Element = nodes.inline("", f"line {finding.at.line}")
    if place:
        # The script of the page goes to the note; without it, the page is the right one at least.
        uri = app.builder.get_relative_uri(free_name(app.env, PAGE), place[0])
        line = nodes.reference("", "", line, refuri=f"{uri}?finding={number}", internal=True)
    rule = nodes.reference("", finding.rule, refuri=f"#rule-{finding.rule}", internal=True)
    severity = nodes.strong("", finding.severity.value)
    words = [severity, nodes.Text(", "), line, nodes.Text(f": {finding.message} "), rule]
    item = nodes.paragraph("", "", *words)
    return nodes.list_item("", item, classes=[f"dlms-{finding.severity.value}"], ids=[f"finding-{number}"])


def _explained(name: str) -> nodes.section:
    from sphinx_dlmsprofile.judging.catalogue import BY_NAME  # noqa: PLC0415  where there are findings

    section = nodes.section("", nodes.title("", name), ids=[f"rule-{name}"])
    section += list(_paragraphs(BY_NAME[name].description))
    return section


def _paragraphs(description: str) -> Iterator[nodes.Element]:
    """A description in the little of reStructuredText that descriptions use."""
    for indented, lines in groupby(description.splitlines(), key=lambda line: not line or line.startswith(" ")):
        if indented:
            if text := "\n".join(lines).strip("\n"):
                yield nodes.literal_block(text, text, language="none")
        elif text := " ".join(line for line in lines if not line.startswith(".. code-block::")):
            yield nodes.paragraph("", "", *_inline(text.removesuffix(":") if text.endswith("::") else text))


def _inline(text: str) -> Iterator[nodes.Node]:
    end = 0
    for match in ROLE_OR_LITERAL.finditer(text):
        yield nodes.Text(text[end : match.start()])
        yield nodes.Text(match["role"]) if match["role"] else nodes.literal("", match["literal"])
        end = match.end()
    yield nodes.Text(text[end:])
