"""The running text of a standard, block by block, as rules on wording judge it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.record import Record

OPAQUE = "\ufffc"
"""Stands in a text for what is no prose: code, literals, formulae, images, numbers of references."""


LABEL = "\ufdd0"
"""Stands in what is read of a paragraph, before it becomes a text, for the identifier of a provision."""


class TextKind(Enum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    TITLE = "title"
    CAPTION = "caption"
    CELL = "cell"
    TERM = "term"
    NOTE = "note"
    EXAMPLE = "example"
    FOOTNOTE = "footnote"
    FIGURE = "figure"


@dataclass(frozen=True, kw_only=True)
class Literal(Record):
    """What stands in literal type: a block of code, or a word within a text. It is no prose, and may be octets."""

    text: str
    block: bool = False


@dataclass(frozen=True, kw_only=True)
class TextBlock(Record):
    """A paragraph, title, caption, cell, … as its reader sees it, in one line.

    ``at`` is its first line. Code, literals, formulae and generated numbers stand as ``OPAQUE``.
    ``mandated`` marks wording that the template orders: its words are not the author's.
    ``column`` is the place of a cell in its row, counted from 0. ``cited`` is what the roles in it
    cite, as written.
    """

    kind: TextKind
    text: str
    mandated: bool = False
    column: int | None = None
    cited: tuple[str, ...] = ()

    @property
    def normative(self) -> bool:
        """Whether the block can hold provisions: in a numbered clause or normative annex, and no note or the like."""
        if self.kind in {TextKind.NOTE, TextKind.EXAMPLE, TextKind.FOOTNOTE} or self.clause is None:
            return False
        if self.clause.kind is SectionKind.ANNEX:
            return self.clause.status != "informative"
        return self.clause.kind is SectionKind.CLAUSE
