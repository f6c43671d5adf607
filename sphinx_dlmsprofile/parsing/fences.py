"""Fences of Markdown that are never closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_FENCE = regex(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,}|:{3,})", re.MULTILINE)
_SWALLOWED = regex(r"#{1,6}[ \t]+\S|(?:`{3,}|~{3,}|:{3,})\{\w")
NAME = regex(r"\{([\w:+-]+)\}")
_ADMONITIONS = ("admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning")
OF_TEXT = frozenset({*_ADMONITIONS, "container", "figure", "guidance", "only", "seealso", "table"})
"""Directives whose contents are Markdown, so that a fence can be open inside."""


class Open(NamedTuple):
    """A fence that is open where its text ends: its line, the last line of the text, its mark.

    ``swallows`` says whether headings or directives are lost in it, ``within`` that the fence around it has no more
    signs: what would close the one closes the other.
    """

    start: int
    end: int
    mark: str
    swallows: bool
    within: bool = False


def open_fences(text: str) -> list[Open]:
    """Each fence that is open where its text ends."""
    if not _FENCE.search(text):
        return []
    from markdown_it import MarkdownIt  # noqa: PLC0415  for documents with a fence
    from mdit_py_plugins.colon_fence import colon_fence_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark").use(colon_fence_plugin).disable(["inline"])
    return sorted(_without_followers(_open_in(parser, text.splitlines(), 0)))


def _without_followers(found: Iterable[Open]) -> Iterator[Open]:
    """Signs that close nothing any more open a fence: they follow from one that is closed too early."""
    before: Open | None = None
    for each in found:
        if before and before.within and not each.mark.strip(before.mark[0]):
            before = before._replace(end=each.end, swallows=before.swallows or each.swallows)
            continue
        if before:
            yield before
        before = each
    if before:
        yield before


def _open_in(parser: object, lines: Sequence[str], offset: int, around: str = "") -> Iterator[Open]:
    tokens: list[Token] = parser.parse("\n".join(lines))  # type: ignore[attr-defined]
    for token in tokens:
        if token.type not in {"fence", "colon_fence"} or token.map is None:
            continue
        start, end = token.map
        last = lines[end - 1].strip(" \t>") if end <= len(lines) else ""
        is_closed = end - start > 1 and set(last) == {token.markup[0]} and len(last) >= len(token.markup)
        inside = lines[start + 1 : end]
        if not is_closed:
            swallows = any(_SWALLOWED.match(line) for line in inside)
            mark = f"{token.markup}{token.info}".strip()
            within = token.markup.startswith(around) if around else False
            yield Open(offset + start + 1, offset + max(end, start + 1), mark, swallows, within)
        elif (name := NAME.match(token.info)) and name[1] in OF_TEXT:
            yield from _open_in(parser, token.content.split("\n"), offset + start + 1, token.markup)
