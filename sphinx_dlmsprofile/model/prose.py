"""The running text of a standard, block by block, with the pictures, index entries and references in it."""

from __future__ import annotations

from enum import Enum

from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen


class TextKind(Enum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    TITLE = "title"
    CAPTION = "caption"
    CELL = "cell"
    TERM = "term"
    NOTE = "note"
    EXAMPLE = "example"
    FOOTNOTE = "footnote"
    FIGURE = "figure"
    """A text in a figure."""

    PICTURE = "picture"
    """A picture, by its file and a digest of what is in that; this and what follows only in the text as printed."""

    CODE = "code"
    FORMULA = "formula"
    RAW = "raw"
    """What only some outputs show: HTML, LaTeX."""

    # There is one object for each: that of Enum is a function of Python that hashes the name.
    __hash__ = object.__hash__


REMARKS = frozenset({TextKind.NOTE, TextKind.EXAMPLE})
"""What explains the text, and states nothing."""

WORDED = frozenset({TextKind.PARAGRAPH, *REMARKS})
"""What is written in sentences."""

NOTED = WORDED | {TextKind.FOOTNOTE}
"""The same with footnotes."""

LABELLED = frozenset({TextKind.TITLE, TextKind.CAPTION, TextKind.CELL, TextKind.TERM})
"""What is rarely written in sentences."""

DRAWN = frozenset({TextKind.TITLE, TextKind.FIGURE})
"""What a clause has beside its text."""


@frozen(kw_only=True)
class Literal(Record):
    """What stands in literal type: a block of code, or a word within a text. It is not prose, and may be octets.

    ``first_line`` is the number of the first line, where lines have numbers.
    """

    text: str
    block: bool = False
    first_line: int | None = None


@frozen(kw_only=True)
class Block(Record):
    """Where a paragraph, title, caption, cell, … stands and what it is, without its words.

    ``at`` is its first line. ``mandated`` marks wording that the template orders: its words are not the author's.
    ``column`` is the place of a cell in its row, counted from 0.
    """

    kind: TextKind
    mandated: bool = False
    column: int | None = None

    @property
    def normative(self) -> bool:
        """Whether the block can hold provisions: in a numbered clause or normative annex, not a note or the like."""
        if self.kind in {TextKind.NOTE, TextKind.EXAMPLE, TextKind.FOOTNOTE} or self.clause is None:
            return False
        if self.clause.kind is SectionKind.ANNEX:
            return self.clause.status != "informative"
        return self.clause.kind is SectionKind.CLAUSE


@frozen(kw_only=True)
class Illustration(Record):
    """A figure or a picture in ordinary markup; ``caption`` is empty where it has none."""

    caption: str = ""


@frozen(kw_only=True)
class IndexMark(Record):
    """An index entry where it is made, by an author or a directive.

    ``kind`` is that of the markup ("single", "pair", "see" …), ``text`` the entry with its sub-entries
    between semicolons.
    """

    kind: str
    text: str


@frozen(kw_only=True)
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


@frozen(kw_only=True)
class TextBlock(Block):
    """A block with its words, as its reader sees them, in one line.

    Code, literals, formulae and generated numbers stand as ``OPAQUE``. ``cited`` is what the roles in it cite, as
    written. ``shown`` is the text with all of that, where it differs: ``OPAQUE`` then stands for each of
    ``references`` alone, whose numbers are known when all has been read. ``mark`` is what stands before it in a
    list, ``numbered`` the id of the figure or table whose number does. ``warning`` is
    what stands before an admonition: "CAUTION". ``cell`` is its place in a table: "B3". ``notes`` are the words of the
    footnotes that its marks lead to. ``stressed`` are the words in emphasis that may be names of attributes or methods.
    """

    text: str
    cited: tuple[str, ...] = ()
    shown: str = ""
    references: tuple[Link, ...] = ()
    mark: str = ""
    numbered: str = ""
    warning: str = ""
    cell: str = ""
    notes: tuple[str, ...] = ()
    stressed: tuple[str, ...] = ()
