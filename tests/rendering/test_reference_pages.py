"""The pages of reference, compared with what is printed now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rendering.reference import print_pages, read_pages

if TYPE_CHECKING:
    from pathlib import Path

NEAR = 0.7
"""How far something may have moved, in mm, before somebody has to look at it."""


def test_the_pages_are_those_that_were_accepted(tmp_path: Path) -> None:
    """Else look at them, mend them, or run ``make accept-pages``."""
    accepted, now = read_pages(), print_pages(tmp_path)
    assert len({line.page for line in accepted}) >= 20
    assert [(line.page, line.text) for line in now] == [(line.page, line.text) for line in accepted]
    moved = [
        (line, was)
        for line, was in zip(now, accepted, strict=True)
        if abs(line.left - was.left) > NEAR or abs(line.bottom - was.bottom) > NEAR
    ]
    assert moved == []
