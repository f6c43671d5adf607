"""What counts as the content of a clause, and what is inserted into a clause that may be empty."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_dlmsprofile.model.deviation import TemplateClauses
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.reading.headings import top_sections
from sphinx_dlmsprofile.sphinx.reading.record_node import dlms_records
from sphinx_dlmsprofile.sphinx.reading.source_language import source_words
from sphinx_dlmsprofile.template.outline import CLAUSES

STATEMENT_CLASS = "dlms-empty-clause"
"""Marks a statement of ours: the author has written nothing there."""

_NO_CONTENT = (
    nodes.section,
    nodes.title,
    nodes.Invisible,
    nodes.transition,
    nodes.system_message,
    nodes.meta,
    addnodes.highlightlang,
    addnodes.tabular_col_spec,
)
_STATEMENTS = {clause.number: clause for clause in CLAUSES if clause.may_be_empty}


def is_statement(node: nodes.Node) -> bool:
    """Whether the node is a statement of ours."""
    return isinstance(node, nodes.paragraph) and STATEMENT_CLASS in node["classes"]


def is_content(node: nodes.Node) -> bool:
    """Whether a child of a section is something that its readers see, other than its subsections."""
    if not isinstance(node, nodes.Element) or isinstance(node, _NO_CONTENT) or is_statement(node):
        return False
    if isinstance(node, nodes.topic) and "contents" in node["classes"]:
        return False  # A local table of contents is made of the headings below it.
    if isinstance(node, (addnodes.only, nodes.container)):
        return any(map(is_content, node.children))
    if isinstance(node, nodes.raw):
        text = node.astext().strip()
        return not (text.startswith("<!--") and text.endswith("-->"))
    return True


class StateEmptyClauses(SphinxTransform):
    """Puts a statement into an empty clause 9 or 10, so that it is never only a heading.

    The title shows which clause it is, or ``template-clause``: the number is not known while
    documents are read, and would make a page depend on others.
    """

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Look at the top-level sections, and at those with a declaration."""
        if not self.config.dlms_standard:
            return
        for section in top_sections(self.document, self.env):
            self._state(section, _clause_by_title(section))
        for records in nodes_in(self.document, dlms_records):
            if isinstance(records.parent, nodes.section):
                self._state(records.parent, _clause_declared(records))

    def _state(self, section: nodes.section, number: str | None) -> None:
        if number is None or any(is_content(child) or isinstance(child, nodes.section) for child in section.children):
            return
        if any(map(is_statement, section.children)):
            return
        text = _STATEMENTS[number].statement
        statement = nodes.paragraph(text, text, classes=[STATEMENT_CLASS])
        title = section.next_node(nodes.title)
        if title is not None:
            statement.source, statement.line = title.source, title.line
        section += statement


def _clause_by_title(section: nodes.section) -> str | None:
    title = section.next_node(nodes.title)
    if title is None or title.parent is not section:
        return None
    return next((number for number, clause in _STATEMENTS.items() if clause.has_title(source_words(title))), None)


def _clause_declared(records: dlms_records) -> str | None:
    return next((number for number in answers_of(records) if number in _STATEMENTS), None)


def answers_of(records: dlms_records) -> list[str]:
    """The numbers of the template's clauses that a section declares to answer."""
    declared = [record for record in records.records if isinstance(record, TemplateClauses)]
    return [number.value for record in declared for number in record.numbers]
