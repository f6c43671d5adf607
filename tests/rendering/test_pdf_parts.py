"""The small parts of the PDF writer: literals, formulae, widths, marks."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.publishing.picture_size import Size, natural_size
from sphinx_dlmsprofile.publishing.typst.break_points import Room, split_text, text_width
from sphinx_dlmsprofile.publishing.typst.column_widths import Extent, fit_words, fits, share
from sphinx_dlmsprofile.publishing.typst.compiler import CompileError, compile_pdf
from sphinx_dlmsprofile.publishing.typst.lists import _is_key
from sphinx_dlmsprofile.publishing.typst.literals import Code, arguments, literal, string
from sphinx_dlmsprofile.publishing.typst.pictures import Fit, fit
from sphinx_dlmsprofile.publishing.typst.room import PAGE
from sphinx_dlmsprofile.publishing.typst.scribe import follower
from sphinx_dlmsprofile.publishing.typst.table_layout import (
    cell_extent,
    extents,
    height_of,
    lay_out,
    place_cells,
    row_heights,
)
from sphinx_dlmsprofile.rendering.list_marks import ordinal

_ESCAPED = {"n": "\n", "t": "\t", "\\": "\\", '"': '"'}


@given(st.text())
def test_no_text_ends_its_literal(text: str) -> None:
    code = string(text)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\[nt"\\])*"', code)
    back = re.sub(r"\\(.)", lambda match: _ESCAPED[match[1]], code[1:-1])
    assert [a for a in back if a.isalnum()] == [a for a in text if a.isalnum()]


def test_literals() -> None:
    assert literal(None) == "none"
    assert literal(True) == "true"  # noqa: FBT003
    assert literal(1.5) == "1.5"
    assert literal(["a", 1]) == '("a",1,)'
    assert literal([]) == "()"
    assert literal({}) == "(:)"
    assert literal({"a b": Code("x()")}) == '("a b": x())'
    assert arguments(["a"], {"see_also": ()}) == '"a", see-also: (), '


def test_what_typst_refuses() -> None:
    with pytest.raises(CompileError, match="unknown variable"):
        compile_pdf({"main.typ": b"#nothing"})


@pytest.mark.parametrize(
    ("kind", "number", "mark"),
    [
        ("arabic", 3, "3"),
        ("loweralpha", 2, "b"),
        ("loweralpha", 28, "ab"),
        ("upperalpha", 26, "Z"),
        ("lowerroman", 4, "iv"),
        ("upperroman", 1999, "MCMXCIX"),
    ],
)
def test_marks(kind: str, number: int, mark: str) -> None:
    assert ordinal(kind, number) == mark


widths = st.lists(st.floats(1, 300), min_size=1, max_size=12)


@given(widths, st.data())
def test_columns_never_exceed_the_text(pieces: list[float], data: st.DataObject) -> None:
    columns = []
    for piece in pieces:
        word = piece + data.draw(st.floats(0, 300))
        columns.append(Extent(piece, word, word + data.draw(st.floats(0, 300))))
    given = data.draw(st.lists(st.floats(0, 100), min_size=len(columns), max_size=len(columns)) | st.just([]))
    shares = share(columns, PAGE.width, given)
    assert sum(shares) <= PAGE.width + 0.01
    assert min(shares) > 0 or min(given, default=1) == 0
    if (
        fits(columns, PAGE.width)
        and not given
        and sum(column.line for column in columns) > PAGE.width + 12 * len(columns)
    ):
        assert sum(shares) == pytest.approx(PAGE.width)
        assert all(share >= column.piece - 0.01 for share, column in zip(shares, columns, strict=True))


def test_words_beyond_a_fair_part_of_the_table_are_broken() -> None:
    octets, words = Extent(20, 300, 300), Extent(15, 15, 60)
    first, second = share([octets, words], 160)
    assert second > 25
    assert first + second == pytest.approx(160)


def test_a_table_without_columns_has_no_widths() -> None:
    assert list(share([], 160)) == []


def test_given_widths_make_room_for_words() -> None:
    assert fit_words([80, 80], [100, 20]) == pytest.approx([100, 60])
    assert fit_words([80, 80], [10, 20]) == [80, 80]
    assert sum(fit_words([80, 80], [200, 100])) == pytest.approx(160)


@pytest.mark.parametrize(
    ("text", "room", "pieces"),
    [
        ("short words stay whole", Room(20), ["short words stay whole"]),
        ("an association_mode_of", Room(25), ["an association_", "mode_", "of"]),
        ("getRequestNormalWithList", Room(20), ["get", "Request", "Normal", "With", "List"]),
        ("a /usr/share/doc/x.y b", Room(20), ["a /", "usr/", "share/", "doc/", "x.", "y b"]),
        ("0x00112233445566778899AABB", Room(30), ["0x", *(2 * digit for digit in "0123456789AB")]),
        ("aaaaaaaa", Room(1), list("aaaaaaaa")),
        ("e\u0301e\u0301e\u0301e\u0301", Room(1), ["e\u0301"] * 4),
        ("an_identifier_that_would_have_room_in_a_line", Room(160), ["an_identifier_that_would_have_room_in_a_line"]),
    ],
)
def test_break_points(text: str, room: Room, pieces: list[str]) -> None:
    assert split_text(text, room) == pieces


@given(st.text(), st.floats(1, 200), st.booleans())
def test_break_points_change_nothing(text: str, width: float, mono: bool) -> None:  # noqa: FBT001  Hypothesis draws it
    assert "".join(split_text(text, Room(width), mono=mono)) == text


def test_a_long_word_costs_few_break_points() -> None:
    assert len(split_text("AB" * 50_000, PAGE)) < 20_000


def _tgroup(text: str) -> nodes.tgroup:
    found = publish_doctree(text).next_node(nodes.tgroup)
    assert found is not None
    return found


def _columns(*heads: str) -> nodes.tgroup:
    line = "  ".join("=" * len(head) for head in heads)
    return _tgroup(
        "\n".join([line, "  ".join(heads), line, "  ".join(head[0].ljust(len(head)) for head in heads), line])
    )


def test_a_wide_table_gets_smaller_type_then_a_turned_page() -> None:
    room = PAGE.less(0, 8.0)
    narrow = lay_out(_columns("Name", "Value"), room, may_turn=True)
    assert (narrow.room, narrow.turned, narrow.fits) == (room, False, True)
    smaller = lay_out(_columns(*["Identification"] * 8), room, may_turn=True)
    assert (smaller.room.size, smaller.turned, smaller.fits) == (7.0, False, True)
    turned = lay_out(_columns(*["Identification"] * 11), room, may_turn=True)
    assert (turned.room, turned.turned, turned.fits) == (Room(247.0, 8.0), True, True)
    beyond = lay_out(_columns(*["Identification"] * 40), room, may_turn=True)
    assert not beyond.fits
    held = lay_out(_columns(*["Identification"] * 9), room, may_turn=False)
    assert (held.turned, held.fits) == (False, True)


def test_a_cell_with_a_table_is_as_wide_as_that() -> None:
    outer = _tgroup(
        """
+------------------------------------------+
| ================ ======================= |
| identification   administration          |
| ================ ======================= |
+------------------------------------------+
"""
    )
    inner = list(outer.findall(nodes.tgroup))[1]
    (wish,), inside = extents(outer, 8.0), extents(inner, 8.0)
    assert wish.piece > sum(column.piece for column in inside)


def test_the_height_of_a_row_is_that_of_its_lines() -> None:
    text = "+------+\n" + "".join(f"| | l{number:02} |\n" for number in range(30)) + "+------+\n"
    tgroup = _tgroup(text.replace("| | l", "|| l"))
    (height,) = row_heights(tgroup, lay_out(tgroup, PAGE.less(0, 8.0), may_turn=False)).values()
    assert 90 < height < 160


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('<svg xmlns="…" width="96" height="48">', Size.of_pixels(96, 48)),
        ('<?xml version="1.0"?>\n<svg width="1in" height="12.7mm">', Size(25.4, 12.7)),
        ('<svg viewBox="0 0 100 200" width="100%">', Size.of_pixels(100, 200)),
        ("<svg>", None),
        ('<svg width="wide" height="1">', None),
        ("<html>", None),
    ],
)
def test_the_size_of_a_drawing(head: str, size: Size | None) -> None:
    found = natural_size(head.encode(), ".svg")
    assert (found and (round(found.width, 3), round(found.height, 3))) == (
        size and (round(size.width, 3), round(size.height, 3))
    )


def test_a_picture_is_shrunk_or_turned() -> None:
    assert fit(Size(100, 50), 160, 20, may_turn=True) == Fit(1.0)
    assert fit(Size(400, 100), 160, 20, may_turn=True) == Fit(247 / 400, turned=True)
    assert fit(Size(400, 100), 160, 20, may_turn=False) == Fit(0.4)
    assert fit(Size(240, 100), 160, 20, may_turn=True) == Fit(160 / 240)
    assert fit(Size(240, 100), 160, 20, may_turn=True, smallest=8.25) == Fit(1.0, turned=True)
    assert fit(Size(100, 450), 160, 20, may_turn=True) == Fit(0.5, is_tall=True)


TABLE = """
+---+-------+---+
| a | b c   | d |
|   +---+---+   |
|   | e | f |   |
+---+---+---+---+
| g | h | i | j |
+---+---+---+---+
"""


def test_cells_know_their_columns() -> None:
    tgroup = publish_doctree(TABLE).next_node(nodes.tgroup)
    assert tgroup is not None
    assert [(entry.astext(), column) for column, entry in place_cells(tgroup)] == [
        ("a", 0), ("b c", 1), ("d", 3), ("e", 1), ("f", 2), ("g", 0), ("h", 1), ("i", 2), ("j", 3),
    ]  # fmt: skip


def test_extent_of_a_cell() -> None:
    entry = nodes.entry("", nodes.paragraph("", "a longer_word b"))
    nodes.row("", entry).parent = nodes.tbody()
    wish = cell_extent(entry, 8.0)
    assert text_width("longer_", 8.0) < wish.piece < wish.word < wish.line
    blocks = list(entry.findall(nodes.paragraph))
    assert height_of(blocks, Room(200, 8.0)) < height_of(blocks, Room(10, 8.0))


@pytest.mark.parametrize("names", [("a", "b"), (":math:`a`", ":math:`b`"), ("a", "b : c")])
def test_a_list_under_a_figure_explains_its_signs(names: tuple[str, ...]) -> None:
    listed = "".join(f"   {name}\n      Words.\n\n" for name in names)
    figure = publish_doctree(f".. figure:: x.png\n\n   Caption\n\n{listed}")
    (found,) = figure.findall(nodes.definition_list)
    assert _is_key(found)
    second = found.children[-1]
    assert isinstance(second, nodes.Element)
    second.insert(0, nodes.term("", "c"))
    assert not _is_key(found)


def test_what_follows_one_of_two_equal_texts() -> None:
    paragraph = publish_doctree("*a* same *b* same **c**").children[0]
    _start, first, emphasis, second, strong = paragraph.children
    assert first == second
    assert follower(first) is emphasis
    assert follower(second) is strong
    assert follower(strong) is None


@pytest.mark.parametrize(
    ("latex", "widest"),
    [
        (r"\frac{\mathrm{DataLength} \times \mathrm{Octet}}{2} + b", "(DataLength × Octet)/2"),  # it is not broken
        (r"a + b + \mathrm{DataRate}_{\mathrm{max}}", "DataRate_max"),
    ],
)
def test_formulae_in_cells_are_as_wide_as_what_they_show(latex: str, widest: str) -> None:
    def of(*children: nodes.Node) -> Extent:
        entry = nodes.entry("", nodes.paragraph("", "", *children))
        nodes.tbody("", nodes.row("", entry))
        return cell_extent(entry, 8.0)

    assert of(nodes.math(latex, latex)).piece == pytest.approx(of(nodes.Text(widest.replace(" ", "x"))).word, rel=0.1)


def test_a_word_in_a_column_that_was_made_for_it_is_not_cut() -> None:
    """What divides the width of a page among columns rounds its last digits."""
    wide = text_width("inspection", 8, bold=True)
    assert split_text("by inspection", Room(wide - 1e-9, 8, bold=True)) == ["by inspection"]
    assert len(split_text("by inspection", Room(wide - 1, 8, bold=True))) > 1
