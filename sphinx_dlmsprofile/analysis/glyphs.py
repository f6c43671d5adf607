"""The texts of a document with characters that the PDF cannot show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.glyphs import lacking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock


@analysis
def without_glyph(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, str]]:
    """The texts with characters that no font has, with these."""
    for block in blocks:
        if found := lacking(block.text):
            yield block, found
