"""Records as tables: their shape, their ids, and that every builder gets plain docutils."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.model.cosem import Attribute, DataType, InterfaceClass, Method
from sphinx_dlmsprofile.model.obis_table import ObisRow, ObisTable
from sphinx_dlmsprofile.model.sap import SapRow, SapTable, Side, read_ranges
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.model.value_table import Cell, Group, Row, ValueTable
from sphinx_dlmsprofile.rendering.tables import class_tables, fault_box, sap_table, title_block
from sphinx_dlmsprofile.rendering.value_tables import obis_table, value_table
from sphinx_dlmsprofile.text.location import Location, Text
from tests.rendering.plain import inline

if TYPE_CHECKING:
    from collections.abc import Sequence

AT = Location("index.rst", 1)


def text(value: str) -> Text:
    return Text(value, AT)


def sap(side: Side, values: str, name: str, reason: str | None = None) -> SapRow:
    ranges, unread = read_ranges(values)
    return SapRow(
        side=side, values=text(values), name=text(name), ranges=ranges, unread=unread,
        reason=text(reason) if reason else None,
    )  # fmt: skip


def grid(table: nodes.Element) -> list[list[str]]:
    """The texts of a table, row by row."""
    return [[entry.astext() for entry in row.findall(nodes.entry)] for row in table.findall(nodes.row)]


def columns_filled(table: nodes.table) -> None:
    """Each row fills all columns."""
    count = len(list(table.findall(nodes.colspec)))
    for row in table.findall(nodes.row):
        assert sum(1 + entry.get("morecols", 0) for entry in row.findall(nodes.entry)) == count


def ids(element: nodes.Element) -> list[str]:
    return [found for target in element.findall(nodes.target) for found in target["ids"]]


def saps(rows: Sequence[SapRow], width: int | None = 8) -> SapTable:
    return SapTable(at=AT, caption=text("Client and server SAPs"), width=width, rows=tuple(rows))


def test_saps_as_in_the_template() -> None:
    record = saps(
        [
            sap(Side.SERVER, "0x01", "Management Logical Device"),
            sap(Side.CLIENT, "16", "Public Client"),
            sap(Side.CLIENT, "0x2..0xf, 0x11 ... 0xff", "Open for client SAP assignment"),
        ]
    )
    table = sap_table(record, inline, lambda row: row.name.value.lower().replace(" ", "-"))
    columns_filled(table)
    assert next(iter(table.findall(nodes.title))).astext() == "Client and server SAPs"
    assert grid(table) == [
        ["Client SAPs"],
        ["Public Client", "0x10"],
        ["Open for client SAP assignment", "0x02…0x0F, 0x11…0xFF"],
        ["Server SAPs"],
        ["Management Logical Device", "0x01"],
    ]
    assert ids(table) == ["public-client", "open-for-client-sap-assignment", "management-logical-device"]


def test_digits_follow_the_width() -> None:
    for width, written in ((4, "0x1"), (8, "0x01"), (16, "0x0001"), (17, "0x00001"), (None, "0x01")):
        assert grid(sap_table(saps([sap(Side.CLIENT, "1", "x")], width), inline))[1][1] == written


def test_values_that_cannot_be_read_stand_as_written() -> None:
    table = sap_table(saps([sap(Side.CLIENT, "0x10, other", "x"), sap(Side.CLIENT, "", "")]), inline)
    assert [row[1] for row in grid(table)[1:]] == ["0x10, other", "–"]


def test_reasons_stand_below_the_name() -> None:
    table = sap_table(saps([sap(Side.CLIENT, "1", "Mine", "There was no other.")]), inline)
    reason = next(found for found in table.findall(nodes.paragraph) if "dlms-reason" in found["classes"])
    assert reason.astext() == "There was no other."


def test_no_saps_at_all() -> None:
    columns_filled(sap_table(saps([]), inline))


def interface_class() -> InterfaceClass:
    nested = DataType(
        name=text("array"),
        parts=(DataType(name=text("structure"), parts=(DataType(name=text("enum")), DataType(name=text("boolean")))),),
    )
    return InterfaceClass(
        at=AT,
        name=text("IEEE 802.11ah setup"),
        class_id=text("180"),
        version=text("0"),
        cardinality=text("0..n"),
        obis=(text("0-b:39.0.0.255"),),
        attributes=(
            Attribute(
                number=text("1"), name=text("logical_name"), at=AT, type=DataType(name=text("octet-string")),
                static=True, short_name=text("x"),
            ),
            Attribute(
                number=text("2"), name=text("mode"), at=AT, type=DataType(name=text("enum")), static=False,
                minimum=text("0"), maximum=text("2"), default=text("1"), description=text("How it joins."),
            ),
            Attribute(number=text("3"), name=text("heard"), at=AT, type=nested),
        ),
        methods=(
            Method(
                number=text("1"), name=text("leave"), at=AT, type=DataType(name=text("integer")), mandatory=False,
                short_name=text("x + 0x18"), description=text("Leaves."),
            ),
        ),
    )  # fmt: skip


def test_class_as_in_the_blue_book() -> None:
    shown = class_tables(interface_class(), inline, "setup", lambda kind, member: f"{kind}-{member.name}")
    table = next(node for node in shown if isinstance(node, nodes.table))
    columns_filled(table)
    assert table["ids"] == ["setup"]
    assert grid(next(iter(table.findall(nodes.thead)))) == [
        ["IEEE 802.11ah setup", "0..n", "class_id = 180, version = 0"],
        ["Attributes", "Data type", "Min.", "Max.", "Def.", "Short name"],
    ]
    assert grid(next(iter(table.findall(nodes.tbody)))) == [
        ["1. logical_name (static)", "octet-string", "", "", "", "x"],
        ["2. mode (dyn.)", "enum", "0", "2", "1", ""],
        ["3. heard", "array", "", "", "", ""],
        ["Specific methods", "Data type", "m/o", "Short name"],
        ["1. leave (data)", "integer", "o", "x + 0x18"],
    ]
    assert ids(table) == ["attribute-logical_name", "attribute-mode", "attribute-heard", "method-leave"]


def test_a_text_without_a_label_goes_across_the_table() -> None:
    rows = (
        Row(cells=(Cell(text=text("For both.")),)),
        Row(cells=(Cell(text=text("0x10"), column=text("Value")),), label=text("Own")),
    )
    record = ValueTable(at=AT, columns=(text("Value"), text("Remark")), groups=(Group(key="groups", at=AT, rows=rows),))
    table = value_table(record, inline, ("What", "How"))
    columns_filled(table)
    assert grid(table) == [["What", "Value", "Remark"], ["Groups"], ["For both."], ["Own", "0x10", "–"]]


def test_codes_with_what_is_not_known_and_without_any() -> None:
    row = ObisRow(code=text("0-b:39.0.0.255"), interface_class=text("Clock"))
    assert grid(obis_table(ObisTable(at=AT, rows=(row,)), inline, str)) == [
        ["Interface class", "OBIS code"],
        ["Clock", "0-b:39.0.0.255"],
    ]
    assert grid(obis_table(ObisTable(at=AT), inline, str))[1:] == [["–", "–"]]


def test_descriptions_stand_below() -> None:
    shown = class_tables(interface_class(), inline)
    terms = [term.astext() for node in shown for term in node.findall(nodes.term)]
    assert terms == ["2. mode", "3. heard", "1. leave"]
    listing = next(found for node in shown for found in node.findall(nodes.literal_block))
    entry = "heard_element ::= structure\n{\n    enum,\n    boolean\n}"
    assert listing.astext() == f"heard ::= array heard_element\n\n{entry}"
    assert any(node.astext() == "Logical name: 0-b:39.0.0.255" for node in shown)


def test_a_class_of_which_nothing_is_known() -> None:
    record = InterfaceClass(
        at=AT,
        name=text(""),
        attributes=(Attribute(number=text("x"), name=None, at=AT),),
        methods=(Method(number=text("?"), name=None, at=AT),),
    )
    for each in (record, InterfaceClass(at=AT, name=text("Bare"))):
        for node in class_tables(each, inline):
            if isinstance(node, nodes.table):
                columns_filled(node)
                assert "class_id = –, version = –" in node.astext()


def test_caption_of_a_class_only_where_asked_for() -> None:
    bare = class_tables(interface_class(), inline)
    titled = class_tables(interface_class(), inline, title=[nodes.Text("A")])
    assert not [title for node in bare for title in node.findall(nodes.title)]
    assert [title.astext() for node in titled for title in node.findall(nodes.title)] == ["A"]


def test_title_block() -> None:
    record = ProfileTitle(at=AT, title=text("Part 8-30: X"), deliverable=text("ts"), edition=text("1.0"))
    assert title_block(record, inline)[0].astext().split("\n\n") == [
        "Electricity metering data exchange – The DLMS/COSEM suite",
        "Part 8-30: X",
        "Technical Specification, Edition 1.0",
    ]


def test_fault_box_shows_the_text() -> None:
    box = fault_box("layers: {a: [}")
    assert box["classes"] == ["dlms-fault"]
    assert "layers: {a: [}" in box.astext()
