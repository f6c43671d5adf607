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
def captions(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, tuple[str, str]]]:
    """The captions that have a number, each as the label that leads to it and its words."""
    for block in blocks:
        if block.kind is TextKind.CAPTION and block.numbered:
            yield block, (block.numbered, plain_blanks(block.text))
