"""The entries of the index."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_dlmsprofile.model.record import Record


@dataclass(frozen=True, kw_only=True)
class IndexMark(Record):
    """An index entry where it is made, by an author or a directive.

    ``kind`` is that of the markup ("single", "pair", "see" …), ``text`` the entry with its sub-entries
    between semicolons.
    """

    kind: str
    text: str
