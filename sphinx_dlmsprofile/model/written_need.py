"""Needs of our types that authors write into their pages."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_dlmsprofile.model.record import Record


@dataclass(frozen=True, kw_only=True)
class WrittenNeed(Record):
    """A directive such as ``dlms_test`` with its ``:id:``, whether sphinx-needs took it or not."""

    identifier: str
