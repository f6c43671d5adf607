"""Texts under headings as tables and lists: the use of standards, service mappings, adaptation layers, registration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.support import support_nodes
from sphinx_dlmsprofile.rendering.table_parts import (
    NOTHING,
    Inline,
    entry,
    group_row,
    paragraphs,
    start_table,
    table_row,
    told,
)
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping as Names
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.headed_texts import HeadedText, Heading
    from sphinx_dlmsprofile.model.lower_layers import Mapping, ServiceMapping
    from sphinx_dlmsprofile.model.usage import StandardUsage

USE_TITLES = mark(
    {
        "selected": "Options selected",
        "unused": "Parts not used",
        "restricted": "Restrictions",
        "addressing": "Addressing",
        "extended": "Extensions",
        "modified": "Modifications",
    }
)
ADAPTATION_TITLES = mark({"services": "Services", "protocol": "Protocol"})
REGISTRATION_TITLES = mark(
    {
        "joining": "Joining the network",
        "leaving": "Leaving the network",
        "notification": "Information of the application process and the application layer",
        "reference": "Specified in",
    }
)

_NONE = mark("None")
_CLAUSE = regex(
    r"(?:(?:clauses?|annex(?:es)?|sections?|tables?|figures?)\s+[A-Z]?\d*|[A-Z]?\d+)(?:\.\d+)*(?:[ ,…–-].*)?",
    re.IGNORECASE,
)


def usage_table(record: StandardUsage, inline: Inline, title: Sequence[nodes.Node]) -> nodes.table:
    """Which parts of a standard are used and how: a group of rows a heading; with a column for clauses if given."""
    texts = [each for use in record.uses for each in use.texts]
    labels = [each.label.value for each in texts if each.label]
    widths, head = (100,), [say("Use")]
    if labels:
        first = say("Clause") if all(map(_CLAUSE.fullmatch, labels)) else say("Clause or subject")
        widths, head = (30, 70), [first, say("Use")]  # type: ignore[assignment]
    heads = [table_row([entry([nodes.strong("", text)]) for text in head])] if labels else []
    table, body = start_table(title, widths, heads, classes=("dlms-usage",), stubs=len(widths) - 1)
    for use in record.uses:
        body += group_row((say(USE_TITLES.get(use.key, use.key)), len(widths)))
        for headed in use.texts:
            label = [entry(inline(headed.label))] if headed.label else []
            cell = entry([], span=len(widths) - len(label))
            cell += _text(use, headed, inline, _demand(headed, inline))
            body += table_row([*label, cell])
    if not body.children:
        body += table_row([entry([nodes.Text(NOTHING)]) for _ in widths])
    return table


def _text(heading: Heading, headed: HeadedText, inline: Inline, lead: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
    if heading.says_none:
        return [nodes.paragraph("", "", *lead, nodes.Text(say(_NONE)))]
    return paragraphs(headed.text, inline, lead=lead)


def mapping_table(record: ServiceMapping, inline: Inline, title: Sequence[nodes.Node], lower: str) -> nodes.table:
    """Which primitive of the lower layer carries each one of the upper; ``lower`` names that layer, "" if unknown."""
    remarks = any(row.remark for row in record.rows)
    widths = (35, 35, 30) if remarks else (50, 50)
    heads = [say("Upper layer primitive"), say("Primitive of the {}", lower) if lower else say("Lower layer primitive")]
    heads += [say("Remark")] if remarks else []
    head = table_row([entry([nodes.strong("", text)]) for text in heads])
    table, body = start_table(title, widths, [head], classes=("dlms-mapping",), stubs=1)
    for row in record.rows:
        cells = [entry(inline(row.upper)), _lower(row, inline)]
        cells += [told(row.remark, inline)] if remarks else []
        body += table_row(cells)
    if not body.children:
        body += table_row([entry([nodes.Text(NOTHING)]) for _ in widths])
    return table


def _lower(row: Mapping, inline: Inline) -> nodes.entry:
    cell = nodes.entry()
    for text in row.lower:
        cell += nodes.paragraph("", "", *inline(text))
    return cell if row.lower else entry([nodes.Text(NOTHING)])


def heading_list(headings: Sequence[Heading], titles: Names[str, str], inline: Inline) -> nodes.definition_list:
    """A definition list: the headings as terms, their texts as paragraphs, labelled ones as a list."""
    items = [
        nodes.definition_list_item("", nodes.term("", say(titles.get(each.key, each.key))), _definition(each, inline))
        for each in headings
        if each.texts
    ]
    return nodes.definition_list("", *items, classes=["dlms-provisions"])


def _definition(heading: Heading, inline: Inline) -> nodes.definition:
    definition = nodes.definition()
    if heading.says_none or len(heading.texts) == 1:
        headed = heading.texts[0]
        definition += _labelled(heading, headed, inline)
        return definition
    listed = nodes.bullet_list("", classes=["simple"])
    listed += [nodes.list_item("", *_labelled(heading, headed, inline)) for headed in heading.texts]
    definition += listed
    return definition


def _labelled(heading: Heading, headed: HeadedText, inline: Inline) -> list[nodes.Node]:
    lead = [nodes.strong("", "", *inline(headed.label)), nodes.Text(say(": "))] if headed.label else []
    return _text(heading, headed, inline, [*lead, *_demand(headed, inline)])


def _demand(headed: HeadedText, inline: Inline) -> list[nodes.Node]:
    """What support is demanded, before the text."""
    return [nodes.Text("["), *support_nodes(headed.support, inline), nodes.Text("] ")] if headed.support else []
