"""The table of objects, as companion specifications have it: an object, then its attributes, access by association."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.support import support_nodes
from sphinx_dlmsprofile.rendering.table_parts import NOTHING, entry, start_table, table_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_dlmsprofile.model.objects import Access, CosemObject, ObjectPart, Objects
    from sphinx_dlmsprofile.rendering.table_parts import Inline
    from sphinx_dlmsprofile.text.location import Text

_LEAD = 40


def objects_table(
    record: Objects,
    inline: Inline,
    row_id: Callable[[CosemObject], str],
    part_name: Callable[[CosemObject, ObjectPart], str],
) -> nodes.table:
    """Each object with its attributes and methods below it.

    ``row_id`` gives the id of the row of an object, ``part_name`` what is printed of a part: its number and name.
    """
    has_values = any(part.value for each in record.entries for part in each.parts)
    has_support = any(each.support or any(part.support for part in each.parts) for each in record.entries)
    columns: Sequence[Text | None] = record.associations or (
        (None,) if any(True for each in record.entries for _ in each.all_access()) else ()
    )
    heads = mark(["Object, attribute, method", *["Value"] * has_values, *["Support"] * has_support])
    head = [entry([nodes.Text(say(text))]) for text in heads]
    head += [entry(inline(column) if column else [nodes.Text(say("Access"))]) for column in columns]
    shares = [_LEAD, *[(100 - _LEAD) // max(len(head) - 1, 1)] * (len(head) - 1)] if head[1:] else [100]
    title = inline(record.caption) if record.caption else []
    table, body = start_table(title, shares, [table_row(head)], classes=("dlms-objects",), stubs=1)

    def row(
        name: Sequence[nodes.Node], value: list[nodes.Node], support: Text | None, access: Iterable[Access]
    ) -> list[nodes.entry]:
        cells = [entry(name), *[entry(value)] * has_values]
        cells += [entry(support_nodes(support, inline) if support else [])] * has_support
        rights = tuple(access)
        return [*cells, *(entry([nodes.Text(_rights(rights, column))] if rights else []) for column in columns)]

    for each in record.entries:
        cells = row(_object(each, inline), [], each.support, each.access)
        body += table_row(cells, row_id(each), classes=["dlms-group"])
        for part in each.parts:
            named = [nodes.Text(part_name(each, part))]
            body += table_row(row(named, _value(part, inline), part.support, part.access))
    if not body.children:
        body += table_row([entry([nodes.Text(NOTHING)]) for _ in shares])
    return table


def _object(each: CosemObject, inline: Inline) -> list[nodes.Node]:
    """Its logical name in bold, its own name, its class and version."""
    code = nodes.strong("", "", nodes.inline("", each.code.value, classes=["dlms-value"]))
    of_class = inline(each.interface_class) if each.interface_class else [nodes.Text(NOTHING)]
    version = [nodes.Text(say(", version {}", each.version))] if each.version else []
    if each.name:
        return [code, nodes.Text(" "), *inline(each.name), nodes.Text(" ("), *of_class, *version, nodes.Text(")")]
    return [code, nodes.Text(" "), *of_class, *version]


def _value(part: ObjectPart, inline: Inline) -> list[nodes.Node]:
    unit = [nodes.Text(f"\u00a0{part.unit}" if part.value else say("in {}", part.unit))] if part.unit else []
    return [*(inline(part.value) if part.value else []), *unit]


def _rights(access: Sequence[Access], column: Text | None) -> str:
    """What an association can do, as written; a dash where nothing is said."""
    found = (
        each.rights.value if each.allowed else NOTHING
        for each in access
        if each.association is None or (column and each.association.value == column.value)
    )
    return next(found, NOTHING)
