"""The xDLMS services of a profile (template: 7.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.clause_texts import answer, usual_signs
from sphinx_dlmsprofile.model.finding import meant
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.registry.services import GROUP_CASTS, service_by_name, services
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import closest, suggest
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.xdlms import Mode, ServiceUse
    from sphinx_dlmsprofile.registry.services import Service
    from sphinx_dlmsprofile.text.location import Text

_CLAUSE = "7.3"

_ASPECTS = {
    "solicited": regex(
        r"(?<!un)solicited|\brequest(?:s|ed)?\b|\bclient[ /-]+server\b"
        r"|\b(?:GET|SET|ACTION|ACCESS|Read|Write)\b",
        re.IGNORECASE,
    ),
    "unsolicited": regex(
        r"\bunsolicited|notif|\bInformation[ -]?Report|\bpush|\bspontaneous"
        r"|\b(?:send|sends|sent|report\w*|signal\w*)\b[^.\n]{0,40}\b(?:events?|alarms?)\b"
        r"|\b(?:events?|alarms?)\b[^.\n]{0,40}\b(?:sent|reported|signall?ed)\b"
        r"|\bwithout (?:a |any )?(?:prior )?request",
        re.IGNORECASE,
    ),
    "confirmed": regex(r"(?<!un-)(?<!non-)\bconfirmed", re.IGNORECASE),
    "unconfirmed": regex(r"\b(?:un|non)-?confirmed|\bwithout (?:a )?(?:confirmation|response)", re.IGNORECASE),
    "multicast or broadcast": regex(
        r"\b(?:multi|broad)-?cast|\bmulti-?point|\bgroup(?:s|ed)?\b|\ball[ -](?:servers|stations?|meters|devices)\b"
        r"|\b(?:several|many|(?:any|a) number of|more than one) (?:servers?|stations?|meters?|devices?)\b",
        re.IGNORECASE,
    ),
}
_ONLY = r"\b(?:only|solely|exclusively)\b[^.\n]{{0,40}}\b{0}|\b{0}[^.\n]{{0,40}}\b(?:only|solely|exclusively)\b"
_IMPLIED = {
    "unsolicited": regex(_ONLY.format("(?:solicited|request)"), re.IGNORECASE),
    "solicited": regex(_ONLY.format("unsolicited"), re.IGNORECASE),
    "unconfirmed": regex(_ONLY.format("confirmed"), re.IGNORECASE),
    "confirmed": regex(_ONLY.format("(?:un|non-?)confirmed"), re.IGNORECASE),
    "multicast or broadcast": regex(_ONLY.format("unicast"), re.IGNORECASE),
}
_ALL = regex(
    r"\ball (?:the |of the )?(?:xDLMS |application layer )?services\b"
    r"|\bany (?:xDLMS |application layer )?services?\b[^.\n]{0,20}\b(?:can|may)\b"
    r"|\b(?:without (?:any )?|no (?:other )?)restrictions?\b|\bnot restrict(?:ed)?\b",
    re.IGNORECASE,
)

_HEADS = regex(r"^(?:Confirmed|Unconfirmed)$", re.MULTILINE)
"""The heads of our own table, which are there in any case."""


def _rows(project: Project) -> Iterator[ServiceUse]:
    for record in project.of(XdlmsServices):
        yield from record.rows


@rule("service-unknown", _CLAUSE, ERROR, fixes=True)
def service_unknown(project: Project) -> Iterator[Fault]:
    """The table of services names one that IEC 62056-5-3 does not have.

    A profile uses the services of the application layer and adds none. Case, hyphens and the suffix
    of a primitive (``.request``) do not matter.

    Bad::

        .. xdlms-services:: Use of the xDLMS services

           FETCH: {confirmed: unicast}

    Good::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast}
    """
    known = [service.name for service in services()]
    for row in _rows(project):
        for name in row.services:
            if service_by_name(_bare(name)) is None:
                close = closest(name.value, known)
                advice = suggest(close, "write GET, SET, ACTION, ACCESS, DataNotification …")
                message = f'IEC 62056-5-3 has no service "{name}": {advice}'
                yield Fault(name.at, message, edit=meant(name.value, close))


def _bare(name: Text) -> str:
    return usual_signs(name.value).strip(" `*")


@rule("service-missing", _CLAUSE, WARNING)
def service_missing(project: Project) -> Iterator[Fault]:
    """Subclause 7.3 says nothing about a way in which services can be used.

    The ways are solicited and unsolicited, confirmed and unconfirmed, to one server or to several;
    it is clear that a service can go to one server. A way that is not possible is stated as
    not possible. The directive ``xdlms-services`` covers what its table shows; "only" excludes the opposite.

    Bad (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast}
           SET: {confirmed: unicast, unconfirmed: unicast}

    Good (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast}
           SET: {confirmed: unicast, unconfirmed: unicast}
           DataNotification: {unconfirmed: unicast}

        Broadcast is not possible.
    """
    found = answer(project, _CLAUSE)
    records = project.of(XdlmsServices)
    if any(record.unread for record in records) or (found is None and not records):
        return
    words = found.words if found else ""
    if records:
        words = _HEADS.sub("", words)
    if _ALL.search(words):
        return
    shown = frozenset(_shown(row for record in records for row in record.rows))
    missing = [
        aspect
        for aspect, pattern in _ASPECTS.items()
        if aspect not in shown and not pattern.search(words) and not _IMPLIED[aspect].search(words)
    ]
    if missing:
        place = records[0].at if records else found.at if found else project.root
        *others, last = missing
        listed = f"{', '.join(others)} or {last}" if others else last
        advice = "say how they can be used, or that they are not"
        yield Fault(place, f"nothing is said about {listed} xDLMS services: {advice}")


def _shown(rows: Iterable[ServiceUse]) -> Iterator[str]:
    """What rows show; a row that is not used says so of its kind."""
    for row in rows:
        if row.solicited is not None:
            yield "solicited" if row.solicited else "unsolicited"
        if row.damaged:
            yield from _ASPECTS
        if row.confirmed or row.unconfirmed:
            # The table has a column for each, with a dash for what is not.
            yield from ("confirmed", "unconfirmed")
        for mode in (row.confirmed, row.unconfirmed):
            if mode:
                yield from ("multicast or broadcast" for cast in mode.casts if cast.value in GROUP_CASTS)


@rule("service-cast", _CLAUSE, ERROR)
def service_cast(project: Project) -> Iterator[Fault]:
    """A service is used in a way that is not possible.

    A confirmed service goes to one server: no two can answer one request. A notification has no
    response, Read and Write always have one, and a GET without response is useless. A row of a
    request says whether a response is asked for.

    Bad::

        .. xdlms-services:: Use of the xDLMS services

           SET: {confirmed: [unicast, broadcast]}

    Good::

        .. xdlms-services:: Use of the xDLMS services

           SET: {confirmed: unicast, unconfirmed: broadcast}
    """
    for row in _rows(project):
        if row.used and not row.damaged:
            yield from _impossible(row)


def _impossible(row: ServiceUse) -> Iterator[Fault]:
    name = ", ".join(service.value for service in row.services)
    known = [service for each in row.services if (service := service_by_name(_bare(each)))]
    confirmed, unconfirmed = _allowed(row.confirmed), _allowed(row.unconfirmed)
    if confirmed and (group := [cast for cast in confirmed.casts if cast.value in GROUP_CASTS]):
        casts = " and ".join(cast.value for cast in group)
        yield Fault(group[0].at, f'"{name}" is confirmed over {casts}: make it unconfirmed there, or unicast')
    elif confirmed and (never := _with(known, "never")):
        yield Fault(confirmed.at, f'"{never.name}" is never confirmed: write unconfirmed')
    elif unconfirmed and (always := _with(known, "always")):
        yield Fault(unconfirmed.at, f'"{always.name}" is always confirmed: write confirmed, or another service')
    elif unconfirmed and not confirmed and (asking := next((each for each in known if each.answer), None)):
        yield Fault(unconfirmed.at, f'"{asking.name}" without a response is useless: write confirmed')
    elif not (row.confirmed or row.unconfirmed) and row.solicited and not _certain(known):
        advice = "write confirmed: unicast, unconfirmed: …, or no if it is not used"
        yield Fault(row.services[0].at, f'it is not said whether "{name}" is confirmed: {advice}')


def _certain(known: Iterable[Service]) -> bool:
    """Whether it follows from the services themselves how they are invoked."""
    return all(service.confirmed in {"always", "never"} for service in known)


def _allowed(mode: Mode | None) -> Mode | None:
    return mode if mode and mode.allowed else None


def _with(known: Iterable[Service], confirmed: str) -> Service | None:
    """The first service of which it is certain how it is invoked."""
    return next((service for service in known if service.confirmed == confirmed), None)
