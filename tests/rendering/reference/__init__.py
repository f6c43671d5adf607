"""Twenty pages as they were last looked at and found right: ``make accept-pages`` takes them over as they are now.

Kept is what stands where, as text: each line of a page with its place, and the lines and pictures of the page together.
So a change shows in a diff of some lines, where pixels would show that something is another.
"""

from __future__ import annotations

import shutil
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2

from tests.builds.building import build
from tests.rendering.printed import Word, words_of
from tests.rendering.test_iec_finish import CONF, PNG, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).with_name("pages.txt")
STANDARD = Path(__file__).parent.parent / "standard"
_MM = 25.4 / 72


class Line(NamedTuple):
    """What stands in a line: its document and page, its left and lower side in mm, its words."""

    page: str
    left: float
    bottom: float
    text: str

    def __str__(self) -> str:
        return f"{self.page}\t{self.left:.1f}\t{self.bottom:.1f}\t{self.text}"

    @classmethod
    def read(cls, text: str) -> Line:
        page, left, bottom, words = text.split("\t")
        return cls(page, float(left), float(bottom), words)


def read_pages() -> list[Line]:
    """The pages that were accepted."""
    return [Line.read(line) for line in FILE.read_text("utf-8").splitlines()]


def print_pages(directory: Path) -> list[Line]:
    """The pages as they are printed now."""
    finish = directory / "finish"
    finish.mkdir()
    (finish / "conf.py").write_text(CONF)
    (finish / "index.rst").write_text(TEXT)
    (finish / "dot.png").write_bytes(PNG)
    shutil.copytree(STANDARD, directory / "standard")
    found: list[Line] = []
    for name in ("finish", "standard"):
        built = build(directory / name, directory / f"{name}-out", builder="dlmspdf")
        found += _lines(name, next(built.out.glob("*.pdf")).read_bytes())
    return found


def _lines(name: str, content: bytes) -> Iterator[Line]:
    for page, words in groupby(words_of(content), lambda word: word.page):
        line: list[Word] = []
        for word in words:
            if line and not (word.bottom < line[-1].top and line[-1].bottom < word.top and word.left > line[-1].left):
                yield _line(f"{name} {page}", line)
                line = []
            line.append(word)
        yield _line(f"{name} {page}", line)
    with pypdfium2.PdfDocument(content) as document:
        for number, sheet in enumerate(document, 1):
            boxes = [item.get_bounds() for item in sheet.get_objects() if item.type != pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
            if boxes:
                left, bottom, right, top = zip(*boxes, strict=True)
                size = f"{(max(right) - min(left)) * _MM:.0f} x {(max(top) - min(bottom)) * _MM:.0f}"
                yield Line(f"{name} {number}", min(left) * _MM, min(bottom) * _MM, f"{len(boxes)} lines, in {size}")


def _line(page: str, words: list[Word]) -> Line:
    text = " ".join(word.text for word in words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    printable = "".join(sign if sign.isprintable() else "¬" for sign in text)
    return Line(page, min(word.left for word in words), min(word.bottom for word in words), printable)


def accept() -> None:
    """Take the pages over as they are now."""
    with TemporaryDirectory() as directory:
        FILE.write_text("".join(f"{line}\n" for line in print_pages(Path(directory))), "utf-8")
