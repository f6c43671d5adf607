"""A report of the review build: a table with its links, on any subject."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.trace import Item


_WORDS = regex(r"[^\W_]+")


@frozen
class Place:
    """Where a link leads: a document and an anchor in it, "" for its beginning."""

    docname: str
    anchor: str


@frozen
class Mention:
    """A piece of a cell: its words, and the place that they lead to.

    ``id`` is the identifier of what it names, ``result`` how a test case has ended; "" for what has none.
    """

    text: str
    to: Place | None = None
    id: str = ""
    result: str = ""

    @property
    def words(self) -> str:
        """What a reader sees."""
        return f"{self.text} ({self.result})" if self.result else self.text


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
        return ", ".join(mention.words for mention in self.mentions)


@frozen
class Column:
    """A column: its ``key`` in files, its head, and its share of the width; 0 for what files alone have.

    ``several`` says that each piece of a cell is a value of its own; ``parts`` are those fields of the pieces that
    files give apart. ``is_number`` is for what is counted.
    """

    key: str
    head: str
    width: int
    several: bool = False
    parts: tuple[Literal["id", "result"], ...] = ()
    is_number: bool = False


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
    a table without rows. ``summary`` counts what the table lists. ``keys`` are the columns that together say what a row
    is about, or "group"; without them, it is the first column.
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
    keys: tuple[str, ...] = ()

    @cached_property
    def row_ids(self) -> tuple[str, ...]:
        """Of each row its address, made of what lasts; "" for one that has none of its own, as the second of two."""
        keys = [column.key for column in self.columns]
        wanted = self.keys or tuple(keys[:1])
        found: dict[str, None] = {}
        ids = []
        for head, row in self.rows:
            texts = (head if key == "group" else row[keys.index(key)].text for key in wanted)
            name = "-".join(_WORDS.findall(" ".join(texts).casefold()))
            address = f"row-{self.name}-{name}" if name else ""
            ids.append("" if address in found else address)
            found[address] = None
        return tuple(ids)

    @property
    def rows(self) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
        """All rows, each with the head of its group."""
        return tuple((group.head, row) for group in self.groups for row in group.rows)


def say_each(texts: Iterable[object]) -> Cell:
    """A cell with a piece for each text."""
    return Cell(tuple(Mention(str(text)) for text in texts))


def say(text: object, to: Place | None = None, tone: Tone | None = None) -> Cell:
    """A cell with one piece of text; empty for an empty one."""
    return Cell((Mention(str(text), to),) if str(text) else (), tone)


def place_of(clause: Clause | None) -> Place | None:
    """Where a clause stands."""
    return Place(clause.docname, clause.anchor) if clause else None


def clause_mention(clause: Clause) -> Mention:
    """A clause by its label, with the link to it."""
    return Mention(clause.label, place_of(clause))


def item_mention(item: Item, text: str = "", result: str = "") -> Mention:
    """An item of the trace by its title, or by another text, with the link to it."""
    to = Place(item.docname, item.anchor) if item.docname else None
    return Mention(text or item.title, to, id=item.identifier, result=result)
