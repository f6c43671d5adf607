"""The rules, as their own code documents them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from sphinx_dlmsprofile.judging.catalogue import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node, system_message

    from sphinx_dlmsprofile.rules.rule import Rule


def label_of(name: str) -> str:
    """The label of a rule's section."""
    return f"rule-{name}"


def link_to(name: str) -> addnodes.pending_xref:
    """A reference to the section of a rule; a rule that no page shows is a broken reference."""
    return addnodes.pending_xref(
        "",
        nodes.literal("", name, classes=["rule"]),
        refdomain="std",
        reftype="ref",
        reftarget=label_of(name),
        refexplicit=True,
        refwarn=True,
    )


def link_to_fixes(docname: str) -> addnodes.pending_xref:
    """A reference to what is said of fixes."""
    link = addnodes.pending_xref("", nodes.inline("", "has a fix"), refdomain="std", reftype="ref", reftarget="fixes")
    link.attributes.update(refexplicit=True, refwarn=True, refdoc=docname)
    return link


def severity_of(rule: Rule) -> str:
    """Its severity in words."""
    stage = f", {rule.in_draft.value} in a draft" if rule.in_draft is not rule.severity else ""
    return f"{rule.severity.value}{stage}"


class RuleRole(ReferenceRole):
    """``:rule:`sap-overlap```: a link to what is said of a rule."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the link."""
        reference = link_to(self.target)
        reference["refdoc"] = self.env.docname
        self.set_source_info(reference)
        return [reference], []


class Rules(SphinxDirective):
    """A section for each rule of a family, a folder of ``sphinx_dlmsprofile.rules``."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        """Make the sections, in the order of the catalogue."""
        family = f"sphinx_dlmsprofile.rules.{self.arguments[0]}."
        return [self._section(rule) for rule in RULES if rule.check.__module__.startswith(family)]

    def _section(self, rule: Rule) -> nodes.section:
        section = nodes.section(ids=[label_of(rule.name)], names=[label_of(rule.name)])
        section += nodes.title("", "", nodes.literal("", rule.name))
        self.state.document.note_explicit_target(section)
        facts = nodes.paragraph("", "", classes=["rule-facts"])
        facts += nodes.strong("", severity_of(rule).capitalize())
        facts += nodes.Text(f" · rests on: {rule.clause}")
        if rule.fixes:
            facts += nodes.Text(" · ")
            facts += link_to_fixes(self.env.docname)
        section += facts
        section += self.parse_text_to_nodes(rule.description)
        return section


class RuleList(SphinxDirective):
    """A table of the rules whose names begin with one of the given words; of all without any.

    With ``:new-since: 0.1.0``, only those that this version did not have: ``rules-0.1.0.txt`` lists its own
    and their severities.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"new-since": directives.unchanged_required}

    def run(self) -> list[Node]:
        """Make the table."""
        starts = tuple(self.arguments[0].split()) if self.arguments else ("",)
        known = _rules_of(self.options["new-since"]) if "new-since" in self.options else frozenset()
        chosen = [rule for rule in RULES if rule.name.startswith(starts) and rule.name not in known]
        if not chosen:
            message = "no rule begins with any of these words"
            raise self.error(message)
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (27, 12, 61)), cols=3)
        group += nodes.thead("", _row(*(nodes.Text(word) for word in ("Rule", "Severity", "What it finds"))))
        group += nodes.tbody("", *self._rows(chosen))
        return [nodes.table("", group, classes=["rules"])]

    def _rows(self, rules: list[Rule]) -> Iterator[nodes.row]:
        for rule in rules:
            link = link_to(rule.name)
            link["refdoc"] = self.env.docname
            self.set_source_info(link)
            inlines, _ = self.parse_inline(rule.summary)
            summary = nodes.inline("", "", *inlines)
            yield _row(link, nodes.Text(severity_of(rule)), summary)


def _rules_of(version: str) -> frozenset[str]:
    lines = Path(__file__).with_name(f"rules-{version}.txt").read_text("utf-8").splitlines()
    return frozenset(line.partition(" ")[0] for line in lines)


def _row(*cells: Node) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
