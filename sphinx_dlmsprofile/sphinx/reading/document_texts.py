"""The texts of one document, kept unopened, and what analyses find in them while it is read."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias

from sphinx_dlmsprofile.analysis.blocks import EARLY
from sphinx_dlmsprofile.model.prose import Block, TextBlock
from sphinx_dlmsprofile.sphinx.common.packed import Sealed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.texts import Analysis

PlacedText: TypeAlias = tuple[TextBlock, str]
"""A text, and the first id of the section it stands in, "" outside of all."""

Found: TypeAlias = tuple[int, Block, str, Any]
"""The place of a block among the texts, the block without its words, the first id of its section, what was found."""


class DocumentTexts:
    """The texts of one document, unopened, with what the analyses that need nothing else have found in them."""

    __slots__ = ("_found", "_texts", "anchors", "digest")

    def __init__(self, texts: Sequence[PlacedText]) -> None:
        """Look at them, and keep bytes."""
        self._texts = Sealed(list(texts))
        self.digest = blake2b(self._texts.octets, digest_size=20).digest()
        """Where it is the same, the texts are."""
        self.anchors = tuple(dict.fromkeys(anchor for _, anchor in texts))
        """The sections that have texts, by their first ids; "" is among them where some stand outside of all."""
        self._found = {look.name: Sealed(found_in(texts, look)) for look in EARLY}

    @property
    def size(self) -> int:
        """How much there is to look at, in octets."""
        return len(self._texts.octets)

    def open(self) -> list[PlacedText]:
        """The texts."""
        return self._texts.open()

    def found(self, look: Analysis[Any]) -> list[Found] | None:
        """What an analysis has found while the document was read; None if it was not run then."""
        return self._found[look.name].open() if look.name in self._found else None


def found_in(texts: Sequence[PlacedText], look: Analysis[Any], *values: Any) -> list[Found]:
    """What an analysis finds in the texts of one document."""
    places = {id(block): (place, anchor) for place, (block, anchor) in enumerate(texts)}
    pairs = look.in_blocks([block for block, _ in texts], *values)
    named = ((*places[id(block)], block, found) for block, found in pairs)
    return [(place, _without_words(block), anchor, found) for place, anchor, block, found in named]


def _without_words(block: TextBlock) -> Block:
    return Block(at=block.at, kind=block.kind, mandated=block.mandated, column=block.column)
