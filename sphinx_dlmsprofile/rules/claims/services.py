"""What the text says of services, parameters of COSEM-OPEN and block transfer (7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.row import NUMBER
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.value_table import LongMessages, OpenParameters, is_none
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.registry.services import (
    CASTS,
    GROUP_CASTS,
    fold_service,
    parameter_by_name,
    service_by_name,
)
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.claims._levels import contradiction, level_of
from sphinx_dlmsprofile.rules.claims._pdu_sizes import pdu_size_problems
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.value_table import Row
    from sphinx_dlmsprofile.model.xdlms import ServiceUse
    from sphinx_dlmsprofile.registry.services import Service

_NUMBERS = regex(NUMBER)
_SUPPORT = regex(r"support|status|conformance|^used?$")
_QUALITY = regex(r"limit|size|length|maximum|repair|loss|remark|note|window")
"""The heads of columns that say how a means is used, not whether."""


@rule("service-text-mismatch", "7.3", WARNING)
def service_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text uses an xDLMS service otherwise than the table of services says.

    Looked for are a service that is used in the text and not used by the table, or the reverse, a cast, "confirmed" or
    "unconfirmed", of a service or of all of them, "mandatory" or "optional"; and that short name or logical name
    referencing is used or not. Sentences with a condition or a negation are left out, except "is not used".

    Given (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast}
           DataNotification: {unconfirmed: unicast}
           EventNotification: not used

    Bad (in 7.1)::

        The server sends alarms by EventNotification.

    Good (in 7.1)::

        The server sends alarms by DataNotification.
    """
    rows = _services(project)
    if not rows:
        return
    yield from _of_modes(project, rows)
    yield from _of_support(project, rows)
    told: set[tuple[str, int, str]] = set()
    for block, claim in claims_of(project, "service-used", "service-unused", "service-cast", "service-mode"):
        uses = rows.get(fold_service(claim.subject), [])
        place = (block.at.source, block.at.line, claim.subject)
        if (
            not uses
            or place in told
            or place[:2] in {(row.services[0].at.source, row.services[0].at.line) for row in uses}
        ):
            continue
        # What a sentence denies beside what is wrong in it is the other half of one slip.
        is_half = claim.claim == "service-unused" and place[:2] in {each[:2] for each in told}
        if (problem := _of_service(uses, claim)) and not is_half:
            told.add(place)
            yield Fault(block.at, f"{problem}: correct the text, or the table")
    yield from _unused_casts(project, rows, {each[:2] for each in told})


def _of_modes(project: Project, rows: dict[str, list[ServiceUse]]) -> Iterator[Fault]:
    """What is said of all confirmed or unconfirmed services, and of the two kinds of referencing."""
    uses = list(dict.fromkeys(use for several in rows.values() for use in several))
    for block, claim in claims_of(project, "mode-cast"):
        wanted = claim.subject.casefold()
        modes = [use.confirmed if wanted == "confirmed" else use.unconfirmed for use in uses if use.used]
        allowed = [mode for mode in modes if mode and mode.allowed]
        casts = {fold(each.value) for mode in allowed for each in mode.casts}
        if all(mode.casts for mode in allowed) and casts and casts <= set(CASTS) and claim.value not in casts:
            known = " and ".join(sorted(casts, key=CASTS.index))
            message = f"the text uses {wanted} services in {claim.value}, but the table of services names {known} alone"
            yield Fault(block.at, f"{message}: correct the text, or the table")
    used = {
        service.family for name, several in rows.items() for use in several if use.used for service in _called(name)
    }
    told: set[tuple[str, int]] = set()
    for block, claim in claims_of(project, "referencing"):
        place = (block.at.source, block.at.line)
        family = "sn" if claim.subject.casefold() == "short" else "ln"
        denied = "not" in claim.words.split() or "cannot" in claim.words
        if denied == (family in used) and place not in told:
            told.add(place)
            state = "is not used" if denied else "is used"
            others = "uses services of it" if denied else "has no service of it"
            message = f"the text says that {claim.subject.casefold()} name referencing {state}"
            yield Fault(block.at, f"{message}, but the table of services {others}: correct the text, or the table")


def _of_support(project: Project, rows: dict[str, list[ServiceUse]]) -> Iterator[Fault]:
    """What implementations have to support, where the table gives each use of the service one level."""
    for block, claim in claims_of(project, "service-support"):
        uses = rows.get(fold_service(claim.subject), [])
        levels = {(level_of(use.support.value) if use.used else "no") if use.support else "" for use in uses}
        said = {"shall": "mandatory", "may": "optional"}.get(claim.value, claim.value)
        if problem := contradiction(said, levels, partly=False):
            message = f'the text makes the service "{claim.subject}" {said}, but the table of services {problem}'
            yield Fault(block.at, f"{message}: correct the text, or the table")


def _called(name: str) -> list[Service]:
    service = service_by_name(name)
    return [service] if service else []


def _services(project: Project) -> dict[str, list[ServiceUse]]:
    found: dict[str, list[ServiceUse]] = {}
    for table in project.of(XdlmsServices):
        if table.unread or any(row.damaged for row in table.rows):
            return {}
        for row in table.rows:
            for service in row.services:
                found.setdefault(fold_service(service.value), []).append(row)
    return found


def _of_service(uses: list[ServiceUse], claim: Claim) -> str | None:
    name, used = claim.subject, any(use.used for use in uses)
    if claim.claim == "service-unused":
        return f'the text does not use the service "{name}", but the table of services does' if used else None
    if not used:
        return f'the text uses the service "{name}", but the table of services says that it is not used'
    judges = {"service-mode": _mode, "service-cast": _cast}
    return judges[claim.claim](uses, name, claim.value.casefold()) if claim.claim in judges else None


def _unused_casts(project: Project, rows: dict[str, list[ServiceUse]], told: set[tuple[str, int]]) -> Iterator[Fault]:
    """A cast that the text denies, and the table has for a service."""
    uses = [use for several in rows.values() for use in several if use.used]
    modes = [mode for use in uses for mode in (use.confirmed, use.unconfirmed) if mode and mode.allowed]
    casts = {fold(each.value) for mode in modes for each in mode.casts}
    for block, claim in claims_of(project, "cast-unused"):
        if claim.value.casefold() in casts and (block.at.source, block.at.line) not in told:
            message = f"the text does not use {claim.value.casefold()}, but the table of services does"
            yield Fault(block.at, f"{message}: correct the text, or the table")


def _mode(uses: list[ServiceUse], name: str, wanted: str) -> str | None:
    wanted = {"with": "confirmed", "without": "unconfirmed"}.get(wanted, wanted)
    modes = [(use.confirmed, use.unconfirmed) for use in uses]
    chosen = [mode[wanted != "confirmed"] for mode in modes]
    others = [mode[wanted == "confirmed"] for mode in modes]
    if any(mode.allowed for mode in chosen if mode) or not any(mode and mode.allowed for mode in others):
        return None
    return f'the text calls the service "{name}" {wanted}, which it is not by the table of services'


def _cast(uses: list[ServiceUse], name: str, cast: str) -> str | None:
    modes = [mode for use in uses for mode in (use.confirmed, use.unconfirmed) if mode and mode.allowed]
    casts = [fold(each.value) for mode in modes for each in mode.casts]
    if cast == "group":
        cast = next((each for each in casts if each in GROUP_CASTS), "multicast or broadcast")
    # A mode without casts says nothing of them.
    if not modes or any(not mode.casts for mode in modes) or cast in casts or not set(casts) <= set(CASTS):
        return None
    known = " and ".join(dict.fromkeys(casts))
    return f'the text uses the service "{name}" in {cast}, but the table of services names {known} alone'


@rule("open-parameter-text-mismatch", "7.2", WARNING)
def open_parameter_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text says that a parameter of COSEM-OPEN is used, or not used, and the table of parameters the reverse.

    A limit, "at least 400 octets", has to be one that the table has. A size of PDUs in the table is compared with the
    limits of long messages, and with the AARQ of the examples.

    Given (in 7.2)::

        .. open-parameters:: Parameters

           Protocol_Connection_Parameters: addresses of both ends
           User_Information: not used
           Service_Class: Confirmed

    Bad (in 7.1)::

        User_Information is used.

    Good (in 7.1)::

        User_Information is not used.
    """
    texts: dict[str, list[str]] = {}
    for table in project.of(OpenParameters):
        if table.unread:
            return
        for row in table.rows:
            name = parameter_by_name(row.label.value) if row.label else None
            if name:
                texts.setdefault(name, []).extend(cell.text.value for cell in row.cells)
    for block, claim in claims_of(project, "open-parameter"):
        said = texts.get(parameter_by_name(claim.subject) or "")
        if not said:
            continue
        unused = [text.strip().casefold().startswith(("not used", "unused")) or is_none(text) for text in said]
        denied = claim.value.endswith(("not used", "unused"))
        if all(unused) if not denied else not any(unused):
            state = "not used" if denied else "used"
            message = f'the text says that "{claim.subject}" is {state}, but the table of parameters says "{said[0]}"'
            yield Fault(block.at, f"{message}: correct the text, or the table")
    yield from pdu_size_problems(project)
    for block, claim in claims_of(project, "open-value"):
        said = texts.get(parameter_by_name(claim.subject) or "", [])
        limits = [value for text in said for value in _NUMBERS.findall(text)]
        if limits and not any(read_value(each) == read_value(claim.value) for each in limits):
            message = f'the text has "{claim.subject}" {claim.more} {claim.value}, but the table has "{said[0]}"'
            yield Fault(block.at, f"{message}: correct the text, or the table")


@rule("long-messages-text-mismatch", "7.5", WARNING)
def long_messages_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text says that block transfer is used, or not used, and the table of long messages the reverse.

    Given (in 7.5)::

        .. long-messages:: Long messages

           block-transfer: general block transfer

    Bad (in 7.1)::

        General block transfer is not supported.

    Good (in 7.1)::

        General block transfer is supported.
    """
    rows: list[Row] = []
    tables = project.of(LongMessages)
    groups = [group for table in tables if (group := table.group("block-transfer"))]
    if not groups or any(table.unread for table in tables):
        return
    rows = [row for group in groups for row in group.rows]
    for block, claim in claims_of(project, "block-transfer", "block-transfer-none"):
        meant = [row for row in rows if _is_kind(row, claim.subject)]
        used = any(not _denied(row) for row in meant)
        denied = claim.claim == "block-transfer-none" or claim.value.startswith("not ")
        if denied and used and not claim.more:
            problem = "is not used, but the table of long messages has it"
        elif not denied and (meant or all(group.says_none for group in groups)) and not used:
            problem = "is used, but the table of long messages says that it is not"
        else:
            continue
        yield Fault(
            block.at, f"the text says that {_plain_name(claim.subject)} {problem}: correct the text, or the table"
        )


def _plain_name(name: str) -> str:
    return name if name.isupper() else name.casefold()


def _is_kind(row: Row, name: str) -> bool:
    """Whether a row is on a kind of block transfer; block transfer as such is each of them."""
    plain = name.casefold()
    if plain.startswith(("general", "gbt")):
        return "general" in row.words or "gbt" in row.words
    return "specific" in row.words if plain.startswith("service") else True


def _denied(row: Row) -> bool:
    """Whether a cell says that there is none; a limit of none, or a repair, is that of what is used."""
    heads = [fold(cell.column.value) if cell.column else "" for cell in row.cells]
    support = [cell for cell, head in zip(row.cells, heads, strict=True) if _SUPPORT.search(head)]
    others = [cell for cell, head in zip(row.cells, heads, strict=True) if not _QUALITY.search(head)]
    cells = support or others
    return any(is_none(cell.text.value) or cell.text.value.casefold().startswith("not ") for cell in cells)
