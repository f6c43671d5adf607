"""Markup that not every reader gets to see as its author meant it."""

from __future__ import annotations

from enum import Enum

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen


class Loss(Enum):
    """What became of the markup."""

    WEB_ONLY = "in web pages only"
    OTHER_FORMAT = "for another format, which is none of our outputs"
    COMMENT = "read as a comment, though it begins as a directive does"
    FILE_DATA = "a field at the top of a file, which is data about the file"
    PAGE_HEAD = "in a header or footer of pages, which are not the author's"
    PLAIN_FENCE = "between colons, which make a directive only with its name in braces"
    CELL_BREAK = "after what divides the cells of a notebook"
    SECTION_NUMBER = "what sectnum would print before and after the number of each heading"
    AS_TYPED = "shown as it was typed"
    BEYOND_COLUMNS = "in cells beyond the last column of a table in Markdown, which are dropped"
    PICTURE_TITLE = "the title of a picture in Markdown"
    LINK_TITLE = "the title of a link in Markdown"
    LOOSE_WORDS = "words in a formula, which prints no blank between them"
    OPEN_FORMULA = "between two dollars that no formula stands between"
    NO_FORM = "drawn by another extension, which has no form for paper"


@frozen(kw_only=True)
class AddedFont(Record):
    """A font that a project adds: its file, and the characters that it has, as ranges with both ends."""

    name: str
    ranges: tuple[tuple[int, int], ...]


@frozen(kw_only=True)
class DamagedPicture(Record):
    """A picture whose file cannot be shown everywhere, and why."""

    name: str
    fault: str


@frozen(kw_only=True)
class FormulaSigns(Record):
    """The signs beyond ASCII that are typed in a formula: fonts may lack them, too."""

    signs: str


@frozen(kw_only=True)
class LostText(Record):
    """Markup that is lost in some output.

    ``words`` are what it holds, or its tag or kind; ``name`` is the format or directive that it is written for.
    """

    loss: Loss
    words: str
    name: str = ""
