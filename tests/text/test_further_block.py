"""Where a second block begins in a text that is printed as one paragraph."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.text.further_block import further_block


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one", None),
        ("", None),
        ("\none\nparagraph\n\n", None),
        ("one\n\ntwo\n\nthree", 2),
        ("one\n- a\n- b\n\ntwo", 1),
        ("one:\n- a", 1),
        ("- a\n- b", 1),
        ("- a\n\n- b", 2),
        ("- a", None),
        ("from 3\n- 5", None),
        ("a station\n– if it runs\n– sends", None),
        ("one of:\n– a;\n– b", 1),
        ("— a;\n— b", 1),
        ("*a* and\n*b* or\n*c*", None),
        ("steps\n1) a\n2) b", 1),
        ("steps\n(a) a\n(b) b", 1),
        ("1. a\n2. b", 1),
        ("5.3 is\n5.4 of", None),
        ("in clause\n5. It is not\n7. or", None),
        ("| A | B |\n|---|---|\n| 1 | 2 |", 1),
        ("|name| is\nsubstituted", None),
        ("see\n.. note:: this", 1),
        ("see\n```text\nthis\n```", 1),
        ("A   B\n=== ===\n1   2", 1),
        ("``a\n``` b", None),
    ],
)
def test_line(text: str, line: int | None) -> None:
    assert further_block(text.split("\n")) == line


@pytest.mark.parametrize("line", ["1. a", "- a", "– a", "| a", "-" * 300, " " * 300 + "x", "- " * 300])
def test_long_texts_take_no_longer_by_the_square(line: str) -> None:
    assert further_block(["one", *[line] * 3000]) in {None, 1}
