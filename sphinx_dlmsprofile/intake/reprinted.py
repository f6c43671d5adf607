"""The proof that an edited document has come back: what its sources print now, against what the document prints."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.places import TYPED
from sphinx_dlmsprofile.text.bounded import bounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.text.printed import Printed

_ALIKE = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\u2011": "-", "\u00a0": " "})
"""Signs that are typed one way in Word, and printed another way."""

_NAMED = 20


def unlike(
    then: Sequence[Printed], now: Sequence[Printed], made: Sequence[Printed], *, is_whole: bool
) -> Iterator[str]:
    """What the sources do not print and the document has, and the other way round; a line for each.

    ``then`` is what was printed before it was edited. Where the project is not whole, as without its keys, the sources
    print other things than then for that reason: only what is new in the document is looked for.
    """
    old, wanted, printed = (Counter(map(_key, _texts(blocks))) for blocks in (then, now, made))
    known = {_key(text): text for text in _texts([*then, *now])}
    lost = [each for each in (wanted - printed).elements() if is_whole or each not in old]
    stays = list(((printed & old) - wanted).elements())
    if lost:
        yield f"the sources do not print what the document has, put it into them: {_named(lost, known)}"
    if stays:
        yield f"the sources still print what the document no longer has, take it out: {_named(stays, known)}"


def _texts(blocks: Iterable[Printed]) -> Iterator[str]:
    """Paragraphs and rows."""
    for block in blocks:
        if block.is_table:
            yield from (" | ".join(row) for row in block.rows)
        else:
            yield block.text


def _key(text: str) -> str:
    """A text as both have it: typed marks of items are counted anew."""
    typed = TYPED.fullmatch(text)
    text = typed["rest"] if typed else text
    return " ".join(text.translate(_ALIKE).replace("--", "-").replace("…", "...").split())


def _named(keys: Sequence[str], known: dict[str, str]) -> str:
    more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    return ", ".join(f'"{bounded(known[key])}"' for key in keys[:_NAMED]) + more
