"""Sizes of pictures and the place of tables in the Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, write
from tests.publishing.word import Word, q

if TYPE_CHECKING:
    from pathlib import Path

BUILDER = "dlmsdocx"

_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}"><rect width="9" height="9"/></svg>'


@pytest.mark.parametrize(
    ("size", "option", "millimetres"),
    [
        ((192, 96), "", (50.8, 25.4)),
        ((192, 96), ":scale: 50", (25.4, 12.7)),
        ((192, 96), ":width: 50%", (80, 40)),
        ((960, 96), "", (160, 16)),
        ((96, 1920), "", (10.75, 215)),
    ],
)
def test_a_picture_keeps_its_shape(
    size: tuple[int, int], option: str, millimetres: tuple[float, float], tmp_path: Path
) -> None:
    files = {"index.rst": f"T\n=\n\n.. image:: p.svg\n   :alt: p\n   {option}\n", "p.svg": _PICTURE.format(*size)}
    built = build(write(tmp_path / "source", files), tmp_path / "out", builder=BUILDER)
    body = Word.in_folder(built.out).body
    (extent,) = (each for each in body.iter() if each.tag.endswith("wordprocessingDrawing}extent"))
    shown = [int(extent.get(side) or 0) / 36000 for side in ("cx", "cy")]
    assert shown == pytest.approx(millimetres, rel=0.02)


_INNER = """
T
=

.. list-table:: Outer

   * - .. list-table::

          * - inner
     - - an item

         .. list-table::

            * - in a list

.. list-table:: Next

   * - after
"""


def test_a_table_is_apart_from_what_follows(tmp_path: Path) -> None:
    """Word takes a cell that ends with a table for damaged, and joins tables without a paragraph between them."""
    built = build(write(tmp_path / "source", {"index.rst": _INNER}), tmp_path / "out", builder=BUILDER)
    body = Word.in_folder(built.out).body
    behind = [
        [each.tag for each in around][place + 1 : place + 2]
        for around in body.iter()
        for place, child in enumerate(around)
        if child.tag == q("tbl")
    ]
    assert behind == [[q("p")]] * 4
