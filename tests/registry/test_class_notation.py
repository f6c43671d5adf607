"""Numbers and offsets as the tables of interface classes write them."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.model.class_notation import read_number, read_offset


@pytest.mark.parametrize(
    ("text", "number"),
    [("16", 16), ("0x10", 16), ("0", 0), ("-1", -1), ("0,5", 0.5), ("65 535", 65535), ("1e3", 1000)],
)
def test_a_number(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["000102", "-007", "(1) active", "see 5.2", "1e999", "nan", ""])
def test_not_a_number(text: str) -> None:
    """Octets, words, and what no number of 64 bits holds stay as they are written."""
    assert read_number(text) is None


@pytest.mark.parametrize(("text", "offset"), [("x", 0), ("x + 0x08", 8), ("x+8", 8), ("0x10", 16), ("y z", None)])
def test_an_offset(text: str, offset: int | None) -> None:
    assert read_offset(text) == offset
