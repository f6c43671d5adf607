"""What a change reaches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.diff.comparison import Comparison
    from sphinx_dlmsprofile.diff.text_edits import BlockEdit
    from sphinx_dlmsprofile.model.report import Place


class Carrier(Enum):
    """What rests on something, in the order of reports."""

    PROVISION = "provision"
    EXAMPLE = "example"
    TEST = "test"
    ICS_ITEM = "ICS item"


@dataclass(frozen=True)
class Reached:
    """Something that a change reaches.

    ``identifier`` is unique among those of its kind; for an item of the conformance statement, the identifier of the
    provision, or what the item is about. ``because`` is the last step to it: "names the term station". ``to`` is where
    a reader finds it, None where that is nowhere.
    """

    kind: Carrier
    identifier: str
    title: str
    because: str
    to: Place | None = None


@dataclass(frozen=True)
class Reach:
    """A change of the model or of the wording, and all that it reaches; ``what`` names what has changed."""

    of: Change | BlockEdit
    what: str
    reached: tuple[Reached, ...]

    def kind(self, kind: Carrier) -> tuple[Reached, ...]:
        """What it reaches of one kind."""
        return tuple(each for each in self.reached if each.kind is kind)


@dataclass(frozen=True)
class Impact:
    """All changes between two editions with what they reach, in the order of the comparison.

    ``identifiers`` are those of provisions that have become others: old → new; several where one was split, none
    where it is gone.
    """

    comparison: Comparison
    reaches: tuple[Reach, ...]
    identifiers: Mapping[str, tuple[str, ...]]

    @property
    def outcome(self) -> str:
        """How many changes there are, and how much they reach, in one sentence."""
        found = {(each.kind, each.identifier) for reach in self.reaches for each in reach.reached}
        counts = {kind: sum(each is kind for each, _ in found) for kind in Carrier}
        reached = ", ".join(f"{count} {kind.value}{'s' * (count != 1)}" for kind, count in counts.items() if count)
        total = len(self.reaches)
        if not total:
            return self.comparison.outcome
        changes = f"{total} change{'s' * (total != 1)}"
        return f"{changes}: {reached} to look at again." if reached else f"{changes}, on which nothing rests."
