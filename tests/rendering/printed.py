"""What stands where in a PDF: its words with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

_MM = 25.4 / 72
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Word:
    """A word; its sides are in mm from the left and from the foot of its page, which count from 1."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


def words_of(content: bytes, *, single: bool = False) -> list[Word]:
    """All words of a PDF, page by page, in the order in which they were set; ``single`` gives each sign alone."""
    found: list[Word] = []
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            found += [_word(number, *word) for word in _of_page(text, single=single)]
            text.close()
            page.close()
    return found


def _of_page(text: pypdfium2.PdfTextPage, *, single: bool) -> Iterator[tuple[str, list[_Box]]]:
    """The words of a page with the boxes of their signs."""
    word, boxes = "", list[_Box]()
    for index in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, index))  # one half of a letter of mathematics, which are pairs
        if not sign.isspace():
            word += sign
            boxes.append(text.get_charbox(index))
        if word and (single or sign.isspace()):
            yield word, boxes
            word, boxes = "", []
    if word:
        yield word, boxes


def _word(page: int, text: str, boxes: list[_Box]) -> Word:
    left, bottom, right, top = zip(*boxes, strict=True)
    sides = min(left), min(bottom), max(right), max(top)
    return Word(text, page, *(round(side * _MM, 2) for side in sides))
