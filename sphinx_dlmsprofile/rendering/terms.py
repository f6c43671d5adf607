"""Terms and abbreviations in the form of ISO 10241-1 and the ISO/IEC Directives, Part 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.terms import AbbreviationList, PartKind, Term, TermPart
from sphinx_dlmsprofile.rendering.classes import PART_CLASS
from sphinx_dlmsprofile.rendering.table_parts import NOTHING, paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dlmsprofile.model.terms import Abbreviation
    from sphinx_dlmsprofile.rendering.table_parts import Inline

_BEHIND_LABEL = "\u2003"


def term_parts(record: Term, inline: Inline) -> list[nodes.Node]:
    """What is below the term: other names, then the parts, labelled."""
    shown: list[nodes.Node] = [
        nodes.paragraph("", "", *inline(text), classes=["dlms-admitted"]) for text in record.admitted
    ]
    shown += [
        nodes.paragraph("", "", nodes.Text(say("DEPRECATED: ")), *inline(text), classes=["dlms-admitted"])
        for text in record.deprecated
    ]
    for part in record.parts:
        shown += _part(part, inline)
    return shown


def _part(part: TermPart, inline: Inline) -> list[nodes.Node]:
    if part.kind is PartKind.DEFINITION:
        return paragraphs(part.text, inline, classes=["dlms-definition"])
    if part.kind is PartKind.SOURCE:
        content = [nodes.Text(say("[SOURCE: ")), *inline(part.text), nodes.Text("]")]
        return [nodes.paragraph("", "", *content, classes=["dlms-source"])]
    number = f" {part.number}" if part.number else ""
    is_note = part.kind is PartKind.NOTE
    label = say("Note{} to entry: ", number) if is_note else f"{say('EXAMPLE')}{number}{_BEHIND_LABEL}"
    return paragraphs(part.text, inline, lead=[nodes.Text(label)], classes=[PART_CLASS])


def abbreviation_list(
    record: AbbreviationList, inline: Inline, anchor: Callable[[Abbreviation], str]
) -> nodes.field_list:
    """Two columns: abbreviation and meaning. ``anchor`` gives the id of an entry."""
    shown = nodes.field_list(classes=["dlms-abbreviations"])
    for entry in record.entries:
        # Not all writers know ids of fields.
        target = nodes.target("", "", ids=[anchor(entry)])
        name = nodes.field_name("", "", target, *inline(entry.abbreviation))
        meaning = inline(entry.expansion) if entry.expansion else [nodes.Text(NOTHING)]
        shown += nodes.field("", name, nodes.field_body("", nodes.paragraph("", "", *meaning)))
    return shown
