"""The proforma of an implementation conformance statement: what a manufacturer fills in."""

from __future__ import annotations

from itertools import count, groupby
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.ics import (
    LISTED,
    MANDATORY,
    TO_STATE,
    allocated,
    ics_items,
    profile_names,
    provision_status,
)
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.provision_attributes import ALLOCATION, IMPLEMENTERS
from sphinx_dlmsprofile.model.report import Cell, Column, Group, Report, clause_mention, say
from sphinx_dlmsprofile.reports.provisions import heading, place
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.ics import IcsItem
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

_COLUMNS = (
    Column("item", "Item", 6),
    Column("provision", "Provision", 36),
    Column("identifier", "Identifier", 16),
    Column("reference", "Reference", 9),
    Column("status", "Status", 14),
    Column("support", "Support", 19),
    Column("meaning", "Meaning", 0),
)
_WORDS = {
    "m": "mandatory",
    "o": "optional",
    LISTED: "optional",
    "c": "mandatory where the condition in the provision holds",
    "": "",
    TO_STATE: "to be stated",
}
_TO_FILL, _TO_FILL_CONDITIONAL = (
    "\u00a0\u00a0".join(f"[\u00a0\u00a0]\u00a0{answer}" for answer in answers)
    for answers in (("yes", "no"), ("yes", "no", "n/a"))
)
_IDENTIFICATION = (
    "Manufacturer",
    "Product, type and version",
    "Role: client, server, or both",
    "Communication profiles supported",
    "Statement by, date",
)

Row = tuple[Cell, ...]

_NONE = say("")


def statements(project: Project) -> tuple[Report, ...]:
    """The proforma for all implementers, then one for each of those to whom some provision is allocated."""
    named = {who for each in project.of(Provision) for who in allocated(each)}
    return (statement(project), *(statement(project, who) for who in ALLOCATION if who in named))


def statement(project: Project, who: str = "") -> Report:
    """The proforma: the provisions that an implementation meets or not, and what tables list as supported or not.

    Only those for ``who`` are asked, and those that are allocated to nobody; without it, those for client, server or
    gateway, since no product can state what an operator or a test house does.
    Requirements are mandatory (m), or conditional (c) where the sentence begins with or contains a condition, or
    holds for one of several profiles. Recommendations and permissions are optional (o). Possibilities state
    facts, and are left out. Of all other items, the status is what their tables demand.
    """
    numbers = count(1)
    items = ics_items(project, who)
    groups = [Group("Identification of the implementation", tuple(_blank(text) for text in _IDENTIFICATION))]
    for (clause, group), members in groupby(items, key=_heading_of):
        rows = tuple(_row(numbers, each) for each in members)
        groups.append(Group(group or heading(clause), rows))
    return Report(
        name=f"statement-{who.replace(' ', '-')}" if who else "statement",
        title="Implementation conformance statement" + (f": {who}" if who else ""),
        lead=(
            f"To be filled in by the {who if who not in {'', *IMPLEMENTERS} else 'manufacturer'}. "
            "Status of a provision: m mandatory, o optional, c conditional: mandatory where"
            " the condition in it holds. Status of what tables list: M mandatory, O optional, X excluded, O.n a choice,"
            " C conditional. A mandatory item without support needs an explanation."
        ),
        columns=_COLUMNS,
        groups=tuple(group for group in groups if group.rows),
        empty="There is nothing to state.",
        keys=("identifier",),
    )


def _heading_of(item: IcsItem) -> tuple[Clause | None, str]:
    return (item.clause if item.provision else None), item.group


def _blank(text: str) -> Row:
    room = say("\u00a0")
    return (room, say(text), room, room, room, room, _NONE)


def _row(numbers: Iterator[int], item: IcsItem) -> Row:
    support, provision = item.support, item.provision
    status, words = (support.printed, support.words) if support else (item.written or item.status, _WORDS[item.status])
    fill = _TO_FILL if status in {MANDATORY, "M"} else _TO_FILL_CONDITIONAL
    return (
        say(next(numbers)),
        say(item.text),
        say(item.identifier, place(provision) if provision else None),
        Cell((clause_mention(item.clause),)) if item.clause else _NONE,
        say(status),
        say(fill),
        say(words),
    )


def statuses(project: Project) -> dict[str, str]:
    """What the proforma asks of each provision, by identifier: m, c or o; nothing of a possibility."""
    profiles = profile_names(project)
    asked = (each for each in project.of(Provision) if each.kind is not ProvisionKind.POSSIBILITY)
    return {each.identifier: provision_status(each, profiles) for each in asked}


__all__ = ["allocated", "statement", "statements", "statuses"]
