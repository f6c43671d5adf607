"""Random documents in which each word is there once, so that every lost one is noticed."""

from __future__ import annotations

import random
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ADMONITIONS = ("note", "warning", "tip", "hint", "danger", "error", "important", "caution", "attention")


class RandomDocument:
    """A document of blocks within blocks, up to a depth; ``words`` are all that its readers must see."""

    def __init__(self, seed: int, sections: int = 8, depth: int = 2, *, tables_in_cells: bool = True) -> None:
        self._tables_in_cells = tables_in_cells
        self._random = random.Random(seed)
        self.words: list[str] = []
        self._seed = seed
        parts = [f"Title {self._word()}\n{'=' * 20}\n"]
        for _ in range(sections):
            parts.append(f"Part {self._word()}\n{'-' * 20}\n")
            parts += [self._block(depth) for _ in range(3)]
        self.text = "\n".join(parts)

    def _word(self) -> str:
        word = f"Q{self._seed}x{len(self.words):04}"
        self.words.append(word)
        return word

    def _block(self, depth: int) -> str:
        return self._random.choice(_FLAT if depth == 0 else _FLAT[:2] + _NESTED)(self, depth)

    def _body(self, depth: int, indent: int = 3) -> str:
        blocks = "\n".join(self._block(depth - 1) for _ in range(self._random.randint(1, 2)))
        return textwrap.indent(blocks, " " * indent)

    def paragraph(self, _depth: int) -> str:
        first, second, third, fourth = (self._word() for _ in range(4))
        kind = self._random.randrange(4)
        if kind == 0:
            return f"{first} with *{second}* and **{third}**, {fourth}.\n"
        if kind == 1:
            return f"``{first}`` :sub:`{second}` :sup:`{third}` `{fourth} <https://example.org>`__\n"
        if kind == 2:
            return f":guilabel:`{first}` :kbd:`{second}` :samp:`{third}` :abbr:`{fourth} (x)`\n"
        return f"{first} [#]_ {second} {third}\n\n.. [#] {fourth}\n"

    def lines(self, _depth: int) -> str:
        return f"| {self._word()}\n|   {self._word()}\n|\n| {self._word()}\n"

    def code(self, _depth: int) -> str:
        return f".. code-block:: text\n   :caption: {self._word()}\n\n   {self._word()}\n     {self._word()}\n"

    def fields(self, _depth: int) -> str:
        return f":{self._word()}: {self._word()}\n:{self._word()}: {self._word()}\n"

    def options(self, _depth: int) -> str:
        return f"-a         {self._word()}\n--long=C   {self._word()}\n"

    def rubric(self, _depth: int) -> str:
        return f".. rubric:: {self._word()}\n"

    def items(self, depth: int) -> str:
        mark = self._random.choice(["-", "#."])
        items = (f"{mark} {self._body(depth, len(mark) + 1).lstrip()}\n" for _ in range(self._random.randint(1, 3)))
        return "\n".join(items)

    def definitions(self, depth: int) -> str:
        return f"{self._word()} : {self._word()}\n{self._body(depth)}\n"

    def quotation(self, depth: int) -> str:
        return f"{self._word()}\n\n{self._body(depth)}\n\n   -- {self._word()}\n"

    def table(self, depth: int) -> str:
        columns = self._random.randint(1, 3)
        inner = depth if self._tables_in_cells else 1
        head = f".. list-table:: {self._word()}\n   :header-rows: {self._random.randint(0, 1)}\n\n"
        rows = (
            f"   {'*' if column == 0 else ' '} - {self._body(inner, 7).lstrip()}"
            for _ in range(2)
            for column in range(columns)
        )
        return head + "\n".join(rows) + "\n"

    def admonition(self, depth: int) -> str:
        return f".. {self._random.choice(ADMONITIONS)}::\n\n{self._body(depth)}\n"

    def titled(self, depth: int) -> str:
        return f".. admonition:: {self._word()}\n\n{self._body(depth)}\n"

    def figure(self, depth: int) -> str:
        return f".. figure:: x.svg\n\n   {self._word()}\n\n{self._body(depth)}\n"

    def container(self, depth: int) -> str:
        return f".. container:: some\n\n{self._body(depth)}\n"

    def description(self, depth: int) -> str:
        return f".. describe:: {self._word()}\n\n{self._body(depth)}\n"


_FLAT: list[Callable[[RandomDocument, int], str]] = [
    RandomDocument.paragraph,
    RandomDocument.lines,
    RandomDocument.code,
    RandomDocument.fields,
    RandomDocument.options,
    RandomDocument.rubric,
]
_NESTED: list[Callable[[RandomDocument, int], str]] = [
    RandomDocument.items,
    RandomDocument.definitions,
    RandomDocument.quotation,
    RandomDocument.table,
    RandomDocument.table,
    RandomDocument.admonition,
    RandomDocument.titled,
    RandomDocument.figure,
    RandomDocument.container,
    RandomDocument.description,
]
