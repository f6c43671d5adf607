"""Words that a dictionary does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.prose import NOTED, TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_WORD = regex(r"(?<![\w@/.'’-])[a-z]{4,}(?:['’]s)?(?![\w@/-]|\.\w)")
_PROSE = NOTED | {TextKind.TITLE}


@analysis
def words_in_small_letters(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, tuple[str, ...]]]:
    """The words of prose in small letters, where a document first has them: names and abbreviations have capitals."""
    seen: set[str] = set()
    for block in blocks:
        if block.kind in _PROSE and not block.mandated:
            words = {word.partition("'")[0].partition("’")[0] for word in _WORD.findall(block.text)} - seen
            if words:
                seen |= words
                yield block, tuple(sorted(words))
