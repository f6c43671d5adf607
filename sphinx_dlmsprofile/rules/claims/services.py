"""What the text says of services, associations, security and block transfer (7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.rows import NUMBER
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.value_table import Associations, LongMessages, OpenParameters, Security, is_none
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.registry.services import ASSOCIATION_KINDS, CASTS, fold_service, parameter_by_name
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.claims import Claim
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.value_table import Row
    from sphinx_dlmsprofile.model.xdlms import ServiceUse

_DIGITS = regex(r"[0-9]+")
_NUMBERS = regex(NUMBER)
_SUITE = regex(r"(?:\bsuites?\s*)?([0-9](?:(?:, | and | or |/)[0-9])*)\b", 2)


@rule("service-text-mismatch", "7.3", WARNING)
def service_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text uses an xDLMS service otherwise than the table of services says.

    Looked for are a service that is used in the text and not used by the table, or the reverse, a cast, and
    "confirmed" or "unconfirmed". Sentences with a condition or a negation are left out, except "is not used".

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
        if problem := _of_service(uses, claim):
            told.add(place)
            yield Fault(block.at, f"{problem}: correct the text, or the table")


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


def _mode(uses: list[ServiceUse], name: str, wanted: str) -> str | None:
    modes = [(use.confirmed, use.unconfirmed) for use in uses]
    chosen = [mode[wanted != "confirmed"] for mode in modes]
    others = [mode[wanted == "confirmed"] for mode in modes]
    if any(mode.allowed for mode in chosen if mode) or not any(mode and mode.allowed for mode in others):
        return None
    return f'the text calls the service "{name}" {wanted}, which it is not by the table of services'


def _cast(uses: list[ServiceUse], name: str, cast: str) -> str | None:
    modes = [mode for use in uses for mode in (use.confirmed, use.unconfirmed) if mode and mode.allowed]
    casts = [fold(each.value) for mode in modes for each in mode.casts]
    # A mode without casts says nothing of them.
    if not modes or any(not mode.casts for mode in modes) or cast in casts or not set(casts) <= set(CASTS):
        return None
    known = " and ".join(dict.fromkeys(casts))
    return f'the text uses the service "{name}" in {cast}, but the table of services names {known} alone'


@rule("association-text-mismatch", "7.2", WARNING)
def association_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text says that a kind of application association is used, mandatory or optional, and its table differs.

    The kinds are confirmed, unconfirmed and pre-established. What the text denies for some cases only,
    "not used over TCP", is left out.

    Given (in 7.2)::

        .. associations:: Kinds of application association

           confirmed: mandatory
           unconfirmed: no
           pre-established: no

    Bad (in 7.1)::

        Unconfirmed AAs shall be supported.

    Good (in 7.1)::

        Confirmed AAs shall be supported.
    """
    levels: dict[str, set[str]] = {}
    for table in project.of(Associations):
        if table.unread:
            return
        for kind in ASSOCIATION_KINDS:
            group = table.group(kind)
            if group and (cells := _support(group.rows)):
                levels.setdefault(kind, set()).update(_level(text) for text in cells)
    for block, claim in claims_of(project, "association"):
        kind = claim.subject.casefold()
        if problem := _contradiction(claim.value, levels.get(kind, set()), partly=bool(claim.more)):
            message = (
                f"the text says that {kind} application associations are {claim.value}, but the table says {problem}"
            )
            yield Fault(block.at, f"{message}: correct the text, or the table")


def _support(rows: tuple[Row, ...]) -> list[str]:
    """What the rows of one kind say of its support."""
    cells = [cell for row in rows for cell in row.cells if not row.label]
    return [cell.text.value for cell in cells if cell.column is None or fold(cell.column.value) == "support"]


def _level(text: str) -> str:
    """How far something is supported: "no", "mandatory", "optional", "recommended"; "" where that is not clear."""
    plain = text.strip().casefold()
    if is_none(plain) or plain.startswith(("not supported", "not allowed", "not permitted", "not available")):
        return "no" if "," not in plain and ";" not in plain else ""
    return next((level for level in ("mandatory", "optional", "recommended") if plain.startswith(level)), "")


def _contradiction(said: str, levels: set[str], *, partly: bool) -> str | None:
    """What a table says instead, None where they agree or where that is not clear."""
    if not levels or "" in levels:
        return None
    plain, level = said.casefold(), next(iter(sorted(levels)))
    if plain.startswith(("not ", "never ")):
        vague = partly or plain.endswith(("mandatory", "required", "recommended", "established"))
        return None if vague or "no" in levels else level
    wrong = levels == {"no"} or (
        not partly
        and (
            (plain in {"mandatory", "required"} and "mandatory" not in levels)
            or (plain == "optional" and len(levels) == 1)
        )
    )
    return level if wrong and level != plain else None


@rule("security-text-mismatch", "7.4", WARNING)
def security_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text names a security suite that the table of security does not have, or gives it another support.

    Suites, and policies where the table numbers them, are compared by number. "shall support" goes with mandatory,
    "may support" with optional.

    Given (in 7.4)::

        .. security:: Security

           suites: {Suite 0: mandatory, Suite 1: optional}

    Bad (in 7.2)::

        Certificates are used with security suite 2.

    Good (in 7.2)::

        Certificates are used with security suite 1.
    """
    yield from _policies(project)
    levels = suites_of(project)
    if not levels:
        return
    told: set[tuple[str, int]] = set()
    for block, claim in claims_of(project, "suite", "suite-support"):
        numbers = _numbers(claim.subject)
        unknown = [number for number in numbers if levels.get(number, {"no"}) == {"no"}]
        if (block.at.source, block.at.line) in told:
            continue
        if unknown:
            state = "says that it is not used" if unknown[0] in levels else "does not have it"
            problem = f"the text uses security suite {unknown[0]}, but the table of security {state}"
        elif claim.value and len(numbers) == 1:
            said = {"shall": "mandatory", "may": "optional", "should": "recommended"}.get(claim.value, claim.value)
            level = _contradiction(said, levels[numbers[0]], partly=bool(claim.more))
            problem = (
                f"the text makes security suite {numbers[0]} {said}, but the table of security {level}" if level else ""
            )
        else:
            continue
        if problem:
            told.add((block.at.source, block.at.line))
            yield Fault(block.at, f"{problem}: correct the text, or the table")


def _policies(project: Project) -> Iterator[Fault]:
    """Security policies by number, where the table of security numbers them."""
    groups = [group for table in project.of(Security) if (group := table.group("policies"))]
    labels = [row.label.value for group in groups for row in group.rows if row.label]
    known = {number for label in labels for number in _numbers(label)}
    for block, claim in claims_of(project, "policy") if known else ():
        unknown = [number for number in _numbers(claim.value) if number not in known]
        if unknown:
            message = f"the text uses security policy {unknown[0]}, but the table of security does not have it"
            yield Fault(block.at, f"{message}: correct the text, or the table")


def _numbers(text: str) -> list[int]:
    found = [int(number) for number in _DIGITS.findall(text)]
    return list(range(found[0], found[1] + 1)) if " to " in text and len(found) == 2 else found  # noqa: PLR2004


def suites_of(project: Project) -> dict[int, set[str]]:
    """The suites of all tables with how far they are supported; none where one cannot be read."""
    found: dict[int, set[str]] = {}
    for table in project.of(Security):
        group = table.group("suites")
        if table.unread:
            return {}
        for row in group.rows if group else ():
            match = _SUITE.search(row.label.value if row.label else row.cells[0].text.value)
            if match is None:
                return {}
            texts = [cell.text.value for cell in row.cells]
            levels = {level for text in texts if (level := _level(text))} or {""}
            for number in _numbers(match[1]):
                found.setdefault(number, set()).update(levels)
    return found


@rule("open-parameter-text-mismatch", "7.2", WARNING)
def open_parameter_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text says that a parameter of COSEM-OPEN is used, or not used, and the table of parameters the reverse.

    A limit, "at least 400 octets", has to be one that the table has.

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
    for block, claim in claims_of(project, "block-transfer"):
        meant = [row for row in rows if _is_kind(row, claim.subject)]
        used = any(not _denied(row) for row in meant)
        if claim.value.startswith("not ") and used and not claim.more:
            problem = "is not used, but the table of long messages has it"
        elif not claim.value.startswith("not ") and (meant or all(group.says_none for group in groups)) and not used:
            problem = "is used, but the table of long messages says that it is not"
        else:
            continue
        yield Fault(
            block.at, f"the text says that {claim.subject.casefold()} {problem}: correct the text, or the table"
        )


def _is_kind(row: Row, name: str) -> bool:
    """Whether a row is on a kind of block transfer; block transfer as such is each of them."""
    plain = name.casefold()
    if plain.startswith("general"):
        return "general" in row.words or "gbt" in row.words
    return "specific" in row.words if plain.startswith("service") else True


def _denied(row: Row) -> bool:
    return any(is_none(cell.text.value) or cell.text.value.casefold().startswith("not ") for cell in row.cells)
