"""Where the words of print stand in the sources: in what files, and whether as a paragraph or as an item of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

DOCUMENTS, _DATA = (".rst", ".md"), (".txt", ".inc", ".yaml", ".yml", ".csv")
"""Where words of print are looked for: in documents, then in files that these read."""

MOST_WORDS = 6
"""So many words before and behind a change tell its place, if fewer do not."""

Place = tuple[str, int, int]
"""A file, and from where to where in it."""

_LEAD = regex(r"(?:\{prov\}|:prov:)`[\w-]+`\s*")
"""What may stand before the first word of a paragraph, and is not printed."""

TYPED = regex(r"(?P<mark>\(?(?:\d{1,3}|[a-z]{1,4})\))\s+(?P<rest>.+)")
"""An item whose mark is typed, as our Word documents have it."""

_WORD = regex(r"\w+")
_ITEM = regex(r"(?P<indent>[ \t]*)(?P<mark>[-*+•]|\(?(?:\w{1,4}|#)[.)])(?P<gap>[ \t]+)")


class Item(NamedTuple):
    """An item of a list in a file: from the start of its first line to that of the line after it."""

    name: str
    start: int
    end: int
    lead: str
    is_typed: bool


class Places:
    """Looks for words in files."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def line(self, name: str, at: int) -> int:
        """The number of the line in which a place is."""
        return self.files[name].count("\n", 0, at) + 1

    def find(self, words: Sequence[str], first: int, end: int, scopes: Sequence[Place] = ()) -> Place | None:
        """The one place of some words in the sources, found by the fewest words around them that do."""
        for more in range(MOST_WORDS, -1, -1):
            low, high = max(first - more, 0), min(end + more, len(words))
            for left, right in ((low, high), (low, end), (first, high)):
                if left == right:
                    continue
                found = self.places(words[left:first], words[first:end], words[end:right], scopes)
                if len(found) == 1 and (scopes or self._is_about(found[0], words)):
                    return found[0]
        return None

    def _is_about(self, place: Place, words: Sequence[str]) -> bool:
        """Whether the paragraph at a place has most of some words: the same words stand elsewhere, too."""
        name, start, end = place
        source = self.files[name]
        head, tail = source.rfind("\n\n", 0, start) + 1, source.find("\n\n", end)
        there = set(_WORD.findall(source[head : tail if tail >= 0 else len(source)]))
        wanted = [word for each in words for word in _WORD.findall(each)]
        return 2 * sum(word in there for word in wanted) >= len(wanted)

    def places(
        self, before: Sequence[str], words: Sequence[str], after: Sequence[str], scopes: Sequence[Place] = ()
    ) -> list[Place]:
        """All places of some words between others."""
        pattern = gap(before) + (r"[\s*`]+" if before and words else "") + f"(?P<at>{gap(words)})"
        pattern += (r"[\s*`]*" if after else "") + gap(after)
        sought = regex(rf"(?<!\w){pattern}(?!\w)")
        for suffixes in (DOCUMENTS, _DATA) if not scopes else ((),):
            within = scopes or [(name, 0, len(text)) for name, text in self.files.items() if name.endswith(suffixes)]
            found = [
                (name, match.start("at"), match.end("at"))
                for name, start, end in within
                for match in sought.finditer(self.files[name], start, end)
            ]
            if found:
                return found
        return []

    def start_of(self, text: str, scopes: Sequence[Place]) -> tuple[str, int] | None:
        """Where the paragraph with a text begins in its file, if it stands at the margin after an empty line."""
        words = text.split()
        place = self.find(words, 0, 1) or self.find(words, 0, 1, scopes) if words else None
        if place is None:
            return None
        name, start, _ = place
        source = self.files[name]
        line = source.rfind("\n", 0, start) + 1
        is_first = not source[:line].strip() or source[:line].endswith("\n\n")
        is_bare = not source[line].isspace() and not _LEAD.sub("", source[line:start]).strip("*`")
        return (name, line) if is_first and is_bare else None

    def end_of(self, text: str) -> tuple[str, int] | None:
        """Where the paragraph with a text ends in its file, if it stands at the margin."""
        words = text.split()
        place = self.find(words, max(len(words) - 1, 0), len(words)) if words else None
        if place is None:
            return None
        name, _, end = place
        source = self.files[name]
        line = source.rfind("\n", 0, end) + 1
        blank = regex(r"\n[ \t]*(?:\n|$)").search(source, end)
        return (name, blank.start() if blank else len(source.rstrip())) if not source[line].isspace() else None

    def item_of(self, text: str, scopes: Sequence[Place]) -> Item | None:
        """The item of a list that has a text as its first paragraph."""
        typed = TYPED.fullmatch(text)
        words = (typed["rest"] if typed else text).split()
        found = self.places([], words, []) or self.places([], words, [], scopes)
        for name, start, end in found if len(found) == 1 else ():
            source = self.files[name]
            first = source.rfind("\n", 0, start) + 1
            match = _ITEM.match(source, first, start)
            if match is None or source[match.end() : start].strip('*`"'):
                return None
            margin = len(match["indent"])
            behind = source.find("\n", end) + 1 or len(source)
            while behind < len(source):
                line = source[behind : source.find("\n", behind) + 1 or len(source)]
                if not line.strip() or len(line) - len(line.lstrip()) <= margin or _ITEM.match(line):
                    break
                behind += len(line)
            return Item(name, first, behind, source[first : match.end()], bool(typed))
        return None


def gap(words: Sequence[str]) -> str:
    """Words with whatever blanks, markup and quotation marks authors have between them."""
    return r"[\s*`\\]+".join(map(_loose, words))


def _loose(word: str) -> str:
    pattern = re.escape(word.replace("\u00a0", " "))
    for shown, written in (("“", '["“]'), ("”", '["”]'), ("’", "['’]"), ("–", "(?:–|--)"), ("…", r"(?:…|\.{2,3})")):
        pattern = pattern.replace(shown, written)
    return pattern.replace("\\ ", r"[\s\u00a0]")
