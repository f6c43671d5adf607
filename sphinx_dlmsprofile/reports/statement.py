"""The proforma of an implementation conformance statement: what a manufacturer fills in."""

from __future__ import annotations

from itertools import count, groupby
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.provision_attributes import ALLOCATION, IMPLEMENTERS
from sphinx_dlmsprofile.model.report import Cell, Column, Group, Report, clause_mention, place_of, say
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.reports.provisions import heading, place
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record

_COLUMNS = (
    Column("item", "Item", 6),
    Column("provision", "Provision", 40),
    Column("identifier", "Identifier", 20),
    Column("reference", "Reference", 11),
    Column("status", "Status", 8),
    Column("support", "Support", 15),
)
_MANDATORY, _OPTIONAL, _CONDITIONAL = "m", "o", "c"
_TO_FILL = "[  ] yes  [  ] no"
_TO_FILL_CONDITIONAL = "[  ] yes  [  ] no  [  ] n/a"
_IDENTIFICATION = (
    "Manufacturer",
    "Product, type and version",
    "Role: client, server, or both",
    "Communication profiles supported",
    "Statement by, date",
)
_CONDITION = regex(
    r"\b(?:if|unless|provided that|in case)\b|\bwhere\b[^,.;]*\b(?:supported|implemented|used)\b"
    r"|\b(?:that|which) (?:supports?|implements?|uses?)\b"
)

Row = tuple[Cell, ...]

_NONE = say("")


def statements(project: Project) -> tuple[Report, ...]:
    """The proforma for all implementers, then one for each of those to whom some provision is allocated."""
    named = {who for each in project.of(Provision) for who in allocated(each)}
    return (statement(project), *(statement(project, who) for who in ALLOCATION if who in named))


def statement(project: Project, who: str = "") -> Report:
    """The proforma: the provisions that an implementation meets or not, the services and the new classes.

    Only those for ``who`` are asked, and those that are allocated to nobody; without it, those for client, server or
    gateway, since no product can state what an operator or a test house does.
    Requirements are mandatory (m), or conditional (c) where the sentence begins with or contains a condition, or
    holds for one of several profiles. Recommendations and permissions are optional (o). Possibilities state
    facts, and are left out.
    """
    numbers = count(1)
    groups = [
        Group("Identification of the implementation", tuple(_blank(text) for text in _IDENTIFICATION)),
        *_provisions(project, numbers, frozenset((who,) if who else IMPLEMENTERS)),
    ]
    if not who or who in IMPLEMENTERS:
        groups.append(Group("xDLMS services", tuple(_services(project, numbers))))
        groups.append(Group("Interface classes", tuple(_classes(project, numbers))))
    return Report(
        name=f"statement-{who.replace(' ', '-')}" if who else "statement",
        title="Implementation conformance statement" + (f": {who}" if who else ""),
        lead=(
            f"To be filled in by the {who if who not in {'', *IMPLEMENTERS} else 'manufacturer'}. "
            "Status: m mandatory, o optional, c conditional: mandatory where"
            " the condition in the provision holds. A mandatory item without support needs an explanation."
        ),
        columns=_COLUMNS,
        groups=tuple(group for group in groups if group.rows),
        empty="There is nothing to state.",
        keys=("identifier",),
    )


def _blank(text: str) -> Row:
    room = say("\u00a0")
    return (room, say(text), room, room, room, room)


def _row(numbers: Iterator[int], what: str, reference: Cell, status: str, identifier: Cell = _NONE) -> Row:
    fill = _TO_FILL if status == _MANDATORY else _TO_FILL_CONDITIONAL
    return (say(next(numbers)), say(what), identifier, reference, say(status), say(fill))


def allocated(provision: Provision) -> tuple[str, ...]:
    """Whom a provision binds, as its attributes say; nobody in particular where they do not."""
    return tuple(map(str, provision.attributes.allocation)) if provision.attributes else ()


def _provisions(project: Project, numbers: Iterator[int], who: frozenset[str]) -> Iterator[Group]:
    profiles = _profile_names(project)
    found = [
        each
        for each in project.of(Provision)
        if each.kind is not ProvisionKind.POSSIBILITY and not (who.isdisjoint(allocated(each)) and allocated(each))
    ]
    for clause, members in groupby(found, key=lambda provision: provision.clause):
        reference = Cell((clause_mention(clause),)) if clause else say("")
        rows = (
            _row(
                numbers,
                provision.alone,
                reference,
                _status(provision, profiles),
                say(provision.identifier, place(provision)),
            )
            for provision in members
        )
        yield Group(heading(clause), tuple(rows))


def _status(provision: Provision, profiles: frozenset[str]) -> str:
    if provision.kind is not ProvisionKind.REQUIREMENT:
        return _OPTIONAL
    words = provision.text.casefold()
    limited = len(profiles) > 1 and sum(name in words for name in profiles) == 1
    return _CONDITIONAL if limited or _CONDITION.search(words) else _MANDATORY


def statuses(project: Project) -> dict[str, str]:
    """What the proforma asks of each provision, by identifier: m, c or o; nothing of a possibility."""
    profiles = _profile_names(project)
    asked = (each for each in project.of(Provision) if each.kind is not ProvisionKind.POSSIBILITY)
    return {each.identifier: _status(each, profiles) for each in asked}


def _profile_names(project: Project) -> frozenset[str]:
    return frozenset(profile.name.value.casefold() for stack in project.of(LayerStack) for profile in stack.profiles)


def _services(project: Project, numbers: Iterator[int]) -> Iterator[Row]:
    for table in project.of(XdlmsServices):
        for row in table.rows:
            for service in row.services if row.used else ():
                yield _row(numbers, str(service), _at(table), _OPTIONAL)


def _classes(project: Project, numbers: Iterator[int]) -> Iterator[Row]:
    for new in project.of(InterfaceClass):
        version = f", version {new.version}" if new.version else ""
        yield _row(numbers, f"{new.name} (class_id {new.class_id}{version})", _at(new), _OPTIONAL)
        for method in new.methods:
            status = _CONDITIONAL if method.mandatory else _OPTIONAL
            yield _row(numbers, f"{new.name}: method {method.number} {method.name or ''}".strip(), _at(new), status)


def _at(record: Record) -> Cell:
    return Cell((clause_mention(record.clause),)) if record.clause and place_of(record.clause) else say("")
