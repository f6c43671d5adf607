"""Reading the finished PDF again: its text, what stands outside of the page's text, what is printed over something."""

from __future__ import annotations

from ctypes import byref, c_double, create_string_buffer
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.publishing.losses import Misplaced, squeeze
from sphinx_dlmsprofile.publishing.picture_size import MM_PER_PT
from sphinx_dlmsprofile.publishing.typst.room import MARGIN

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOOT = 20.0
_TOLERANCE = 1.6
"""In mm: what pdfium takes for the end of a line has a space after it, which is widest in the title."""

_OVERLAP = 0.3
"""The part of the smaller of two texts from which on one is printed over the other."""

_LEAST = 2.0
"""What two texts have in common at least, in pt: accents and italics reach into their neighbours."""

_BAND = 3.0
"""Height in mm of the bands in which runs are compared: less than two lines of small type."""

_MANY = 20

_FONT_NAME = 128
"""The octets that the name of a font is read into."""

_GAP = 12.0
"""The widest space between two words of one line, in pt."""


class Box(NamedTuple):
    """A run of text on a page, in mm from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Proof:
    """What a PDF shows: its text in lines as it was read, the same squeezed, and what is misplaced."""

    lines: str
    text: str
    misplaced: list[Misplaced]


def can_proof() -> bool:
    """Whether the package that reads the PDF is installed."""
    return find_spec("pypdfium2") is not None


def proof(content: bytes, *, numbered: bool = False) -> Proof:
    """Read a PDF of ours; what stands in the margin of one with ``numbered`` lines are their numbers."""
    import pypdfium2  # noqa: PLC0415  optional, and loaded only where a PDF was made

    texts: list[str] = []
    misplaced: list[Misplaced] = []
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, 1):
            text_page = page.get_textpage()
            width = page.get_width()
            least = MARGIN / MM_PER_PT if numbered else 0.0
            texts.append(text_page.get_text_bounded(left=least) if numbered else text_page.get_text_range())
            if _is_suspicious(_lines(text_page, least), width):
                boxes = [box for box in _runs(text_page) if box.right >= least * MM_PER_PT]
                faults = [(box, "runs out of the text") for box in boxes if _is_outside(box, width * MM_PER_PT)]
                over = (box for box in _overprinted(boxes) if not _is_in_formula(text_page, box))
                faults += [(box, "is printed over something else") for box in over]
                before = len(squeeze("\n".join(texts[:-1]))) if faults else 0
                misplaced += [
                    Misplaced(number, words, fault, before + _place(text_page, box))
                    for box, fault in faults[:_MANY]
                    if (words := _words(text_page, box))
                ]
            text_page.close()
            page.close()
    lines = "\n".join(texts)
    return Proof(lines, squeeze(lines), misplaced)


def _runs(text_page: object) -> Iterator[Box]:
    """The runs of text of a page in its order, about one a word."""
    from pypdfium2 import raw  # noqa: PLC0415

    left, top, right, bottom = c_double(), c_double(), c_double(), c_double()
    handles = tuple(map(byref, (left, top, right, bottom)))
    for index in range(raw.FPDFText_CountRects(text_page, 0, -1)):
        if raw.FPDFText_GetRect(text_page, index, *handles):
            yield Box(left.value * MM_PER_PT, bottom.value * MM_PER_PT, right.value * MM_PER_PT, top.value * MM_PER_PT)


def _lines(text_page: object, least: float) -> list[list[float]]:
    """What follows each other in a line taken together, from ``least`` on: left, bottom, right, top, in pt.

    The words themselves are not kept: a document has very many.
    """
    from pypdfium2 import raw  # noqa: PLC0415

    left, top, right, bottom = c_double(), c_double(), c_double(), c_double()
    handles = tuple(map(byref, (left, top, right, bottom)))
    lines: list[list[float]] = []
    end, low, high = -_GAP, 0.0, 0.0
    for index in range(raw.FPDFText_CountRects(text_page, 0, -1)):
        if not raw.FPDFText_GetRect(text_page, index, *handles):
            continue
        begin, under, over = left.value, bottom.value, top.value
        if right.value < least:
            continue
        if end - _LEAST < begin < end + _GAP and under < high and over > low:
            end, low, high = right.value, min(low, under), max(high, over)
            lines[-1][1:] = low, end, high
        else:
            end, low, high = right.value, under, over
            lines.append([begin, low, end, high])
    return lines


def _words(text_page: object, box: Box) -> str:
    words = text_page.get_text_bounded(*(side / MM_PER_PT for side in box))  # type: ignore[attr-defined]
    return squeeze(words)


def _place(text_page: object, box: Box) -> int:
    """Where about a run begins in the squeezed text of its page."""
    index = _character(text_page, box)
    return len(squeeze(text_page.get_text_range(0, index))) if index > 0 else 0  # type: ignore[attr-defined]


def _character(text_page: object, box: Box) -> int:
    """The index of the character in the middle of a box, negative if there is none."""
    from pypdfium2 import raw  # noqa: PLC0415

    middle = [(low + high) / 2 / MM_PER_PT for low, high in ((box.left, box.right), (box.bottom, box.top))]
    return int(raw.FPDFText_GetCharIndexAtPos(text_page, *middle, _LEAST, _LEAST))


def _is_suspicious(lines: list[list[float]], width: float) -> bool:
    """Whether a page has to be looked at word by word, since something may lie outside or over something else."""
    left, right = (MARGIN - _TOLERANCE) / MM_PER_PT, width - (MARGIN - _TOLERANCE) / MM_PER_PT
    foot = (_FOOT - _TOLERANCE) / MM_PER_PT
    if any(line[0] < left or line[2] > right or line[1] < foot for line in lines):
        return True
    lines.sort(key=itemgetter(1))
    for index, line in enumerate(lines, 1):
        for other in islice(lines, index, None):
            if other[1] > line[3] - _LEAST:
                break
            if min(line[2], other[2]) - max(line[0], other[0]) > _LEAST:
                return True
    return False


def _is_outside(box: Box, width: float) -> bool:
    least, most = MARGIN - _TOLERANCE, width - MARGIN + _TOLERANCE
    return box.left < least or box.right > most or box.bottom < _FOOT - _TOLERANCE


def _is_in_formula(text_page: object, box: Box) -> bool:
    """Whether a text belongs to a formula, whose signs reach into each other, as the index of a root."""
    from pypdfium2 import raw  # noqa: PLC0415

    index = _character(text_page, box)
    name = create_string_buffer(_FONT_NAME)
    return (
        index >= 0 and raw.FPDFText_GetFontInfo(text_page, index, name, _FONT_NAME, None) > 0 and b"Math" in name.value
    )


def _overprinted(boxes: list[Box]) -> list[Box]:
    """The runs that lie over an earlier one; what is drawn twice on one spot is an outline with its filling."""
    found: dict[Box, None] = {}
    for shift in (0.0, _BAND / 2):  # what is near the border of two bands is in the middle of one of the others
        bands: dict[int, list[Box]] = {}
        for box in set(boxes):
            bands.setdefault(int((box.bottom + box.top + 2 * shift) / (2 * _BAND)), []).append(box)
        for band in bands.values():
            found.update(dict.fromkeys(_overprinted_in(sorted(band))))
    return sorted(found)


def _overprinted_in(band: list[Box]) -> Iterator[Box]:
    """Those of the runs on about one line, from left to right."""
    before: list[Box] = []
    for box in band:
        before = [other for other in before if other.right > box.left + _LEAST * MM_PER_PT]
        if any(_overlap(box, other) for other in before):
            yield box
        before.append(box)


def _overlap(box: Box, other: Box) -> bool:
    across = min(box.right, other.right) - max(box.left, other.left)
    if across < _LEAST * MM_PER_PT:
        return False
    up = min(box.top, other.top) - max(box.bottom, other.bottom)
    smaller = min(
        (box.right - box.left) * (box.top - box.bottom), (other.right - other.left) * (other.top - other.bottom)
    )
    return up > _LEAST * MM_PER_PT and across * up > _OVERLAP * smaller
