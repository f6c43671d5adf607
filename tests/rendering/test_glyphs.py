"""The table of the characters that fonts have is that of the fonts."""

from __future__ import annotations

import struct
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.publishing.typst.compiler import CompileError
from sphinx_dlmsprofile.publishing.typst.faults import locate
from sphinx_dlmsprofile.text.font_file import FontError, as_ranges, characters_of, family_of, why_not_embedded
from sphinx_dlmsprofile.text.glyphs import is_covered, lacking
from tests.support import Source, check
from tools.glyph_coverage import candidates, missing

if TYPE_CHECKING:
    from pathlib import Path


def test_the_table_is_that_of_the_fonts() -> None:
    # The borders of ranges say the most; more of them would take seconds.
    borders = [code for code in candidates() if is_covered(chr(code)) != is_covered(chr(code + 1))][::4]
    assert len(borders) > 80
    lost = missing(borders)
    assert [chr(code) for code in borders if is_covered(chr(code)) == (code in lost)] == []


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("plain", ""),
        ("中国 in 中", "中国"),
        ("µ ≤ „“ é e\u0301 \u200b\u00ad\ufffc", ""),
        ("\u0e31", "\u0e31"),
        ("\ue000", "\ue000"),
    ],
)
def test_what_no_font_has(text: str, signs: str) -> None:
    assert lacking(text) == signs


def test_an_escaped_sign_is_named_by_its_code() -> None:
    error = CompileError("…", 'error: the text `"\\u{e31}"` could not be displayed with font `"Arimo"`')

    class Nothing:
        lines: tuple[str, ...] = ()

    (found,) = locate(error, Nothing(), 0)  # type: ignore[arg-type]
    assert found == ('no font has a glyph for "\u0e31": U+0E31', None)


ARIMO = files("sphinx_dlmsprofile.publishing.typst").joinpath("fonts", "Arimo-Regular.ttf").read_bytes()


def font_of(first: int, last: int) -> bytes:
    """A font that is nothing but a table of characters."""
    groups = struct.pack(">HHIIIIII", 12, 0, 28, 0, 1, first, last, 1)
    table = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + groups
    return struct.pack(">IHHHH", 0x10000, 1, 0, 0, 0) + struct.pack(">4sIII", b"cmap", 0, 28, len(table)) + table


def test_characters_of_a_font() -> None:
    found = characters_of(ARIMO)
    assert {ord("A"), ord("Ω"), ord("ж")} <= found
    assert ord("中") not in found
    assert as_ranges(found)[0] == (0x20, 0x7E)
    assert characters_of(font_of(0x4E00, 0x4E10)) == frozenset(range(0x4E00, 0x4E11))
    collection = struct.pack(">4sIII", b"ttcf", 0x10000, 1, 0)
    with pytest.raises(FontError):
        characters_of(collection)


@given(st.binary(max_size=200) | st.integers(0, 3000).map(lambda end: ARIMO[:end]))
def test_what_is_no_font_is_refused(content: bytes) -> None:
    with pytest.raises(FontError):
        characters_of(content)


def with_rights(kind: int) -> bytes:
    """Arimo with other rights of embedding."""
    content = bytearray(ARIMO)
    for place in range(12, 12 + 16 * 20, 16):
        if content[place : place + 4] == b"OS/2":
            struct.pack_into(">H", content, int.from_bytes(content[place + 8 : place + 12], "big") + 8, kind)
    return bytes(content)


@pytest.mark.parametrize(
    ("kind", "why"), [(0, ""), (4, ""), (8, ""), (2, "fsType 2"), (0x104, "a part of it"), (0x200, "bitmaps")]
)
def test_rights_of_embedding(kind: int, why: str) -> None:
    found = why_not_embedded(with_rights(kind))
    assert (why in found) if why else found == ""


def test_the_name_of_a_font() -> None:
    assert family_of(ARIMO) == "Arimo"
    assert family_of(font_of(1, 2)) == family_of(b"") == family_of(ARIMO[:40]) == ""
    assert why_not_embedded(b"") == why_not_embedded(ARIMO[:40]) == ""


def test_a_font_that_must_not_be_embedded_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(with_rights(2))
    (tmp_path / "b.ttf").write_bytes(with_rights(8))
    source = Source({"index.rst": "Title\n=====\n"}, {"dlms_pdf_fonts": ["a.ttf", "b.ttf"]})
    found = [each.message for each in check(source, tmp_path) if each.rule == "conf-file"]
    assert found == [
        'dlms_pdf_fonts: "a.ttf" cannot be used: its licence does not allow to embed it (fsType 2): ask for another one'
    ]


def test_usual_signs_need_no_font_of_the_project(tmp_path: Path) -> None:
    greek = "".join(map(chr, (*range(0x391, 0x3A2), *range(0x3A3, 0x3CA))))
    cyrillic = "".join(map(chr, range(0x400, 0x500)))
    signs = "←→↔⇒⇔≤≥≠≈±×÷·√∞∑∏∫∂∇∈∉⊂∪∩∧∨¬°µΩ‰‱′″…–—−²³⁴₂½¼€£✓✗☐☑☒■□▲△●○◆★⌀ℓ№™©®§¶†‡"
    source = Source({"index.rst": f"Title\n=====\n\n{greek}\n\n{cyrillic}\n\n{signs}\n"})
    assert [each.message for each in check(source, tmp_path) if each.rule == "glyph-missing"] == []


@pytest.mark.parametrize("codes", [set(), {1}, {1, 2, 4}, {5, 3, 4}])
def test_ranges(codes: set[int]) -> None:
    ranges = as_ranges(frozenset(codes))
    assert {code for first, last in ranges for code in range(first, last + 1)} == codes


def test_a_font_of_the_project_is_asked_too(tmp_path: Path) -> None:
    source = Source(
        {"index.rst": "Title\n=====\n\nAt 一丁 and ``万``.\n\nAt 中.\n"},
        {"dlms_pdf_fonts": ["a.otf", "none.otf", "index.rst"]},
    )
    (tmp_path / "a.otf").write_bytes(font_of(0x4E00, 0x4E10))
    found = [(each.rule, each.at.line, each.message) for each in check(source, tmp_path)]
    assert [(line, message[:24]) for rule, line, message in found if rule == "glyph-missing"] == [
        (6, 'no font of the PDF has "'),
    ]
    wrong = [message for rule, _, message in found if rule == "conf-file"]
    assert wrong == [
        'dlms_pdf_fonts: "none.otf" cannot be used: it does not exist, or cannot be read',
        'dlms_pdf_fonts: "index.rst" cannot be used: it is not a TrueType or OpenType font',
    ]
