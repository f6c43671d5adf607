"""What a new version of an interface class changes, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.analysis.class_changes import Change, changes
from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.registry.data_types import type_by_name
from sphinx_dlmsprofile.rendering.table_parts import NOTHING, entry, group_row, start_table, table_row
from sphinx_dlmsprofile.rendering.type_definitions import type_name

if TYPE_CHECKING:
    from sphinx_dlmsprofile.analysis.class_changes import PartChange, Supersession
    from sphinx_dlmsprofile.model.cosem import InterfaceClass

_WIDTHS = (8, 36, 36, 20)


def changes_table(record: InterfaceClass, found: Supersession, anchor: str) -> nodes.table | None:
    """All attributes and methods of both versions, None if the old one is not known."""
    if found.layout is None:
        return None
    title = say("{}: changes from version {} to version {}", record.name, found.version, record.version)
    versions = [(say("Version {}", version), 1) for version in (found.version, record.version)]
    head = group_row((say("No."), 1), *versions, (say("Change"), 1))
    table, body = start_table([nodes.Text(title)], _WIDTHS, [head], classes=("dlms-changes",))
    table["ids"].append(anchor)
    made = changes(found.layout, record, lambda name: type_by_name(name) is not None)
    for kind, heading in (("attribute", say("Attributes")), ("method", say("Specific methods"))):
        rows = [_row(each) for each in made if each.kind == kind]
        if rows:
            body += group_row((heading, len(_WIDTHS)))
            body.extend(rows)
    return table


def _row(each: PartChange) -> nodes.row:
    before = each.before.name if each.before else NOTHING
    if each.before and each.before.type:
        before += f": {each.before.type}"
    after = NOTHING
    if each.after and each.after.name:
        after = each.after.name.value.strip(" `*")
        after += f": {type_name(each.after.type)}" if each.after.type else ""
    change = [nodes.Text(_told(each))]
    shown = change if each.change is Change.SAME else [nodes.strong("", "", *change)]
    cells = (nodes.Text(str(each.number)), nodes.Text(before), nodes.Text(after))
    return table_row([*(entry([cell]) for cell in cells), entry(shown)])


def _told(each: PartChange) -> str:
    if each.change is not Change.MOVED:
        return say(each.change.value)
    return say("renumbered, now {}" if each.before else "renumbered, was {}", each.other)
