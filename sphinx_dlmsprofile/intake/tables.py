"""Tables of a draft: as a grid of cells, and written with their spans."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.intake.plain import plain
from sphinx_dlmsprofile.text.display_width import display_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.intake.pandoc import Node


@dataclass(frozen=True)
class Cell:
    """A cell with its spans."""

    blocks: list[Node]
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """Its text in one line."""
        return " ".join(" ".join(_texts(self.blocks)).split())


def _texts(blocks: list[Node]) -> Iterator[str]:
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in {"Para", "Plain"}:
            yield plain(content)
        elif kind == "Div":
            yield from _texts(content[1])
        elif kind in {"BulletList", "OrderedList"}:
            items = content if kind == "BulletList" else content[1]
            for item in items:
                yield from _texts(item)


@dataclass(frozen=True)
class Table:
    """Rows of cells, of which the first ``heads`` are the head; ``widths`` are shares of the width."""

    rows: list[list[Cell]]
    heads: int
    widths: list[int]

    @property
    def is_simple(self) -> bool:
        """Whether no cell spans others."""
        return all(cell.rows == cell.columns == 1 for row in self.rows for cell in row)

    @property
    def texts(self) -> list[list[str]]:
        """The text of each row, with what spans rows repeated in each of them."""
        found: list[list[str]] = []
        waiting: dict[int, tuple[int, str]] = {}
        for row in self.rows:
            line: list[str] = []
            cells = iter(row)
            while len(line) < len(self.widths):
                left, text = waiting.get(len(line), (0, ""))
                if left:
                    waiting[len(line)] = left - 1, text
                    line.append(text)
                    continue
                cell = next(cells, None)
                if cell is None:
                    break
                for _ in range(cell.columns):
                    if cell.rows > 1:
                        waiting[len(line)] = cell.rows - 1, cell.text
                    line.append(cell.text)
            found.append(line)
        return found


def read_table(content: Node) -> Table:
    """A table of pandoc, from what its element holds."""
    _, _, columns, head, bodies, foot = content
    rows = [list(map(_cell, row[1])) for row in head[1]]
    heads = len(rows)
    for body in bodies:
        rows += [list(map(_cell, row[1])) for row in (*body[2], *body[3])]
    rows += [list(map(_cell, row[1])) for row in foot[1]]
    widths = [round(100 * float(width["c"])) if width["t"] == "ColWidth" else 0 for _, width in columns]
    rows = [row for row in rows if row]
    if any(place + cell.rows > heads for place, row in enumerate(rows[:heads]) for cell in row):
        heads = 0  # a cell reaches out of the head
    return Table(rows, min(heads, max(len(rows) - 1, 0)), [max(width, 0) for width in widths])


def _cell(content: Node) -> Cell:
    _, _, rows, columns, blocks = content
    return Cell(blocks, int(rows), int(columns))


def write_table(table: Table, write: Callable[[list[Node]], str], caption: str, label: str) -> str:
    """The table with its caption: a list of lists where no cell spans others, a drawn grid else."""
    options = [f"   :name: {label}"] if label else []
    if table.is_simple:
        options += [f"   :header-rows: {table.heads}"] if table.heads else []
        if all(table.widths) and len(table.widths) > 1:
            options.append(f"   :widths: {' '.join(map(str, table.widths))}")
        lines = [f".. list-table:: {caption}".rstrip(), *options, ""]
        for row in table.rows:
            for place, cell in enumerate(row):
                mark = "   * - " if place == 0 else "     - "
                lines.append((mark + textwrap.indent(write(cell.blocks), " " * 7).lstrip()).rstrip())
        return "\n".join(lines)
    grid = textwrap.indent(_grid(table, write), "   ")
    return "\n".join([f".. table:: {caption}".rstrip(), *options, "", grid])


class _Placed(NamedTuple):
    """A cell with its place in the grid and its lines."""

    top: int
    left: int
    down: int
    across: int
    lines: list[str]


def _place(table: Table, write: Callable[[list[Node]], str]) -> list[_Placed]:
    """Each cell where the spans of others leave it room; what no cell covers is an empty one."""
    columns, rows = len(table.widths), len(table.rows)
    placed: list[_Placed] = []
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(table.rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            across, down = max(min(cell.columns, columns - left), 1), max(min(cell.rows, rows - top), 1)
            placed.append(_Placed(top, left, down, across, write(cell.blocks).split("\n")))
            taken |= {(top + y, left + x) for y in range(down) for x in range(across)}
            left += across
    empty = ((top, left) for top in range(rows) for left in range(columns) if (top, left) not in taken)
    return placed + [_Placed(top, left, 1, 1, [""]) for top, left in empty]


def _grid(table: Table, write: Callable[[list[Node]], str]) -> str:
    """The table as a drawing of lines."""
    placed = _place(table, write)
    widths, heights = [3] * len(table.widths), [1] * len(table.rows)
    for cell in sorted(placed, key=lambda each: (each.across, each.down)):
        wide = sum(widths[cell.left : cell.left + cell.across]) + cell.across - 1
        widths[cell.left + cell.across - 1] += max(max(map(display_width, cell.lines)) + 2 - wide, 0)
        high = sum(heights[cell.top : cell.top + cell.down]) + cell.down - 1
        heights[cell.top + cell.down - 1] += max(len(cell.lines) - high, 0)
    canvas = [[" "] * (sum(widths) + len(widths) + 1) for _ in range(sum(heights) + len(heights) + 1)]
    for cell in placed:
        _draw(canvas, cell, widths, heights)
    drawn = ["".join(line).rstrip() for line in canvas]
    if table.heads:
        rule = sum(heights[: table.heads]) + table.heads
        drawn[rule] = drawn[rule].replace("-", "=")
    return "\n".join(drawn)


def _draw(canvas: list[list[str]], cell: _Placed, widths: list[int], heights: list[int]) -> None:
    y, x = sum(heights[: cell.top]) + cell.top, sum(widths[: cell.left]) + cell.left
    low = y + sum(heights[cell.top : cell.top + cell.down]) + cell.down
    right = x + sum(widths[cell.left : cell.left + cell.across]) + cell.across
    for place in range(x, right + 1):
        for line in (y, low):
            canvas[line][place] = "-" if canvas[line][place] == " " else canvas[line][place]
    for place in range(y, low + 1):
        for line in (x, right):
            canvas[place][line] = "+" if canvas[place][line] in "+-" else "|"
    for line in (y, low):
        canvas[line][x] = canvas[line][right] = "+"
    for number, text in enumerate(cell.lines):
        # A wide letter takes the place of two.
        signs = [each for sign in text for each in (sign, "")[: display_width(sign)]]
        canvas[y + 1 + number][x + 2 : x + 2 + len(signs)] = signs
