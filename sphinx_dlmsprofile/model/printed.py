"""The text of a standard as a reader has it: per clause its blocks in order, each with all of its words.

Rules judge what authors write as prose (:mod:`~sphinx_dlmsprofile.model.prose`), where code, formulae and numbers are
marks. Editions are compared by this text, in which nothing is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.prose import TextKind
    from sphinx_dlmsprofile.text.location import Location


@frozen
class PrintedBlock:
    """A paragraph, title, caption, cell and the like.

    ``text`` has its words without markup: raised ones after "^", lowered ones after "_", numbers of references as they
    are printed. ``label`` is what is printed before it: "Figure 2", "5.3.1", "a)"; None where there is nothing, or
    nothing that is known yet when the text is read. ``cell`` is where it stands in a table, as spreadsheets name it:
    "B3", or "B3:C4" of merged ones. ``notes`` are the words of the footnotes that "[*]" in it leads to, in this order.
    """

    kind: TextKind
    text: str
    at: Location
    label: str | None = None
    cell: str | None = None
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class ClauseText(Record):
    """The text of a clause without that of its subclauses; ``clause`` is None for what stands before the first one."""

    blocks: tuple[PrintedBlock, ...] = ()


@frozen(kw_only=True)
class Exhibit(Record):
    """What a page shows that is neither prose nor code: a formula, a picture, raw HTML; ``text`` is its source.

    ``numbered`` is the id of a formula with a number, "" elsewhere.
    """

    kind: TextKind
    text: str
    numbered: str = ""
