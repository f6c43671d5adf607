"""Fixes in lines whose width counts: a drawn table stays one, a title keeps a line that is as long under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import Source, run_command

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = "Profile\n=======\n\nScope\n-----\n\n"

GRID = """\
+------------+---------+
| part       | share   |
+============+=========+
| 中国 10%   | don't b |
|            +---------+
| the the    | it is   |
+------------+---------+
"""
GRID_FIXED = """\
+------------+---------+
| part       | share   |
+============+=========+
| 中国 10\u00a0%  | don't b |
|            +---------+
| the        | it is   |
+------------+---------+
"""
SIMPLE = """\
  ======  ====  =====
  part    of    what
  ======  ====  =====
  a 10%   it    don't wait
  b 5%    a     10% and 20%
  c 10%
  10% ab  b     c
  ======  ====  =====
"""
SIMPLE_FIXED = """\
  ======  ====  =====
  part    of    what
  ======  ====  =====
  a 10\u00a0%  it    do not wait
  b 5\u00a0%   a     10\u00a0% and 20\u00a0%
  c 10\u00a0%
  10% ab  b     c
  ======  ====  =====
"""


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (GRID, GRID_FIXED),
        (SIMPLE, SIMPLE_FIXED),
        ("Loss of 10%\n~~~~~~~~~~~\n\nText.\n", "Loss of 10\u00a0%\n~~~~~~~~~~~~\n\nText.\n"),
        (
            "Text.\n\n~~~~~~~~~~~~~\n中国 of 10% x\n~~~~~~~~~~~~~\n",
            "Text.\n\n~~~~~~~~~~~~~~\n中国 of 10\u00a0% x\n~~~~~~~~~~~~~~\n",
        ),
        ("Loss of 10%\n~~~~~~~~~~~~~~~~~~\n", "Loss of 10\u00a0%\n~~~~~~~~~~~~~~~~~~\n"),
        (SIMPLE + "\nAfter it, 10%.\n", SIMPLE_FIXED + "\nAfter it, 10\u00a0%.\n"),
    ],
    ids=["grid", "simple", "title", "overlined", "long-line", "after"],
)
def test_widths_are_kept(text: str, fixed: str, tmp_path: Path) -> None:
    Source({"index.rst": _HEAD + text}).write(tmp_path)
    rules = "editorial-percent-space,editorial-contraction,editorial-doubled-word"
    assert run_command("fix", str(tmp_path), "--select", rules)[0] == 0
    assert (tmp_path / "index.rst").read_text("utf-8") == _HEAD + fixed
    assert "alformed" not in "".join(run_command("check", str(tmp_path))[1:])
