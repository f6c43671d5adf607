"""What a sentence says of the place that a cross-reference in it leads to, and what captions and titles say there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.prose import NOTED, TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_PROSE = NOTED | {TextKind.CELL}
_BEFORE = regex(rf"[^;:{OPAQUE}]*$")
_AFTER = regex(rf"[^;:{OPAQUE}]*")


class Referral(NamedTuple):
    """A cross-reference: the label it leads to, the words before and after it up to the next one, and its sentence.

    ``alone`` says that the sentence has no other reference.
    """

    target: str
    before: str
    after: str
    sentence: str
    alone: bool


class Caption(NamedTuple):
    """A caption: the label that leads to it, its words, and those of the cells of its table."""

    label: str
    words: str
    cells: str


@analysis
def referrals(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, Referral]]:
    """The cross-references of a document, each with the words around it."""
    for block in blocks:
        if block.kind in _PROSE and block.references and not block.mandated:
            yield from ((block, referral) for referral in _of_block(block))


def _of_block(block: TextBlock) -> Iterator[Referral]:
    text = plain_blanks(block.shown or block.text)
    links = iter(block.references)
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        places = [place for place, sign in enumerate(sentence) if sign == OPAQUE]
        for place, link in zip(places, links, strict=False):
            before = _BEFORE.search(sentence, 0, place)
            after = _AFTER.match(sentence, place + 1)
            words = before[0] if before else "", after[0] if after else ""
            yield Referral(link.target, *words, sentence, alone=len(places) == 1)


@analysis
def captions(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, Caption]]:
    """The captions that have a number, each with the cells of the table below it."""
    found: list[tuple[TextBlock, list[str]]] = []
    cells: list[str] | None = None
    for block in blocks:
        if block.kind is TextKind.CAPTION and block.numbered:
            cells = []
            found.append((block, cells))
        elif block.kind is not TextKind.CELL:
            cells = None
        elif cells is not None:
            cells.append(block.text)
    for block, its in found:
        yield block, Caption(block.numbered, plain_blanks(block.text), " ".join(its))
