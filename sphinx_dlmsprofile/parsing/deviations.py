"""Reading the directives by which an author declares a departure from the template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.deviation import NotApplicable, Skeleton, SkeletonRow, TemplateClauses
from sphinx_dlmsprofile.template.outline import ANNEX_A, ANNEX_B, CLAUSES
from sphinx_dlmsprofile.text.further_block import further_block
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.names import closest_word, suggest
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Sequence

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.text.yaml_nodes import Node, Scalar

OPTIONS = ("reason",)
SKELETON_OPTIONS = ("reason", "file")
_NONE = "NONE"
NUMBERS = (*(part.number for clause in CLAUSES for part in clause.walk()), ANNEX_A.number, ANNEX_B.number)
"""What the template numbers."""

_SEPARATOR = regex(r"[\s,;]+(?:and\s+)?")
_WORD = regex(r"(?:sub)?clauses?|annex(?:es)?|and", re.IGNORECASE)


def parse_template_clause(source: DirectiveSource, reader: BodyReader) -> TemplateClauses:
    """Read "5.2", or several numbers, "5, 5.2", "Clause 6", "Annex B"; the reason is an option or the body."""
    options = reader.options(source, OPTIONS)
    reason = _one_reason([options.get("reason"), _body(source)], reader)
    if source.argument is None:
        message = 'the clause of the template is missing: write its number, as in "template-clause:: 5.2"'
        reader.fault("body-value-type", source.at, message)
        return TemplateClauses(at=source.at, reason=reason)
    return TemplateClauses(at=source.at, reason=reason, numbers=tuple(_numbers(source.argument, reader)))


def parse_template_clauses(source: DirectiveSource, reader: BodyReader) -> Skeleton:
    """Read a row for each clause of the template: the numbers of the clauses that answer it, or "none"."""
    with reader.directive(source, SKELETON_OPTIONS) as directive:
        entries = reader.entries(directive.body, "the list of clauses")
        directive.expect(
            entries, "no clause is listed: write the template's number and yours, one a line, as in 5.2: 6"
        )
    reason = _one_reason([directive.options.get("reason"), source.argument], reader)
    rows = tuple(row for key, node in entries if (row := _row(key, node, reader)))
    if reason is None and any(not row.own for row in rows):
        reader.fault("body-value-type", source.at, "clauses are left out without a reason: say why in :reason:")
    return Skeleton(at=source.at, unread=directive.unread, reason=reason, rows=rows)


def _row(key: Scalar, node: Node, reader: BodyReader) -> SkeletonRow | None:
    numbers = _numbers(Text(key.value, key.at), reader)
    what = f"the clause that answers {key.value}"
    written = [reader.text(item, what) for item in (node.items if isinstance(node, Sequence) else (node,))]
    own = [
        Text(word.strip(".").upper(), text.at)
        for text in filter(None, written)
        for word in _SEPARATOR.split(text.value)
        if word.strip(".") and not _WORD.fullmatch(word)
    ]
    if not own and not reader.faults:
        reader.fault("body-value-type", key.at, f"{what} is missing: write its number, or none")
    return SkeletonRow(numbers[0], tuple(text for text in own if text.value != _NONE)) if numbers and own else None


def _numbers(written: Text, reader: BodyReader) -> list[Text]:
    numbers: list[Text] = []
    for word in _SEPARATOR.split(written.value):
        number = word.strip(".").upper()
        if not number or _WORD.fullmatch(word):
            continue
        if number in NUMBERS:
            numbers.append(Text(number, written.at))
            continue
        close = closest_word(number, NUMBERS) if "." in number else None
        advice = suggest(close, "it has 1 to 10 with their subclauses, A and B")
        reader.fault("body-value-type", written.at, f'the template has no clause "{word}": {advice}')
    return numbers


def parse_not_applicable(source: DirectiveSource, reader: BodyReader) -> NotApplicable:
    """Read the reason: argument, option or body."""
    options = reader.options(source, OPTIONS)
    reason = _one_reason([source.argument, options.get("reason"), _body(source)], reader)
    return NotApplicable(at=source.at, reason=reason)


def _one_reason(reasons: list[Text | None], reader: BodyReader) -> Text | None:
    given = [reason for reason in reasons if reason and reason.value.strip()]
    for other in given[1:]:
        reader.fault("body-value-type", other.at, "the reason is given twice: remove one of them")
    return given[0] if given else None


def _body(source: DirectiveSource) -> Text | None:
    """The body as one text: it is prose, not YAML."""
    lines = source.body
    written = [index for index, line in enumerate(lines) if line.text.strip()]
    if not written:
        return None
    at = lines[written[0]].at()
    index = further_block([line.text for line in lines])
    if index is None:
        return Text(" ".join(lines[index].text.strip() for index in written), at)
    text = "\n".join(line.text for line in lines[written[0] :])
    return Text(text, at, Text(lines[index].text.strip(), lines[index].at()), at)
