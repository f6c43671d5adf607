"""What the text says of application associations (7.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.value_table import Associations, is_none
from sphinx_dlmsprofile.registry.services import ASSOCIATION_KINDS
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.claims._levels import contradiction, level_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.value_table import Row

_APDU = regex(r"(?P<no>\b(?:no|not|without|never|nor)(?: an?| any)? )?\b(?P<apdu>AARQ|AARE|RLRQ|RLRE)\b")
_PARTLY = regex(r"\b(?:optional|optionally|may|can|if|where|unless|except|or)\b")
"""What restricts the release that a table has."""

_ALLOWED = regex(r"(?i)\bresponse[-_ ]allowed\W{0,3}(?:is |set to |= ?)?(TRUE|FALSE)\b")
_PARTS = {"established": "establishment", "released": "release"}


@rule("association-text-mismatch", "7.2", WARNING)
def association_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text says that a kind of application association is used, mandatory or optional, and its table differs.

    The kinds are confirmed, unconfirmed and pre-established. What the text denies for some cases only,
    "not used over TCP", is left out. The APDUs by which the text has them established or released are compared with
    those of the table; the services for it are COSEM-OPEN and COSEM-RELEASE. A confirmed association is asked for with
    response-allowed TRUE, an unconfirmed one with FALSE.

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
                levels.setdefault(kind, set()).update(level_of(text) for text in cells)
    yield from _exchanges(project)
    told: set[tuple[str, int, str]] = set()
    for block, claim in claims_of(project, "association", "association-demand"):
        kind = claim.subject.casefold()
        place = block.at.source, block.at.line, kind
        said = {"shall": "mandatory", "should": "recommended"}.get(claim.value, claim.value)
        problem = contradiction(said, levels.get(kind, set()), partly=bool(claim.more))
        if problem and place not in told:
            told.add(place)
            message = f"the text says that {kind} application associations are {said}, but the table says {problem}"
            yield Fault(block.at, f"{message}: correct the text, or the table")


def _support(rows: tuple[Row, ...]) -> list[str]:
    """What the rows of one kind say of its support."""
    cells = [cell for row in rows for cell in row.cells if not row.label]
    return [cell.text.value for cell in cells if cell.column is None or fold(cell.column.value) == "support"]


def _exchanges(project: Project) -> Iterator[Fault]:
    """How an association is established or released, by the text and by the table."""
    for block, claim in claims_of(project, "association-service"):
        right = "OPEN" if claim.more == "established" else "RELEASE"
        if claim.value != right:
            message = f"application associations are {claim.more} by COSEM-{right}, not COSEM-{claim.value}"
            yield Fault(block.at, f"{message}: correct the text")
    cells: dict[tuple[str, str], list[str]] = {}
    for table in project.of(Associations):
        for kind in ASSOCIATION_KINDS:
            group = table.group(kind)
            for row in group.rows if group else ():
                for cell in row.cells:
                    part = fold(row.label.value if row.label else cell.column.value if cell.column else "")
                    cells.setdefault((kind, part), []).append(cell.text.value)
    for block, claim in claims_of(project, "association-apdus"):
        texts = cells.get((claim.subject.casefold(), _PARTS[claim.more]), [])
        said, known = _named(claim.value), [_named(text) for text in texts]
        if said and any(known) and said not in known:
            written = " and ".join(sorted(said))
            message = f"the text has {claim.subject.casefold()} application associations {claim.more} by {written}"
            yield Fault(block.at, f'{message}, but the table says "{texts[0]}": correct the text, or the table')
    yield from _releases(project, cells)
    yield from _responses(project)


def _responses(project: Project) -> Iterator[Fault]:
    """Whether a response is allowed, by the kind of association."""
    for table in project.of(Associations):
        for kind, wrong in (("confirmed", "FALSE"), ("unconfirmed", "TRUE")):
            group = table.group(kind)
            for cell in (cell for row in group.rows for cell in row.cells) if group else ():
                if (match := _ALLOWED.search(unmarked(cell.text.value))) and match[1].upper() == wrong:
                    right = "TRUE" if wrong == "FALSE" else "FALSE"
                    message = f"response-allowed is {right} in the AARQ of {kind} application associations"
                    yield Fault(cell.text.at, f"{message}, not {wrong}: correct the table")


def _releases(project: Project, cells: dict[tuple[str, str], list[str]]) -> Iterator[Fault]:
    """Whether the release of confirmed associations by APDUs is asked for."""
    texts = cells.get(("confirmed", "release"), [])
    demanded = bool(texts) and all({"RLRQ", "RLRE"} <= _named(text) and not _PARTLY.search(text) for text in texts)
    absent = bool(texts) and all(is_none(text) for text in texts)
    for block, claim in claims_of(project, "release"):
        weak = claim.value == "optional" or claim.value.startswith("not ")
        if not claim.more and ((weak and demanded) or (not weak and absent)):
            message = (
                f'the text says that RLRQ and RLRE are {claim.value}, but the table has "{texts[0]}" for the release'
            )
            yield Fault(block.at, f"{message} of confirmed application associations: correct the text, or the table")


def _named(text: str) -> frozenset[str]:
    """The APDUs that a text names without denying them."""
    return frozenset(match["apdu"] for match in _APDU.finditer(text) if not match["no"])
