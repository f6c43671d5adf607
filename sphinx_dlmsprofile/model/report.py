"""A report of the review build: a table with its links, on any subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.trace import Item


@frozen
class Place:
    """Where a link leads: a document and an anchor in it, "" for its beginning."""

    docname: str
    anchor: str


@frozen
class Mention:
    """A piece of a cell: its words, and the place that they lead to."""

    text: str
    to: Place | None = None


Tone = Literal["good", "bad", "accepted", "open"]
"""How a cell is coloured: a hint that its words give, too."""


@frozen
class Cell:
    """What a cell says, piece by piece; ``tone`` colours it, where there is something to see at a glance."""

    mentions: tuple[Mention, ...] = ()
    tone: Tone | None = None

    @property
    def text(self) -> str:
        """Its words alone."""
        return ", ".join(mention.text for mention in self.mentions)


@frozen
class Column:
    """A column: its ``key`` in JSON and CSV, its head, and its share of the width; 0 for what files alone have."""

    key: str
    head: str
    width: int


@frozen
class Group:
    """Rows under a common head, "" for none."""

    head: str
    rows: tuple[tuple[Cell, ...], ...]


@frozen
class Report:
    """A report.

    ``name`` is that of its page and files, ``lead`` says what it shows, ``outcome`` what comes of it in
    one sentence, which is good news or not (``is_good``, None where neither). ``empty`` stands in place of
    a table without rows. ``summary`` counts what the table lists.
    """

    name: str
    title: str
    lead: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    empty: str
    outcome: str = ""
    is_good: bool | None = None
    summary: Report | None = None

    @property
    def rows(self) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
        """All rows, each with the head of its group."""
        return tuple((group.head, row) for group in self.groups for row in group.rows)


def say(text: object, to: Place | None = None, tone: Tone | None = None) -> Cell:
    """A cell with one piece of text; empty for an empty one."""
    return Cell((Mention(str(text), to),) if str(text) else (), tone)


def place_of(clause: Clause | None) -> Place | None:
    """Where a clause stands."""
    return Place(clause.docname, clause.anchor) if clause else None


def clause_mention(clause: Clause) -> Mention:
    """A clause by its label, with the link to it."""
    return Mention(clause.label, place_of(clause))


def item_mention(item: Item, text: str = "") -> Mention:
    """An item of the trace by its title, or by another text, with the link to it."""
    return Mention(text or item.title, Place(item.docname, item.anchor) if item.docname else None)
