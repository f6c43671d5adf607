"""Sequence charts: who sends what to whom, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location, Text

GROUPS = ("alternatives", "optional", "loop", "parallel")
"""What branches can be: one of several, one or none, repeated, at the same time."""


@frozen(kw_only=True)
class Participant:
    """Someone who sends or receives; ``name`` is None where the key is the name."""

    key: Text
    name: Text | None = None

    @property
    def label(self) -> str:
        """How the chart calls it."""
        return self.name.value if self.name else self.key.value


@frozen(kw_only=True)
class Branch:
    """Steps that happen on a condition; ``condition`` is empty where there is none."""

    condition: Text
    steps: tuple[Step, ...] = ()


@frozen(kw_only=True)
class Step:
    """A step of a chart: a message, a note, or branches.

    A message goes from the first of ``ends`` to the second, which may be the same; ``is_reply`` draws it dashed. A note
    stands over the participants from the first of ``ends`` to the last, over all if there are none. ``group`` is one of
    GROUPS and has ``branches``, and is empty for messages and notes.
    """

    at: Location
    ends: tuple[str, ...] = ()
    text: Text | None = None
    is_message: bool = False
    is_reply: bool = False
    group: str = ""
    branches: tuple[Branch, ...] = ()


@frozen(kw_only=True)
class SequenceChart(Record):
    """The participants from left to right, and the steps from the top down."""

    caption: Text | None = None
    name: Text | None = None
    participants: tuple[Participant, ...] = ()
    steps: tuple[Step, ...] = ()
