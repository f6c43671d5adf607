"""Departures from a rule that somebody has accepted in writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from sphinx_dlmsprofile.text.location import Text


@frozen(kw_only=True)
class Waiver(Record):
    """Accepts the findings of one rule in one place.

    ``place`` is a source file, lines of it ("clause-6.rst:12"), a clause ("5.2", "B", "Foreword"), a record
    ("sap client 0x10", "class 180", "provision join-once"), or a template clause that is missing
    ("template 5.1"); without it the waiver holds everywhere. ``by`` is who decided it, ``date`` when.
    Judging sets the rest: ``used`` once findings have been matched, ``known`` whether there is such a rule,
    ``close`` the rule that was meant if not, ``problem`` why the place is none.
    """

    rule: Text
    place: Text | None = None
    reason: Text | None = None
    by: Text | None = None
    date: date | None = None
    used: bool = False
    known: bool = True
    close: str | None = None
    problem: str | None = None


@frozen(kw_only=True)
class KnownFinding(Record):
    """A finding that a baseline holds: ``at`` is the file of the baseline, ``source`` that of the finding.

    Its line does not matter, so that it is known again after an edit elsewhere. Judging sets ``used``: whether it is
    still found.
    """

    rule: str
    source: str
    message: str
    used: bool = True
