"""How definitions and their sources are worded (ISO/IEC Directives, Part 2, Clause 16; ISO 10241-1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.vocabulary import named_terms
from sphinx_dlmsprofile.model.terms import PartKind
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.template.placeholders import placeholders
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "3.1"
_DESIGNATION = regex(r"\b[A-Z]{2,}+[\w./ -]{0,60}?[ -]?[A-Z]?\.?\d[\w.-]*")
_YEAR = regex(r"(?<![\d.])(?:19|20)\d\d(?![\d.]\d|\d|-\d(?!\d))")
_NO_YEARS = regex(r"\b(?:RFC|STD|BCP)s? ?\d")
_SOURCE_CLAUSE = regex(
    r"(?<![\w.-])(?:\d+(?:\.\d+)+|[A-Z](?:\.\d+)+"
    r"|(?:Clause|Section|Annex|Table|Figure|Chapter|Part|entry|§)\s*[A-Z\d]+)",
    re.IGNORECASE,
)
_IEV_NUMBER = regex(r"\b\d{3}-\d{2}-\d{2,3}\b")
_BARE_CLAUSE = regex(r"[,;:]\s*\d+\b")


@rule("term-source-form", _CLAUSE, WARNING)
def term_source_form(project: Project) -> Iterator[Fault]:
    """A source lacks the designation, the year or the clause.

    Definitions change from edition to edition: the source names the document, its year and the
    clause, as in "IEC 61334-4-511:2000, 3.9.3". An RFC never changes and needs no year.

    Bad (in 3.1)::

        .. term:: relay

           definition: device that forwards frames
           source: IEEE 802.11

    Good (in 3.1)::

        .. term:: relay

           definition: device that forwards frames
           source: IEEE 802.11-2020, 3.2
    """
    for term in named_terms(project):
        for part in term.of(PartKind.SOURCE):
            if not placeholders(part.text.value) and (missing := list(_missing_in_source(part.text.value))):
                message = f'the source "{part.text}" has no {" and no ".join(missing)}'
                yield Fault(part.text.at, f'{message}: write it like "IEC 61334-4-511:2000, 3.9.3"')


def _missing_in_source(text: str) -> Iterator[str]:
    match = _DESIGNATION.search(text)
    if match is None:
        yield "designation"
    if not _YEAR.search(text) and not _NO_YEARS.search(text):
        yield "year"
    # What stands after the first comma is the clause; a designation has dots and numbers too.
    rest = text[: match.start()] + text[match.end() :] if match else text
    rest = _YEAR.sub("", rest)
    if not (_IEV_NUMBER.search(text) or _SOURCE_CLAUSE.search(rest) or _BARE_CLAUSE.search(rest)):
        yield "clause"


_ARTICLE = regex(r"(?:an?|the)\s", re.IGNORECASE)
_REQUIREMENT = regex(r"\bshall\b", re.IGNORECASE)
_FULL_STOP = regex(r"(?<!etc)(?<!\.)\.\s*$")


@rule("term-definition-style", _CLAUSE, WARNING)
def term_definition_style(project: Project) -> Iterator[Fault]:
    """A definition begins with an article, ends with a full stop, or contains a requirement.

    A definition can be put in the place of the term in every sentence: it is a phrase, and says
    what something is, not what it has to do.

    Bad (in 3.1)::

        .. term:: relay

           definition: A device that shall forward frames.

    Good (in 3.1)::

        .. term:: relay

           definition: device that forwards frames
    """
    for term in named_terms(project):
        if term.definition and (faults := list(_style_faults(term.definition.value))):
            yield Fault(term.definition.at, f'the definition of "{term.term}" {"; it ".join(faults)}')


def _style_faults(definition: str) -> Iterator[str]:
    if match := _ARTICLE.match(definition):
        yield f'begins with "{match[0].strip()}": leave the article out'
    if _FULL_STOP.search(definition):
        yield "ends with a full stop: leave it out"
    if _REQUIREMENT.search(definition):
        yield 'contains a requirement ("shall"): move it into the clause that it belongs to'
