"""Rules on the wording that the template orders, and on what the author adds to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.blocks import ordered_wording
from sphinx_dlmsprofile.analysis.clause_texts import is_unwritten, together
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.texts import question
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.rules.wording._common import OWN_WORDS, Difference, Home, recognise
from sphinx_dlmsprofile.template import fingerprints
from sphinx_dlmsprofile.template.wording import Stream
from sphinx_dlmsprofile.template.words import read_words
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block, TextBlock
    from sphinx_dlmsprofile.model.template_text import TemplateText
    from sphinx_dlmsprofile.template.fingerprints import Paragraph

_CLAUSE = "Introduction, 1, 2, 3.1, Annex B"
_NAMES = {"introduction": "the Introduction", "B": "Annex B"}
_ANNEX_B = "B"
_SUPERSESSION = frozenset({"annex-b-integration", "annex-b-supersession"})

_TOLD = 3
"""So many differences are named."""


def _place_name(paragraph: Paragraph) -> str:
    return _NAMES.get(
        paragraph.clause, f"clause {paragraph.clause}" if "." not in paragraph.clause else paragraph.clause
    )


@rule("mandated-wording-missing", _CLAUSE, ERROR, relaxed_in_draft=True)
def mandated_wording_missing(project: Project) -> Iterator[Fault]:
    """A paragraph that the template orders into the Introduction, clause 1, 2 or 3.1, or Annex B is absent.

    What these paragraphs say is the same in all profile standards, so the template gives their
    wording. The wording belongs to its publisher and is not part of this extension: it is recognised
    by fingerprints, with any markup, and ``template-text`` takes it from your own copy. "This
    document" may stand for the kind of deliverable, and the opening of clauses 2 and 3.1 may be that
    of newer ISO/IEC Directives. An Annex B that defines nothing needs none.

    Bad:

    .. code-block:: rst

        Scope
        =====

        .. The paragraphs of the template are missing.

    Good:

    .. code-block:: rst

        Scope
        =====

        .. template-text:: scope
    """
    homes = project.memo(recognise)
    told: set[int] = set()
    for paragraph in fingerprints.fingerprints().paragraphs:
        place = homes.get(paragraph.clause)
        if place is None or (paragraph.clause == _ANNEX_B and _is_left_to_others(project, place, paragraph)):
            continue
        if paragraph.id in {*place.wording.found, *place.wording.altered, *place.inserted}:
            continue
        if record := place.absent.get(paragraph.id):
            if id(record) not in told:
                told.add(id(record))
                yield Fault(record.at, _without_file(record), template=paragraph.clause)
            continue
        where = f"the paragraph of {_place_name(paragraph)} {paragraph.gist}"
        if other := _elsewhere(project, paragraph):
            message = f"{where} is in another clause: move it to {_place_name(paragraph)}"
            yield Fault(other.at, message, template=paragraph.clause, paragraph=paragraph.id)
        else:
            message = f"{where} is missing: insert it with template-text:: {paragraph.id}"
            yield Fault(place.clause.at, message, template=paragraph.clause, paragraph=paragraph.id)


def _is_left_to_others(project: Project, annex: Home, paragraph: Paragraph) -> bool:
    """Whether Annex B needs no wording, or lacks all on later editions: that is a fault of its own."""
    if not _defines(project, annex.clause):
        return True
    return paragraph.id in _SUPERSESSION and _is_silent(project, annex)


def _is_silent(project: Project, annex: Home) -> bool:
    """Whether it says of no later edition that it takes over what the annex defines, in whatever words."""
    return annex.known.isdisjoint(_SUPERSESSION) and not project.asked(_names_successors, annex.clause)


def _without_file(record: TemplateText) -> str:
    names = ", ".join(record.absent)
    return (
        f"the wording of {names} is missing: make a file of it from your own copy of the template with "
        '"dlmsprofile import-template", and name it in dlms_template_file'
    )


def _elsewhere(project: Project, paragraph: Paragraph) -> Block | None:
    """A block in another clause that holds the paragraph, and not one that has to be there too."""
    blocks, stream = project.memo(_stray_wording)
    found = stream.find(paragraph)
    return blocks[stream.origins[found.first][0]] if found else None


def _stray_wording(project: Project) -> tuple[tuple[Block, ...], Stream]:
    """The blocks that hold ordered wording where it does not belong, and their words."""
    homes = project.memo(recognise).values()
    rightful = {(found.at, found.text) for place in homes for found in place.wording.found.values()}
    pairs = [(block, text) for block, (text, _) in project.found(ordered_wording) if (block.at, text) not in rightful]
    return tuple(block for block, _ in pairs), Stream([text for _, text in pairs], fingerprints.fingerprints())


@rule("mandated-wording-altered", _CLAUSE, ERROR)
def mandated_wording_altered(project: Project) -> Iterator[Fault]:
    """A paragraph that the template orders is there, but not word for word.

    Most of its words are there and some are not: a slip of the pen, or a change of meaning that
    nobody decided on. Case, punctuation, quotation marks and dashes do not count, nor does what the
    document calls itself. With your own copy in ``dlms_template_file``, the message names the words.

    Bad:

    .. code-block:: text

        The paragraph of the template with a word left out.

    Good:

    .. code-block:: text

        The paragraph of the template, word for word.
    """
    for place in project.memo(recognise).values():
        for paragraph in fingerprints.fingerprints().paragraphs:
            if paragraph.id in place.wording.altered:
                at, differences = place.wording.altered[paragraph.id]
                where = f"the paragraph of {_place_name(paragraph)} {paragraph.gist}"
                message = f"{where} is not word for word that of the template{_extent(differences)}"
                message += f": insert it with template-text:: {paragraph.id}"
                yield Fault(at, message, template=paragraph.clause, paragraph=paragraph.id)


def _extent(differences: Sequence[Difference]) -> str:
    """In what it differs, the first places of it."""
    told = [_difference(difference) for difference in differences[:_TOLD]]
    more = [f"{len(differences) - _TOLD} further places"] if len(differences) > _TOLD else []
    return f" ({'; '.join((*told, *more))})" if told else ""


def _difference(difference: Difference) -> str:
    if not difference.written:
        return f'"{difference.ordered}" is left out'
    if not difference.ordered:
        return f'"{difference.written}" is added'
    return f'"{difference.written}" stands for "{difference.ordered}"'


_USE_CASES = regex(
    r"use cases?|\b(?:purposes?|needs?|needed|demands?|requires?|relevan\w+|justif\w+|because|since|benefits?"
    r"|advantages?|suits?|suitable|suited|serves?|enables?|allows?|lets|helps?|used (?:for|to|in)"
    r"|ask(?:s|ed|ing)? for|wants?|wish(?:es)?|look(?:s|ing)? for"
    r"|read|readings?|deploy\w*|install\w*|roll-?outs?|market)\b"
    r"|\bapplications?\b(?! (?:layer|process|association|protocol))",
    re.IGNORECASE,
)
_OF_METERS = regex(
    r"\bmeter(?:s|ed|ing)?\b|\butilit(?:y|ies)\b|\btariffs?\b|\breadings\b|\b(?:remote|daily|hourly|monthly) reading\b"
    r"|\b(?:customers?|consumers?|households?)\b"
    r"|\b(?:energy|electricity|(?:power|gas|water|heat) (?:supply|grid|network)s?)\b"
    r"|\bgrids?\b|\bbasements?\b|\bload (?:profiles?|control)\b|\bfirmware\b|\balarms?\b|\bDLMS|\bCOSEM\b",
    re.IGNORECASE,
)
"""What the use cases of a profile are about."""

_SCOPE = regex(
    r"\b(?:in|within|out|outside|beyond|part)\s+(?:of\s+)?(?:(?:the|its|this|our)\s+)?scope\b"
    r"|\bscope\b[^.]{0,60}\b(?:not|only)\b",
    re.IGNORECASE,
)
_LIMITED = regex(
    r"\b(?:profiles?|documents?|standards?|specifications?|part|clauses?|annex|interfaces?|layers?|projects?|others?"
    r"|companion|planning|regulat\w+|subjects?|aspects?|meters?|media|devices?|networks?|technolog\w+)\b",
    re.IGNORECASE,
)
"""What a boundary is drawn around."""

_BOUNDARY = regex(
    r"\b(?:left|leaves?)\s+(?:\w+\s+){0,6}(?:to|open)\b|\bonly\b|\bconsider(?:s|ed)\b|\bdeal(?:s|t)\s+with\b"
    r"|\b(?:cover(?:s|ed)?|exclud\w+|limited to|restrict\w+|applicable|applies|apply)\b"
    r"|\b(?:is|are) (?:no|not) (?:concern|matter|subject|part)\b"
    r"|\b(?:not|neither|nor)\s+(?:\w+\s+){0,3}(?:address|specif|deal|appl|defin|treat|consider|includ)\w*",
    re.IGNORECASE,
)


@rule("justification-missing", "Introduction", ERROR)
def justification_missing(project: Project) -> Iterator[Fault]:
    """The Introduction has no paragraph in the author's own words that gives the main use cases.

    The template asks for one paragraph that says why the profile is needed. Where the subject is
    worded as the template words it, any further paragraph of some length counts; else a sentence has to
    speak of what meters, utilities or consumers use or need it for.

    Bad (in the introduction)::

        Meters need a profile.

    Good (in the introduction)::

        Utilities need a profile for battery powered meters in basements: daily readings, alarms and
        firmware updates over one radio link.
    """
    place = project.memo(recognise).get("introduction")
    if place is None or is_unwritten(project, place.clause) or _justifies(project, place):
        return
    message = "the Introduction does not say what the profile is needed for: add a paragraph with its main use cases"
    yield Fault(place.clause.at, message)


def _justifies(project: Project, place: Home) -> bool:
    """Whether the author's own words, in a paragraph or a list, speak of uses."""
    text = " ".join(place.own(project))
    if len(read_words(text).words) < OWN_WORDS:
        return False
    return place.follows_template or any(together(own, _USE_CASES, _OF_METERS) for own in place.own(project))


@rule("scope-boundary-missing", "1", WARNING)
def scope_boundary_missing(project: Project) -> Iterator[Fault]:
    """The Scope does not say in words of its own what is in it and what is not.

    In addition to the paragraphs that are the same in all profiles, the template asks for what else limits
    the scope: the parts of a technology, the interfaces, the subjects that are left to others.

    Bad (in 1)::

        Short-range radio.

    Good (in 1)::

        Radio planning and the interfaces of the head end system are out of scope.
    """
    place = project.memo(recognise).get("1")
    if place is None or is_unwritten(project, place.clause) or any(_bounds(text, place) for text in place.own(project)):
        return
    yield Fault(place.clause.at, "the Scope does not say what is within it and what is not: add it in your own words")


def _bounds(text: str, place: Home) -> bool:
    if _SCOPE.search(text) or together(text, _BOUNDARY, _LIMITED):
        return True
    return place.follows_template and len(read_words(text).words) >= OWN_WORDS


_SUCCESSORS = regex(r"62056-6-[12]\b")
_OBIS = regex(r"\b\d{1,3}-(?:\d{1,3}|b):\d{1,3}\.\d{1,3}\b")
_TAKES_OVER = regex(
    r"\b(?:supersed\w+|cancel\w*|replac\w+|integrat\w+|incorporat\w+|withdr\w+|includ\w+"
    r"|tak(?:e|es|en|ing)\s+(?:\w+\s+){0,4}(?:over|place))\b",
    re.IGNORECASE,
)


@rule("annex-b-missing-supersession", "Annex B", ERROR, relaxed_in_draft=True)
def annex_b_missing_supersession(project: Project) -> Iterator[Fault]:
    """Annex B defines something new and does not say that later editions of IEC 62056-6-1 and 6-2 take it over.

    New classes and codes go into the next edition of those standards, which then count. Without
    the note a reader of an older profile holds on to the annex.

    Bad (in Annex B)::

        The object 0-0:39.0.0.255 is new.

    Good (in Annex B)::

        The object 0-0:39.0.0.255 is new. The next editions of IEC 62056-6-1 and IEC 62056-6-2 will
        replace this annex.
    """
    annex = project.memo(recognise).get(_ANNEX_B)
    if annex and _defines(project, annex.clause) and _is_silent(project, annex):
        message = (
            "Annex B does not say that later editions of IEC 62056-6-1 and IEC 62056-6-2 take over what it defines"
        )
        yield Fault(annex.clause.at, f"{message}: insert it with template-text:: annex-b")


def _defines(project: Project, annex: Clause) -> bool:
    """Whether the annex holds a new class or an OBIS code."""
    inside = {id(part) for part in annex.walk()}
    if any(id(record.clause) in inside for record in project.of(InterfaceClass)):
        return True
    return project.asked(_holds_code, annex)


@question
def _names_successors(blocks: Iterable[TextBlock]) -> bool:
    return any(_SUCCESSORS.search(block.text) and _TAKES_OVER.search(block.text) for block in blocks)


@question
def _holds_code(blocks: Iterable[TextBlock]) -> bool:
    return any(_OBIS.search(block.text) for block in blocks)
