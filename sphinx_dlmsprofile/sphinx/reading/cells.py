"""The cells of tables by their places, as spreadsheets name them: "B3", or "B3:C4" where several are merged."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


class Cells:
    """Knows the places of the cells of a document, table by table."""

    def __init__(self) -> None:
        """Know none yet."""
        self._known: dict[nodes.Node, str] = {}

    def of(self, node: nodes.Node) -> str:
        """Where a block stands in the innermost table around it; "" outside of tables."""
        around = node.parent
        while around is not None and not isinstance(around, nodes.entry):
            around = around.parent
        if around is None:
            return ""
        if around not in self._known:
            group = around.parent
            while group is not None and not isinstance(group, nodes.tgroup):
                group = group.parent
            # Other extensions make cells without a table.
            self._known.update(_places(group) if group is not None else ())
        return self._known.setdefault(around, "")


def _places(tgroup: nodes.Element) -> Iterator[tuple[nodes.Node, str]]:
    """The cells of a table, head and body counted together; cells that reach down move those of the next rows."""
    number = 0
    for part in tgroup.children:
        if not isinstance(part, nodes.thead | nodes.tbody):
            continue
        taken: dict[int, int] = {}  # the last row of what reaches into a column from above
        for row in (child for child in part.children if isinstance(child, nodes.row)):
            number += 1
            column = 0
            for entry in (child for child in row.children if isinstance(child, nodes.entry)):
                while taken.get(column, 0) >= number:
                    column += 1
                end = column + int(entry.get("morecols", 0))
                bottom = number + int(entry.get("morerows", 0))
                taken.update(dict.fromkeys(range(column, end + 1), bottom))
                first, last = f"{_letters(column)}{number}", f"{_letters(end)}{bottom}"
                yield entry, first if first == last else f"{first}:{last}"
                column = end + 1


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, len(ascii_uppercase))
        letters = ascii_uppercase[place] + letters
    return letters
