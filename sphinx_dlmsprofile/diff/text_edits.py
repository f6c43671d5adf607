"""The text of two editions side by side: which blocks belong together, and which words of them differ.

This is what outputs that mark changes in the text are made of. :class:`TextComparison` has all blocks of both
editions in one sequence, those that are the same too; :attr:`TextComparison.edits` are those that a list of changes
names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.words import Mark, marked_words

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.printed import PrintedBlock


class TextAction(Enum):
    """What has become of a block."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    """It stands elsewhere now; its words may have changed, too."""


@dataclass(frozen=True)
class PlacedBlock:
    """A block and the clause that it stands in, None before the first one."""

    block: PrintedBlock
    clause: Clause | None


@dataclass(frozen=True)
class BlockEdit:
    """A block before and now, None where it is not.

    ``told`` says that a change of the model or of a provision says all of it already. ``marks`` are how it
    differs beside its words, before and now: the mark of an item, a label, the cell of a table.
    """

    action: TextAction
    old: PlacedBlock | None
    new: PlacedBlock | None
    told: bool = False
    marks: tuple[str, str] | None = None

    @property
    def place(self) -> PlacedBlock:
        """The block where it is now, or where it was."""
        placed = self.new or self.old
        assert placed is not None  # noqa: S101  one of them is given
        return placed

    @property
    def texts(self) -> tuple[str, str]:
        """The words before and now, "" where there is none, with their marks where those differ."""
        old, new = (each.block.text if each else "" for each in (self.old, self.new))
        if self.marks:
            return f"{self.marks[0]} {old}".lstrip(), f"{self.marks[1]} {new}".lstrip()
        return old, new

    @property
    def words(self) -> list[tuple[Mark, str]]:
        """The words of both, those that differ marked: without the inserted ones it is the old text."""
        old, new = (each.block.text if each else "" for each in (self.old, self.new))
        return [(Mark.SAME, new)] if old == new else marked_words(old, new)


@dataclass(frozen=True)
class TextComparison:
    """All blocks of both editions, in the order of the new one; those that are gone come before what took their place.

    ``known`` is False where an edition has no text to compare: a ``profile.json`` of an older version.
    """

    blocks: tuple[BlockEdit, ...] = ()
    known: bool = True

    @property
    def edits(self) -> tuple[BlockEdit, ...]:
        """The blocks that differ, without those of which all is reported elsewhere."""
        return tuple(each for each in self.blocks if each.action is not TextAction.SAME and not each.told)
