"""A change between two editions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.text.location import Location


class Area(Enum):
    """What a change is about, in the order of reports."""

    TITLE = "title"
    CLAUSES = "clauses"
    REFERENCES = "references"
    TERMS = "terms and abbreviations"
    ENVIRONMENT = "targeted environment"
    LAYERS = "layers and profiles"
    CONSTANTS = "constants"
    ADDRESSING = "addressing"
    SERVICES = "associations and services"
    SECURITY = "security"
    CLASSES = "interface classes and OBIS codes"
    EXAMPLES = "examples"
    PROVISIONS = "provisions"
    TESTS = "test cases"


class Action(Enum):
    """What has become of it."""

    ADDED = "added"
    REMOVED = "removed"
    STRENGTHENED = "strengthened"
    """A provision asks for more: should became shall."""
    WEAKENED = "weakened"
    """A provision asks for less: shall became should."""
    REVERSED = "reversed"
    """A provision got a "not", or lost it."""
    SPLIT = "split"
    """A provision has become several, of which this is one."""
    MERGED = "merged"
    """A provision has become a part of another one."""
    REASSIGNED = "reassigned"
    """An address has another name."""
    REDEFINED = "redefined"
    """A term or abbreviation has another meaning."""
    REDATED = "dated anew"
    """A reference names another edition, or none."""
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    REWORDED = "reworded"
    MOVED = "moved"
    CHANGED = "changed"
    ANNOTATED = "annotated"
    """A provision has other attributes, and asks for the same."""


@dataclass(frozen=True)
class Detail:
    """A value before and after, None where there is none; ``what`` it is, empty where the subject says it.

    ``prose`` says that it is a sentence, in which single words count.
    """

    what: str
    old: str | None
    new: str | None
    prose: bool = False


@dataclass(frozen=True)
class Place:
    """Where something is in an edition."""

    at: Location
    clause: Clause | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change.

    ``subject`` names what has changed: as in the new edition, or in the old one where it is gone; ``previous`` as in
    the old one where that differs, "" elsewhere. The same holds for ``identifier``, which only provisions have.
    ``actions`` are the graver ones first. ``old`` and ``new`` say where it stands, None where it is not.
    """

    area: Area
    subject: str
    actions: tuple[Action, ...]
    details: tuple[Detail, ...] = ()
    old: Place | None = None
    new: Place | None = None
    previous: str = ""
    identifier: str = ""
    previous_identifier: str = ""

    @property
    def place(self) -> Place | None:
        """Where it is now, or was."""
        return self.new or self.old

    @property
    def was(self) -> str:
        """How it was named in the old edition, where the details do not show it; "" elsewhere."""
        pairs = ((detail.old or "", detail.new or "") for detail in self.details)
        told = any(self.previous.replace(old, new) == self.subject for old, new in pairs if old)
        return "" if told else self.previous


def ordered(actions: set[Action]) -> tuple[Action, ...]:
    """The actions, the graver ones first."""
    return tuple(action for action in Action if action in actions)
