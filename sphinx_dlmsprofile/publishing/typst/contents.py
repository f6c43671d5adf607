"""How many pages the contents take: Typst knows it in its second pass, and a shift of the pages costs another."""

from __future__ import annotations

import math

from sphinx_dlmsprofile.publishing.typst.break_points import text_width

_PAGE, _LINE = 245.0, 160.0
"""Height and width of the text of a page, in mm."""

_TITLE = 12.0
_CAPITALS, _LEADING, _GAP, _MORE_AT_CLAUSE = 2.43, 2.05, 2.0, 0.6
_SIZE = 10.0
_NUMBERS = 14.0
"""What an entry needs beside its words: the page and the dots before it."""

_DEEPEST = 3


class ContentsRoom:
    """Adds up the entries, which the template sets as it does: what is wrong here costs time and nothing else."""

    def __init__(self) -> None:
        self._height = 0.0

    @property
    def pages(self) -> int:
        """How many pages, none where nothing is listed."""
        return math.ceil((self._height + _TITLE) / _PAGE) if self._height else 0

    def add_heading(self, level: int, text: str) -> None:
        """Count the entry of a clause."""
        if level <= _DEEPEST:
            self.add(text)
            self._height += _MORE_AT_CLAUSE if level == 1 else 0.0

    def add(self, text: str) -> None:
        """Count the entry of a figure or table."""
        lines = math.ceil(text_width(text, _SIZE) / (_LINE - _NUMBERS)) or 1
        self._height += _GAP + _CAPITALS + (lines - 1) * (_CAPITALS + _LEADING)
