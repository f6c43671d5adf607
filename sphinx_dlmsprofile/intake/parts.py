"""The parts of a draft in order: each block with the style that Word gives it, headings distinguished."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.intake.plain import plain, text_of
from sphinx_dlmsprofile.model.heading import SectionKind, read_heading, typed_number
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.intake.pandoc import Node

_LEFT_OUT = regex(r"(?i)toc( \d| heading)|table of figures|index( \d| heading)|header|footer|MAIN-TITLE|SERIES-TITLE")
"""Styles of what is made anew: contents, lists, the index, the title page."""

_MADE_ANEW = frozenset({"contents", "table of contents", "figures", "tables", "sommaire", "tableaux"})
"""Headings of lists that are made anew."""

_LEVELS = regex(r"(?i)(?:heading (\d)|ANNEX-heading(\d)|(ANNEX_title)|(HEADING\W?Nonumber\W?))")
_FRONT = regex(r"(?i)(?:FOREWORD|INTRODUCTION)")
"""Styles of the template for the text of these parts, in which some drafts have the heading as well."""


class Part(NamedTuple):
    """A block with its style, "" where it has none. A heading has a ``level`` from 1."""

    style: str
    block: Node
    level: int = 0


def parts_of(blocks: Iterable[Node]) -> Iterator[Part]:
    """The parts of a draft; a numbered heading, which pandoc takes for a list, is a heading again."""
    for block in blocks:
        yield from _parts(block, "")


def _parts(block: Node, style: str) -> Iterator[Part]:
    kind = block.get("t")
    if kind == "Div":
        own = dict(map(tuple, block["c"][0][2])).get("custom-style", "")
        for inner in block["c"][1]:
            yield from _parts(inner, str(own) or style)
    elif kind == "Header":
        yield Part(style, block, block["c"][0])
    elif kind == "OrderedList" and all(_holds_heading(item) for item in block["c"][1]):
        for item in block["c"][1]:
            for inner in item:
                yield from _parts(inner, style)
    else:
        headings = _headings_in(block) if kind in {"BulletList", "OrderedList"} else []
        yield Part(style, block, _level(style) or _front_level(style, block))
        for inner in headings:
            yield from _parts(inner, style)


def _headings_in(block: Node) -> list[Node]:
    """Take numbered headings out of the list before them, into whose last item pandoc puts them."""
    items = block["c"] if block["t"] == "BulletList" else block["c"][1]
    last = items[-1] if items else []
    if not last or last[-1].get("t") not in {"BulletList", "OrderedList"}:
        return []
    inner = last[-1]
    if inner["t"] == "OrderedList" and all(_holds_heading(item) for item in inner["c"][1]):
        return [last.pop()]
    return _headings_in(inner)


def _holds_heading(item: list[Node]) -> bool:
    """Whether an item of a list is a heading, or the number of a term, which Word may count alone."""
    if not item or item[0].get("t") == "Header":
        return True
    if item[0].get("t") != "Div":
        return False
    style = str(dict(map(tuple, item[0]["c"][0][2])).get("custom-style", ""))
    return bool(_level(style)) or style.startswith("TERM-number")


def _level(style: str) -> int:
    match = _LEVELS.fullmatch(style)
    if match is None:
        return 0
    return int(match[1]) if match[1] else int(match[2]) + 1 if match[2] else 1


def _front_level(style: str, block: Node) -> int:
    """1 for a heading of the front matter that has the style of its text."""
    is_text = block.get("t") in {"Para", "Plain"} and _FRONT.fullmatch(style)
    return int(bool(is_text and _FRONT.fullmatch(plain(block["c"]).strip())))


def is_left_out(part: Part) -> bool:
    """Whether a part is made anew from the sources."""
    text = " ".join(text_of(part.block).casefold().split()) if part.level else ""
    return _LEFT_OUT.fullmatch(part.style) is not None or text in _MADE_ANEW


def title_of(text: str, level: int) -> tuple[str, str]:
    """The title of a heading and the number that was typed before it, "" where there is none."""
    text = " ".join(text.split())
    if level == 1 and read_heading(text).kind is not SectionKind.CLAUSE:
        return text, ""
    typed = typed_number(text)
    return (typed[1], typed[0]) if typed else (text, "")
