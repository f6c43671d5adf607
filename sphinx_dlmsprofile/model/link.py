"""References from one place of a standard to another."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_dlmsprofile.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Link(Record):
    """A cross-reference in the text; ``clause`` is where it stands.

    ``kind`` is the role or kind of markup, ``target`` what it names, ``document`` the docname from
    which it does so. ``number`` is the number of the clause, annex, figure or table that it leads to
    ("5.2", "A.1"), None where that has none.
    """

    kind: str
    target: str
    document: str
    number: str | None = None
