"""Where typed references stand in the source, so that roles can be written in their places."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.analysis.claims.typed import LIVE, typed_in
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.typed import TypedPlace
from sphinx_dlmsprofile.sphinx.reading.prose import in_one_line, pieces
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.typed import Typed
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.sphinx.reading.source_lines import Places

_LONGEST = 60
"""How many lines of a text its words are looked for in."""

_SEEN = regex(r"\S")
_BETWEEN = r"(?:\s|^[ \t]*>[ \t]?)+"
"""What may stand between two words in the source: blanks, or a new line, in a quotation too."""


def live_references(text: str) -> list[tuple[Typed, int]]:
    """The typed references of a text that a role could lead to, each with its place."""
    return [(typed, start) for typed, start in typed_in(text) if typed.kind in LIVE]


def typed_places(
    node: nodes.Element, block: TextBlock, found: list[tuple[Typed, int]], places: Places
) -> Iterator[TypedPlace]:
    """Those of a block that are typed in its source as they are read, and in no other markup."""
    if not found or block.mandated or _is_made(node):
        return
    plain = _plain(node)
    lines = places.lines_from(block.at, 1 if block.kind is TextKind.CELL else _LONGEST)
    text = "\n".join(takewhile(str.strip, lines))
    for typed, start in found:
        # What is read otherwise stands within other markup, as the words of a link do.
        if plain[start : start + len(typed.words)] != typed.words:
            continue
        pattern = re.compile(rf"(?<!\w){_BETWEEN.join(map(re.escape, typed.words.split()))}(?![\w`])", re.MULTILINE)
        same = [match.span() for match in pattern.finditer(text)]
        before = len(pattern.findall(block.text, 0, start))
        if len(same) == len(pattern.findall(block.text)):
            first, last = (_place(block.at, text, offset) for offset in same[before])
            yield TypedPlace(
                at=first,
                end=last,
                kind=typed.kind,
                numbers=typed.numbers,
                words=typed.words,
                markdown=block.at.source.endswith((".md", ".markdown")),
            )


def _is_made(node: nodes.Node | None) -> bool:
    """Whether a directive of ours has made the block: its source may be YAML, in which roles have to be quoted."""
    while isinstance(node, nodes.Element):
        classes: list[str] = node.get("classes", [])
        if any(name.startswith("dlms-") for name in classes):
            return True
        node = node.parent
    return False


def _plain(node: nodes.Element) -> str:
    """The text of a block in one line, as long as it is, with marks for all that stands in other markup."""
    texts = (text if leaf.parent is node else _SEEN.sub(OPAQUE, text) for leaf, text in pieces(node))
    return in_one_line("".join(texts))


def _place(at: Location, text: str, offset: int) -> Location:
    return Location(at.source, at.line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset))
