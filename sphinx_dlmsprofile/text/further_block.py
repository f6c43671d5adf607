"""Where a second paragraph, a list or a table begins in a text that is printed as one paragraph."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BULLET = regex(r"(?P<indent>\s*)(?P<sign>[-*+•‣–—])\s+\S")
_SURE_BULLETS = "-*+•‣"
_NUMBER = regex(r"(?P<indent>\s*)(?P<sign>\(?(?P<value>\d{1,3}|[A-Za-z#])[.)])\s+\S")
_OTHER_BLOCK = regex(
    r"""(?x)
    [+] [-=+]+ [+] $                                                # border of a grid table
    | =+ (?: \s+ =+ )+ $                                            # border of a simple table
    | (?: \| \s* )? :?-+:? \s* (?: \| \s* :?-+:? \s* )+ \|? $      # below the head of a table in Markdown
    | (?: ``` | ~~~ | ::: ) `* ~* :* [\w{]                          # fence
    | \.\. \s+ \S+ ::                                               # directive
    """
)
_ROW = regex(r"\s*\|\s")


def further_block(lines: Sequence[str]) -> int | None:
    """The index of the line on which something begins that is not the first paragraph; None if all is one paragraph.

    A dash or a number alone at the beginning of a line makes no list: that may be a sentence that is folded. A list
    has two items, or one after a colon. Where the text begins with a list or a table, it is their second line.
    """
    written = [index for index, line in enumerate(lines) if line.strip()]
    gap = next((after for before, after in pairwise(written) if after > before + 1), None)
    together = [index for index in written if gap is None or index < gap]
    found = {*_marked(lines, together), *_bullets(lines, together), *_numbers(lines, together)}
    return min(found - {written[0]}, default=gap or min(found, default=None)) if found else gap


def _marked(lines: Sequence[str], written: Sequence[int]) -> Iterator[int]:
    """Lines of tables, fences and directives."""
    rows = [index for index in written if _ROW.match(lines[index])]
    for before, after in pairwise(rows):
        if after == before + 1:
            yield from (before, after)
    yield from (index for index in written if _OTHER_BLOCK.match(lines[index].strip()))


def _bullets(lines: Sequence[str], written: Sequence[int]) -> Iterator[int]:
    """Items of lists: several with the same sign, or one after a colon.

    Dashes, which may stand in a sentence, make a list after a colon or where the text begins with one.
    """
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in written:
        if match := _BULLET.match(lines[index]):
            alike[match.groups()].append(index)
    for (_, sign), items in alike.items():
        before = "" if items[0] == written[0] else lines[items[0] - 1]
        several = len(items) > 1 and (sign in _SURE_BULLETS or not before)
        if several or before.rstrip().endswith(":"):
            yield from items


def _numbers(lines: Sequence[str], written: Sequence[int]) -> Iterator[int]:
    """Items with a number or a letter that comes next after that of another item."""
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for index in written:
        if match := _NUMBER.match(lines[index]):
            kind = match["indent"], match["sign"].replace(match["value"], "")
            before = last.get(kind)
            if before and _follows(match["value"], before[1]):
                yield from (before[0], index)
            last[kind] = index, match["value"]


def _follows(value: str, before: str) -> bool:
    """Whether a number or letter comes next after another; "#" stands for each."""
    if value.isdecimal() and before.isdecimal():
        return int(value) == int(before) + 1
    return value == before == "#" or (value.isalpha() and before.isalpha() and ord(value) == ord(before) + 1)
