"""The table of the characters that fonts have is that of the fonts."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.analysis.glyphs import covered, lacking
from sphinx_dlmsprofile.publishing.typst.compiler import CompileError
from sphinx_dlmsprofile.publishing.typst.faults import locate
from tools.glyph_coverage import candidates, missing


def test_the_table_is_that_of_the_fonts() -> None:
    # The borders of ranges say the most; more of them would take seconds.
    known = covered()
    borders = [code for code in candidates() if (chr(code) in known) != (chr(code + 1) in known)][::4]
    assert len(borders) > 80
    lost = missing(borders)
    assert [chr(code) for code in borders if (chr(code) in known) == (code in lost)] == []


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

    (found,) = locate(error, Nothing(), 0, {})  # type: ignore[arg-type]
    assert found == ('no font has a glyph for "\u0e31": U+0E31', None)
