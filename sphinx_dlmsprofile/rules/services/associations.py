"""Application associations: kinds, release, parameters of COSEM-OPEN (template: 7.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.clause_texts import answer, together, usual_signs, without_heading
from sphinx_dlmsprofile.model.finding import meant
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.texts import question
from sphinx_dlmsprofile.model.value_table import Associations, OpenParameters
from sphinx_dlmsprofile.registry.services import (
    ASSOCIATION_KINDS,
    open_parameters,
    parameter_by_name,
    profile_parameters,
)
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.names import closest, suggest
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.analysis.clause_texts import Answer
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock

_CLAUSE = "7.2"
_APPLICATION_LAYER = regex(r"62056[^.\n]{0,60}?-?\b5-3\b|\b5-3\b[^.\n]{0,60}\b62056\b")
_RELEASE = regex(
    r"releas|\bRLR[QE]\b|\bterminat|\bclos(?:e[sd]?|ing|ure)\b|\bdisconnect"
    r"|\b(?:AAs?|associations?)\b[^.\n]{0,80}\b(?:ends?|ended|ceases?|lasts?|expires?)\b(?![ -](?:device|system))",
    re.IGNORECASE,
)
_SENTENCE = 5
"""Words of a sentence, at least."""

_ASSOCIATIONS = regex(
    r"\bAAs?\b|\bassociations?\b|\bACSE\b|\bCOSEM\b|\bRLR[QE]\b|\bconnections?\b|\bclients?\b|\bservers?\b|\bsessions?\b"
    r"|\b(?:they|these|it) (?:is|are|can|may|shall)\b|\brelease\b",
    re.IGNORECASE,
)
"""What is released."""

_KINDS = {
    "confirmed": regex(r"(?<!un-)(?<!non-)\bconfirmed", re.IGNORECASE),
    "unconfirmed": regex(r"\b(?:un|non)-?confirmed", re.IGNORECASE),
    "pre-established": regex(
        r"\bpre-? ?established|\bpre-? ?(?:configured|defined)\b(?:[^.\n]{0,20}\b(?:AAs?|associations?)\b| ones?\b)",
        re.IGNORECASE,
    ),
}
_OTHER_KINDS = regex(
    r"\b(?:only|solely|exclusively)\b[^.\n]{0,40}\b(?:un|non-?)?(?:confirmed|pre-?established)"
    r"|\b(?:un|non-?)?(?:confirmed|pre-?established)\b[^.\n]{0,40}\b(?:only|solely|exclusively)\b"
    r"|\bno other (?:kinds?|types?)\b|\ball (?:three )?(?:kinds?|types?)\b[^.\n]{0,30}\b(?:AAs?|associations?)\b"
    r"|\b(?:all|any|each|every)\b[^.\n]{0,30}\b(?:AAs?|associations?)\b[^.\n]{0,10}\b(?:is|are|be)\b"
    r"[^.\n]{0,10}\b(?:(?:un|non-?)?confirmed|pre-?established)"
    r"|\b(?:kinds?|types?) of[^.\n]{0,20}\b(?:AAs?|associations?)\b[^.\n]{0,40}\b(?:not|un)[ -]?restrict"
    r"|\b(?:no|without)\b[^.\n]{0,20}\brestrict[^.\n]{0,60}\b(?:kinds?|types?) of\b",
    re.IGNORECASE,
)
_SERVICE_CLASS = regex(r"service[\s_-]?class", re.IGNORECASE)


@rule("association-reference-missing", _CLAUSE, ERROR)
def association_reference_missing(project: Project) -> Iterator[Fault]:
    """Subclause 7.2 does not refer to IEC 62056-5-3.

    The ACSE services are specified there; a profile only says how it uses them.

    Bad (in 7.2)::

        Associations are opened and released by the client.

    Good (in 7.2)::

        Associations are opened and released by the client, as in IEC 62056-5-3.
    """
    found = answer(project, _CLAUSE)
    if found and not _APPLICATION_LAYER.search(found.words):
        message = "does not refer to IEC 62056-5-3, which specifies the ACSE services: add the reference"
        yield Fault(found.at, f"{found.clause.label} {message}")


@rule("association-release-missing", _CLAUSE, ERROR)
def association_release_missing(project: Project) -> Iterator[Fault]:
    """Subclause 7.2 does not say how associations are released.

    Whether RLRQ and RLRE are exchanged, or the end of a lower connection ends the association,
    depends on the lower layers, so that each profile says it.

    Bad (in 7.2)::

        Associations are established by COSEM-OPEN of IEC 62056-5-3.

    Good (in 7.2)::

        Associations are established by COSEM-OPEN and released by COSEM-RELEASE of IEC 62056-5-3.
    """
    found = answer(project, _CLAUSE)
    if found is None or together(found.words, _RELEASE, _ASSOCIATIONS):
        return
    if any(_RELEASE.search(piece) for piece in found.pieces if len(piece.split()) < _SENTENCE):
        return  # A heading, or a cell.
    if not any(record.unread or record.group("release") for record in project.of(Associations)):
        problem = f"{found.clause.label} does not say how application associations are released"
        yield Fault(found.at, f"{problem}: describe it, as with the key release of associations")


@rule("association-kinds-missing", _CLAUSE, ERROR)
def association_kinds_missing(project: Project) -> Iterator[Fault]:
    """Subclause 7.2 does not say whether confirmed, unconfirmed or pre-established associations are used.

    Not every technology carries all three kinds. The directive ``associations`` has a key for each;
    ``no`` says that the kind is not used. What the parameter Service_Class can be does not count.

    Bad (in 7.2)::

        .. associations:: Kinds of application association

           confirmed: AARQ and AARE are exchanged.
           unconfirmed: "no"

    Good (in 7.2)::

        .. associations:: Kinds of application association

           confirmed: AARQ and AARE are exchanged.
           unconfirmed: "no"
           pre-established: For push only.
    """
    found = answer(project, _CLAUSE)
    records = project.of(Associations)
    if any(record.unread for record in records) or (found is None and not records):
        return
    words = "\n".join(_words_on_kinds(project, found)) if found else ""
    if _OTHER_KINDS.search(words):
        return
    missing = [
        kind
        for kind in ASSOCIATION_KINDS
        if not any(record.group(kind) for record in records) and not _KINDS[kind].search(words)
    ]
    if missing:
        place = records[0].at if records else found.at if found else project.root
        problem = f"it is not said whether {_listed(missing)} application associations are used"
        yield Fault(place, f"{problem}: say how, or that they are not")


def _words_on_kinds(project: Project, found: Answer) -> Iterator[str]:
    """The words of the clause without the rows on Service_Class: the same words mean something else there."""
    yield from (literal for literal in found.literals if not _SERVICE_CLASS.search(literal))
    yield from project.asked(_beside_service_class, found.clause)


@question
def _beside_service_class(blocks: Sequence[TextBlock]) -> tuple[str, ...]:
    words = []
    in_row = False
    for block in without_heading(blocks):
        is_cell = block.kind is TextKind.CELL
        about = _SERVICE_CLASS.search(block.text) is not None
        if is_cell:
            in_row = about if block.column == 0 else in_row
        if not (about and len(block.text.split()) < 6) and not (is_cell and in_row):  # noqa: PLR2004  a name, no sentence
            words.append(usual_signs(block.text))
    return tuple(words)


def _listed(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


@rule("open-parameter-missing", _CLAUSE, ERROR)
def open_parameter_missing(project: Project) -> Iterator[Fault]:
    """A parameter of COSEM-OPEN that depends on the profile is not specified.

    These are Protocol_Connection_Parameters, User_Information and Service_Class. The directive
    ``open-parameters`` takes them; any mention in 7.2 counts.

    Bad (in 7.2)::

        .. open-parameters:: Parameters of COSEM-OPEN

           Protocol_Connection_Parameters: The MAC addresses of client and server.
           Service_Class: Confirmed or Unconfirmed.

    Good (in 7.2)::

        .. open-parameters:: Parameters of COSEM-OPEN

           Protocol_Connection_Parameters: The MAC addresses of client and server.
           Service_Class: Confirmed or Unconfirmed.
           User_Information: Not used.
    """
    found = answer(project, _CLAUSE)
    records = project.of(OpenParameters)
    if any(record.unread for record in records) or (found is None and not records):
        return
    given = {_known(name) for record in records for row in record.rows if row.label for name in _names(row.label.value)}
    words = found.words if found else ""
    missing = [name for name in profile_parameters() if name not in given and not _mentions(name, words)]
    if missing:
        place = records[0].at if records else found.at if found else project.root
        several = "parameters" if len(missing) > 1 else "parameter"
        problem = f"nothing is said about the {several} {', '.join(missing)} of COSEM-OPEN"
        yield Fault(place, f"{problem}: give the value or the use, or say that it is not used")


def _names(label: str) -> list[str]:
    """The parameters of a row, without markup; what is in parentheses is a remark."""
    return [name for part in re.split(r"[,/]", usual_signs(label)) if (name := part.strip(" `*"))]


def _known(name: str) -> str | None:
    """The parameter of a name; a misspelt one counts, since it is reported as such."""
    return parameter_by_name(name) or parameter_by_name(closest(name, open_parameters()) or "")


def _mentions(name: str, words: str) -> bool:
    pattern = r"[\s_-]?".join(map(re.escape, name.split("_")))
    return re.search(rf"(?<![A-Za-z]){pattern}", words, re.IGNORECASE) is not None


@rule("open-parameter-unknown", _CLAUSE, ERROR, fixes=True)
def open_parameter_unknown(project: Project) -> Iterator[Fault]:
    """A table of parameters names one that COSEM-OPEN does not have.

    IEC 62056-5-3 has the list; an invented parameter cannot be passed. Underscores, spaces and case
    do not matter. The profile decides what Protocol_Connection_Parameters consists of; that
    goes into another table.

    Bad::

        .. open-parameters:: Parameters of COSEM-OPEN

           Serial_Class: Confirmed

    Good::

        .. open-parameters:: Parameters of COSEM-OPEN

           Service_Class: Confirmed
    """
    for record in project.of(OpenParameters):
        for row in record.rows:
            for name in _names(row.label.value) if row.label else ():
                if row.label and parameter_by_name(name) is None:
                    close = closest(name, open_parameters())
                    advice = suggest(close, "remove it, or put it into a table of its own")
                    message = f'COSEM-OPEN has no parameter "{name}": {advice}'
                    yield Fault(row.label.at, message, edit=meant(name, close))
