"""Notes and examples with their labels, the same in each output: NOTE, EXAMPLE 2."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_dlmsprofile.model.number_words import all_number_words
from sphinx_dlmsprofile.rendering.classes import TERM_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.model.number_words import NumberWords

REMARK = "dlms_remark"
"""Attribute of a note or example: what it is, a :class:`Remark`."""

_BOUNDS = (nodes.table, nodes.figure, nodes.section, nodes.document)


class Remark(NamedTuple):
    """What a note or example is: its kind, "note" or "example", and its number, None where it is the only one."""

    kind: str
    number: int | None

    def label(self, words: NumberWords) -> str:
        """What stands before it: "NOTE", "EXAMPLE 2"."""
        word = words.note if self.kind == "note" else words.example
        return f"{word} {self.number}" if self.number else word


def number_remarks(found: Iterable[nodes.Element]) -> None:
    """Number the notes and examples among nodes in document order.

    As the ISO/IEC Directives, Part 2, ask: in each clause for itself, which is the smallest numbered subdivision, in
    each table, figure and terminological entry too, and only where there are several of a kind.
    """
    groups: dict[tuple[int, str], list[nodes.Element]] = {}
    for node in found:
        if kind := remark_kind(node):
            groups.setdefault((id(_home_of(node)), kind), []).append(node)
    for (_home, kind), group in groups.items():
        for number, node in enumerate(group, 1):
            node[REMARK] = Remark(kind, number if len(group) > 1 else None)


@cache
def _example() -> re.Pattern[str]:
    """The title of an example, in any language."""
    words = "|".join(dict.fromkeys(words.example for words in all_number_words()))
    return re.compile(rf"(?:{words})(?:\s+\d+)?\s*", re.IGNORECASE)


def remark_kind(node: nodes.Element) -> str | None:
    """Whether a node is a note or an example; None for all others."""
    if isinstance(node, nodes.note):
        return "note"
    if type(node) is nodes.admonition and node.children and isinstance(node[0], nodes.title):
        return "example" if _example().fullmatch(node[0].astext().strip()) else None
    return None


def _home_of(node: nodes.Element) -> nodes.Element | None:
    """What a note counts in."""
    home = node.parent
    while home is not None and not isinstance(home, _BOUNDS) and TERM_CLASS not in home["classes"]:
        home = home.parent
    return home
