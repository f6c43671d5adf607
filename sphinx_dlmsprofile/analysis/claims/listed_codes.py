"""Codes in hexadecimal that are listed for one thing: "the endpoints 0x8D30 and 0x8D36", in sentences and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.prose import NOTED, TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_CODE = r"0x[0-9A-F]{2,8}(?![\w-])"
_LIST = regex(
    rf"(?P<noun>[A-Za-z][A-Za-z-]{{2,20}})(?: of| is| are)? (?P<codes>{_CODE}(?:(?: (?:for|in) [^,;.0]{{2,40}}?)?"
    rf"(?:, and|, or|,| and| or) (?:the )?{_CODE})+)"
)
_CODES = regex(_CODE)
_OTHERS = regex(r"(?i)\b(?:reserved|others?|another|free|unused|not|neither|nor|no|never|except|beside|formerly)\b")
"""What makes a list one of further codes."""


class ListedCodes(NamedTuple):
    """Two codes or more, and the words of what they are: of a sentence one, in a row those of the first cell.

    ``text`` is what is written.
    """

    nouns: tuple[str, ...]
    codes: tuple[str, ...]
    text: str


@analysis
def listed_codes(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, ListedCodes]]:
    """The lists of codes in sentences, and in the cells of a row."""
    label: TextBlock | None = None
    codes: list[str] = []
    for block in blocks:
        if block.kind is TextKind.CELL and block.column is not None:
            if not block.column:
                yield from _of_row(label, codes)
                label, codes = block, []
            elif _CODES.fullmatch(block.text):
                codes.append(block.text)
        elif label is not None:
            yield from _of_row(label, codes)
            label, codes = None, []
        if "0x" in block.text and (block.kind in NOTED or block.kind is TextKind.CELL):
            text = plain_blanks(block.text)
            for match in _LIST.finditer(text) if not _OTHERS.search(text) else ():
                yield block, ListedCodes(words(match["noun"]), tuple(_CODES.findall(match["codes"])), match[0])
    yield from _of_row(label, codes)


def _of_row(label: TextBlock | None, codes: list[str]) -> Iterator[tuple[TextBlock, ListedCodes]]:
    if label is not None and len(codes) > 1:
        yield label, ListedCodes(words(label.text), tuple(codes), label.text)
