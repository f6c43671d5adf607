"""Reading the directives by which an author declares a departure from the template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.deviation import NotApplicable, TemplateClauses
from sphinx_dlmsprofile.template.outline import ANNEX_A, ANNEX_B, CLAUSES
from sphinx_dlmsprofile.text.further_block import further_block
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.names import closest_word, suggest
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("reason",)
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
