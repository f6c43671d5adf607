"""Departures from a rule that somebody has accepted in writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.location import Text


@dataclass(frozen=True, kw_only=True)
class Waiver(Record):
    """Accepts the findings of one rule in one place.

    ``place`` is a source file, a file and line ("clause-6.rst:12"), or a clause number ("5.2", "B");
    without it the waiver holds everywhere. ``used`` is set once findings have been matched.
    """

    rule: Text
    place: Text | None = None
    reason: Text | None = None
    used: bool = False
