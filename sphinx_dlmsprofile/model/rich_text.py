"""The text of clauses with its markup, for outputs that are not pages: XHTML, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location


@frozen
class RichBlock:
    """A paragraph, list, table, formula, figure or the like.

    ``at`` is the line where its words begin, ``xhtml`` an element of XHTML 1.1 whose names have the prefix "xhtml:",
    that is a paragraph or a box, ``text`` its words in one line. ``is_paragraph`` says that it is one and nothing else.
    """

    at: Location
    xhtml: str
    text: str
    is_paragraph: bool = False
