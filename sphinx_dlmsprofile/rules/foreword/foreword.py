"""Rules on the Foreword, and on the kind of deliverable that the text says it is."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.clause_texts import says
from sphinx_dlmsprofile.analysis.template_clauses import front_matter
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.texts import analysis, question
from sphinx_dlmsprofile.model.title import Deliverable, ProfileTitle, read_part_number
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.template.placeholders import placeholders
from sphinx_dlmsprofile.text.patterns import contains_any, regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock

_CLAUSE = "Foreword"

_COMMITTEE = regex(
    r"\b(?:technical\s+(?:sub-?)?committee|sub-?committee|(?:project|systems)\s+committee|J?TC|SC|PC|SyC|TA)"
    r"(?:\s*\(\w+\))?\s*[A-Z]?\d+",
    re.IGNORECASE,
)
_DRAFT = regex(r"\b[A-Z\d]+/\w+/(?:CDV|FDIS|PRVD?|DTS|DTR|DPAS|ENQ|DIS)\b|\b(?:DIS|FDIS|DTS)\s+\d{4,}")
_REPORT = regex(r"\b[A-Z\d]+/\w+/RV[A-Z]+\b|\bRV[CDN]\s+\d+")
_VOTING = regex(r"\b(?:vot(?:e|es|ed|ing)|ballot|draft)\b", re.IGNORECASE)
_DIRECTIVES = regex(r"\bDirectives?\W+Part\s+2\b|\bPart\s+2\s+of\s+the\s+(?:ISO/IEC\s+)?Directives\b", re.IGNORECASE)
_WHERE = r"\b(?:list(?:s|ed)?|found|web\s?site|web\s?store|iec\.ch)\b"
_SERIES = regex(rf"\bparts\b.*{_WHERE}|{_WHERE}.*\bparts\b", re.IGNORECASE)
_STABILITY = regex(r"\bstability\s+date\b", re.IGNORECASE)
_FATE = regex(r"\b(?:(?:re)?confirm|withdraw|replace|revis|amend|transform)\w*", re.IGNORECASE)
_REASON = regex(
    r"\brequired\s+support\b|\b(?:still|yet)\s+(?:evolving|developing|maturing)\b|\bnot\s+(?:yet\s+)?(?:mature|stable)\b"
    r"|\b(?:agreement|consensus)\b[^.]{0,80}\b(?:could\s+not|cannot|not\s+(?:yet\s+)?(?:reached|possible)|lacking|missing)\b"
    r"|\bunder\s+(?:technical\s+)?(?:development|study)\b|\b(?:future|no\s+immediate)\s+possibility\b"
    r"|\binstead\s+of\s+(?:as\s+)?an?\s+International\s+Standard\b|\b(?:not|rather\s+than)\b[^.]{0,60}\bInternational\s+Standard\b"
    r"|\bInternational\s+Standard\b[^.]{0,80}\b(?:because|since|until|once|when|premature|too\s+early|later)\b"
    r"|\b(?:because|since|until|once|premature|too\s+early|experience)\b[^.]{0,120}\bInternational\s+Standard\b",
    re.IGNORECASE,
)


def _foreword(project: Project) -> Clause | None:
    return front_matter(project, "Foreword")


def _unless(pattern: re.Pattern[str], project: Project, message: str) -> Iterator[Fault]:
    """A fault at the Foreword if none of its texts matches the pattern."""
    foreword = _foreword(project)
    if foreword and not says(project, foreword, pattern):
        yield Fault(foreword.at, message)


@rule("foreword-committee-missing", _CLAUSE, WARNING)
def foreword_committee_missing(project: Project) -> Iterator[Fault]:
    """The Foreword does not name the committee that prepared the document.

    A reader with a question or an objection needs to know whom to ask.

    Bad (in the foreword)::

        This document was prepared with care.

    Good (in the foreword)::

        This document was prepared by IEC technical committee 13.
    """
    message = 'the Foreword does not name the committee: say who prepared it, such as "IEC technical committee 13"'
    yield from _unless(_COMMITTEE, project, message)


@rule("foreword-voting-missing", _CLAUSE, ERROR, relaxed_in_draft=True)
def foreword_voting_missing(project: Project) -> Iterator[Fault]:
    """The Foreword does not give the numbers of the draft voted on and of the report on voting.

    They prove that the document was approved, and lead to the record of it.

    Bad (in the foreword)::

        The National Committees have approved this document.

    Good (in the foreword)::

        The text is based on 13/2990/FDIS, the vote is reported in 13/2996/RVD.
    """
    foreword = _foreword(project)
    if foreword is None or project.asked(_awaits_numbers, foreword):
        return
    absent = []
    if not says(project, foreword, _DRAFT):
        absent.append('the draft voted on, such as "13/2990/FDIS"')
    if not says(project, foreword, _REPORT):
        absent.append('the report on voting, such as "13/2996/RVD"')
    if absent:
        yield Fault(foreword.at, f"the Foreword does not give {' and '.join(absent)}: add it")


@question
def _awaits_numbers(blocks: Iterable[TextBlock]) -> bool:
    """Whether the numbers of the draft and the report are still to come, which is reported."""
    blanks = (block for block in blocks if placeholders(block.text))
    return any(block.kind is TextKind.CELL or _VOTING.search(block.text) for block in blanks)


@rule("foreword-drafting-missing", _CLAUSE, WARNING)
def foreword_drafting_missing(project: Project) -> Iterator[Fault]:
    """The Foreword says nothing about the ISO/IEC Directives, Part 2.

    They are the drafting rules that define what "shall" and "should" mean.

    Bad (in the foreword)::

        This document was drafted with care.

    Good (in the foreword)::

        This document was drafted by the ISO/IEC Directives, Part 2.
    """
    message = (
        "the Foreword does not name the drafting rules: say that the document follows the ISO/IEC Directives, Part 2"
    )
    yield from _unless(_DIRECTIVES, project, message)


@rule("foreword-series-missing", _CLAUSE, WARNING)
def foreword_series_missing(project: Project) -> Iterator[Fault]:
    """The Foreword does not say where the list of all parts of the series is found.

    No part lists the others: the list would be out of date with the next one.

    Bad (in the foreword)::

        IEC 62056 has many parts.

    Good (in the foreword)::

        The website of the IEC has a list of all parts of IEC 62056.
    """
    message = "the Foreword does not say where a list of all parts of the series is found: name the website of the IEC"
    yield from _unless(_SERIES, project, message)


@rule("foreword-stability-missing", _CLAUSE, WARNING, relaxed_in_draft=True)
def foreword_stability_missing(project: Project) -> Iterator[Fault]:
    """The Foreword says nothing about the stability date and what follows it.

    Until then the contents stay unchanged; then the document is confirmed, withdrawn, replaced or
    amended.

    Bad (in the foreword)::

        The contents stay as they are until the stability date.

    Good (in the foreword)::

        The contents stay as they are until the stability date. Then the committee will reconfirm,
        withdraw or revise the document.
    """
    foreword = _foreword(project)
    if foreword is None:
        return
    if not says(project, foreword, _STABILITY):
        advice = "say until when the contents stay unchanged, and what follows"
        yield Fault(foreword.at, f"the Foreword says nothing about the stability date: {advice}")
    elif not project.asked(_says_what_follows, foreword):
        message = (
            "the Foreword does not say what follows the stability date: reconfirmed, withdrawn, replaced or amended"
        )
        yield Fault(foreword.at, message)


@question
def _says_what_follows(blocks: Iterable[TextBlock]) -> bool:
    """Whether what happens to the document is said where the stability date first is, or after it."""
    dated = dropwhile(lambda block: not _STABILITY.search(block.text), blocks)
    return any(_FATE.search(block.text) for block in dated)


@rule("foreword-deliverable-reason", _CLAUSE, WARNING)
def foreword_deliverable_reason(project: Project) -> Iterator[Fault]:
    """The Foreword of a Technical Specification does not say why it is not an International Standard.

    A Technical Specification is what the Directives allow when agreement on an International
    Standard is not yet possible or the subject still develops; a reader needs to know which.

    Given (in the title)::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
           :deliverable: TS

    Bad (in the foreword)::

        This document was prepared by IEC technical committee 13.

    Good (in the foreword)::

        It is not published as an International Standard because its subject is still under development.
    """
    if _deliverable(project) is Deliverable.TS:
        message = (
            "the Foreword does not say why this is not an International Standard but a Technical Specification: add it"
        )
        yield from _unless(_REASON, project, message)


def _deliverable(project: Project) -> Deliverable | None:
    """The kind of deliverable by the title block, None where it is absent or unknown."""
    written = next((title.deliverable.value for title in project.of(ProfileTitle) if title.deliverable), None)
    return Deliverable.__members__.get(written or "")


_KIND = "|".join(kind.value.replace(" ", r"\s+") for kind in Deliverable)
_SIGNS = tuple(dict.fromkeys(kind.value.casefold().split()[-1][:4] for kind in Deliverable))
"""What a text in small letters has in any case that calls itself one of them."""

_ITSELF = regex(
    rf"\b(?:this|the\s+present)\s+(?P<this>{_KIND})\b"
    rf"|\b(?:this|the)\s+(?:document|publication|part\s+of\s+IEC\s+62056)\s+is\s+(?:published\s+as\s+)?an?\s+(?P<called>{_KIND})\b"
    rf"|\b(?:this|the\s+present)\s+(?:\w+\s+)?edition\s+(?:is|was\s+published\s+as|has\s+the\s+status\s+of)\s+an?\s+(?P<edition>{_KIND})\b"
    rf"|\bthis\s+(?:document|publication|standard)\s+has\s+the\s+status\s+of\s+an?\s+(?P<status>{_KIND})\b"
    rf"|\bIEC(?:\s+(?:TS|TR|PAS))?\s+62056-(?P<part>\d+-\d+)(?:\(E\))?,?\s+(?:which\s+)?(?:(?:is|was|would\s+be|will\s+be|has\s+the\s+status\s+of)\s+)?an?\s+(?P<is>{_KIND})\b",
    re.IGNORECASE,
)


@rule("deliverable-mismatch", _CLAUSE, ERROR)
def deliverable_mismatch(project: Project) -> Iterator[Fault]:
    """The text calls itself another kind of deliverable than the title block says.

    A document is an International Standard or a Technical Specification, not both. "This document"
    is right in every kind.

    Given (in the title)::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
           :deliverable: IS

    Bad (in the foreword)::

        This Technical Specification was prepared by IEC technical committee 13.

    Good (in the foreword)::

        This International Standard was prepared by IEC technical committee 13.
    """
    deliverable = _deliverable(project)
    if deliverable is None:
        return
    own = _part(project)
    for block, called in project.found(kinds_named):
        for name, part in called:
            if part not in {None, own} or name.casefold() == deliverable.value.casefold():
                continue
            message = f'the text calls the document "{name}", the title block has the deliverable {deliverable.name}'
            yield Fault(block.at, f'{message}: write "{deliverable.value}", or "this document"')
            break


@analysis
def kinds_named(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, tuple[tuple[str, str | None], ...]]]:
    """The kinds of deliverable that a text calls its document, each with the number of the part that it gives."""
    for block in blocks:
        if may_name_kind(block.text) and (called := tuple(map(_called, _ITSELF.finditer(block.text)))):
            yield block, called


def may_name_kind(text: str) -> bool:
    """Whether it is worth looking for kinds of deliverable: quick, and always right when it says no."""
    return contains_any(text.casefold(), _SIGNS)


def _called(match: re.Match[str]) -> tuple[str, str | None]:
    named = (match[name] for name in ("this", "called", "edition", "status", "is"))
    return " ".join(next(filter(None, named)).split()), match["part"]


def _part(project: Project) -> str | None:
    """The number of the part, "8-30"."""
    titles = project.of(ProfileTitle)
    number = read_part_number(titles[0].title.value) if titles else None
    return f"{number[0]}-{number[1]}" if number else None
