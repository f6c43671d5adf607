"""An interface class as the Blue Book shows it: the table, then what attributes and methods mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.cosem import Attribute
from sphinx_dlmsprofile.rendering.message import untold
from sphinx_dlmsprofile.rendering.support import support_nodes
from sphinx_dlmsprofile.rendering.table_parts import (
    NOTHING,
    Inline,
    entry,
    group_row,
    paragraphs,
    start_table,
    table_row,
)
from sphinx_dlmsprofile.rendering.type_definitions import element_notes, type_definition, type_name, value_lines

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.cosem import DataType, InterfaceClass, Method
    from sphinx_dlmsprofile.text.location import Text

_NAME, _TYPE, _SHORT_NAME = mark((("Attributes", 38), ("Data type", 19), ("Short name", 15)))
_LIMITS = mark((("Min.", 9), ("Max.", 9), ("Def.", 10)))
_COLUMNS = (_NAME, _TYPE, *_LIMITS, _SHORT_NAME)
"""The columns with their heads, and their widths in hundredths; those of the limits are one for a method."""

_STATIC = mark({True: "static", False: "dyn.", None: ""})
_MANDATORY = mark({True: "m", False: "o", None: NOTHING})


MemberId = Callable[[str, "Attribute | Method"], str]
"""Makes the id of an "attribute" or a "method" for references to it, "" for none."""


def class_tables(
    record: InterfaceClass,
    inline: Inline,
    class_id: str = "",
    member_id: MemberId | None = None,
    *,
    title: Sequence[nodes.Node] = (),
) -> list[nodes.Node]:
    """The description of the class, its table, its logical names, and its parts' descriptions.

    ``class_id`` is the id of the table; ``title`` are the nodes of the table's caption: without
    them it has none and is not numbered.
    """
    result: list[nodes.Node] = []
    if record.description:
        result += paragraphs(record.description, inline)
    result.append(_table(record, inline, member_id or _no_id, title, class_id))
    if record.obis:
        names = [nodes.inline("", code.value, classes=["dlms-value"]) for code in record.obis]
        listed = [node for name in names for node in (nodes.Text(", "), name)][1:]
        lead = say("Logical name: ") if len(names) == 1 else say("Logical names: ")
        result.append(nodes.paragraph("", "", nodes.Text(lead), *listed, classes=["dlms-obis"], translatable=False))
    result.extend(_descriptions(say("Attribute description"), record.attributes, inline))
    result.extend(_descriptions(say("Method description"), record.methods, inline))
    return result


def _no_id(_kind: str, _member: Attribute | Method) -> str:
    return ""


def _table(
    record: InterfaceClass, inline: Inline, member_id: MemberId, title: Sequence[nodes.Node], class_id: str
) -> nodes.table:
    identity = f"class_id = {_or_nothing(record.class_id)}, version = {_or_nothing(record.version)}"
    name = entry([nodes.strong("", "", *inline(record.name))])
    cardinality = entry([nodes.Text(_or_nothing(record.cardinality))])
    rest = entry([nodes.Text(identity)], span=len(_COLUMNS) - 2)
    top = table_row([name, cardinality, rest], classes=["dlms-class-head"])
    head = group_row(*((say(column), 1) for column, _ in _COLUMNS))
    widths = [width for _, width in _COLUMNS]
    table, body = start_table(title, widths, [top, head], classes=("dlms-class",), stubs=1)
    if class_id:
        table["ids"].append(class_id)
    for attribute in record.attributes:
        body += _attribute_row(attribute, inline, member_id("attribute", attribute))
    if not record.attributes:
        body += table_row([entry([nodes.Text(NOTHING)]), *(entry([]) for _ in _COLUMNS[1:])])
    if record.methods:
        body += group_row(
            (say("Specific methods"), 1), (say(_TYPE[0]), 1), (say("m/o"), len(_LIMITS)), (say(_SHORT_NAME[0]), 1)
        )
    for method in record.methods:
        body += _method_row(method, inline, member_id("method", method))
    return table


def _attribute_row(attribute: Attribute, inline: Inline, anchor: str) -> nodes.row:
    limits = (attribute.minimum, attribute.maximum, attribute.default)
    name = [*_numbered(attribute, inline), *_nature(attribute, inline)]
    return table_row(
        [
            _as_is(entry(name)),
            entry(_type(attribute.type)),
            *(_as_is(entry(inline(limit) if limit else [], "dlms-limit")) for limit in limits),
            entry(_code(attribute.short_name)),
        ],
        anchor,
    )


def _method_row(method: Method, inline: Inline, anchor: str) -> nodes.row:
    name = [*_numbered(method, inline), nodes.Text(" (data)")]
    plain = [nodes.Text(say(_MANDATORY[method.mandatory]))]
    demand = support_nodes(method.support, inline) if method.support else plain
    mandatory, short_name = entry(demand, span=len(_LIMITS)), entry(_code(method.short_name))
    return table_row([_as_is(entry(name)), entry(_type(method.type)), mandatory, short_name], anchor)


def _as_is(cell: nodes.entry) -> nodes.entry:
    untold(*cell.findall(nodes.paragraph))
    return cell


def _nature(attribute: Attribute, inline: Inline) -> list[nodes.Node]:
    """In parentheses, whether it is static, and what is demanded where not each instance has it."""
    static = say(_STATIC[attribute.static])
    demand = support_nodes(attribute.support, inline) if attribute.support and attribute.support.value != "M" else []
    if not (static or demand):
        return []
    joint = [nodes.Text(", ")] if static and demand else []
    return [nodes.Text(f" ({static}"), *joint, *demand, nodes.Text(")")]


def _numbered(part: Attribute | Method, inline: Inline) -> list[nodes.Node]:
    return [nodes.Text(f"{part.number.value}. "), *(inline(part.name) if part.name else [nodes.Text(NOTHING)])]


def _type(data_type: DataType | None) -> list[nodes.Node]:
    return [nodes.Text(type_name(data_type))] if data_type else []


def _code(text: Text | None) -> list[nodes.Node]:
    return [nodes.inline("", text.value, classes=["dlms-value"])] if text else []


def _or_nothing(text: Text | None) -> str:
    return text.value if text else NOTHING


def _descriptions(heading: str, parts: Sequence[Attribute | Method], inline: Inline) -> list[nodes.Node]:
    """What the parts mean, for those that say more than the table."""
    told = [part for part in parts if part.description or (part.type and (part.type.parts or part.type.values))]
    if not told:
        return []
    items = [nodes.definition_list_item("", _term(part, inline), _definition(part, inline)) for part in told]
    listed = nodes.definition_list("", *items, classes=["dlms-descriptions"])
    head = nodes.paragraph("", "", nodes.strong("", heading), classes=["dlms-subheading"], translatable=False)
    return [head, listed]


def _term(part: Attribute | Method, inline: Inline) -> nodes.term:
    return nodes.term("", "", *_numbered(part, inline), translatable=False)


def _definition(part: Attribute | Method, inline: Inline) -> nodes.definition:
    definition = nodes.definition()
    if part.description:
        definition += paragraphs(part.description, inline)
    if part.type is None:
        return definition
    if values := value_lines(part.type, inline):
        definition += values
    if text := type_definition(_parameter_or_own(part), part.type):
        definition += nodes.literal_block(text, text, language="text", classes=["dlms-type"])
        if notes := element_notes(part.type, inline):
            definition += notes
    return definition


def _parameter_or_own(part: Attribute | Method) -> str:
    """What the type of a part is called: as the attribute; the parameter of a method has no name of its own."""
    if not isinstance(part, Attribute):
        return "data"
    return part.name.value.strip(" `*") if part.name else "value"
