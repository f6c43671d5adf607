"""What a test case says that it verifies: in a property or tag that is for it, or in its name."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

PROPERTIES = frozenset({"provision", "provisions", "verifies", "requirement", "requirements"})
"""The names of properties of a test case, a suite or a tag that name provisions."""

GROUP = "provision"
"""The group of ``dlms_test_pattern`` that is the identifier; without it the first group, or all of the match."""

_FEWEST_WORDS = 2
"""An identifier is found in a name if it has at least this many words: single words can be there by chance."""

_AROUND = frozenset(("test", "tests", "disabled"))
"""Words that benches put around a name: pytest asks for the first one, GoogleTest marks with the last what is off."""

_NEGATIONS = frozenset(
    ("not", "no", "never", "without", "cannot", "non", "dont", "doesnt", "didnt", "isnt", "wont", "shouldnt", "mustnt")
)
_WORD = r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+"
_QUALIFIED = r"(?:[A-Za-z_][\w-]*\.)+(?=[A-Za-z_])"
_SEGMENTS = r"[][(){}<>.,:;/|]"
_DASHES = r"\s+[-–—]+\s+"

Words = tuple[str, ...]


class KnownNames:
    """The identifiers by which test cases can name something.

    ``pattern`` is the project's own: what it finds in a name is an identifier.
    """

    def __init__(self, identifiers: Collection[str], pattern: str = "") -> None:
        self._identifiers = frozenset(identifiers)
        self._by_words = {_words(each): each for each in identifiers}
        self._longest = max(map(len, self._by_words), default=0)
        self._pattern = re.compile(pattern) if pattern else None

    def stated(self, names: Iterable[str]) -> Iterator[str]:
        """What is named by an identifier: as it is, or as the known one where the bench puts something before it.

        sphinx-needs puts a prefix before needs that it imports; ours have no "_".
        """
        for name in names:
            bare = name.rpartition("_")[2]
            if name in self._identifiers:
                yield name
            elif found := list(self._by_pattern(name)):
                yield from found
            else:
                yield bare if bare in self._identifiers else name

    def tagged(self, tags: Iterable[str]) -> Iterator[str]:
        """The identifiers among tags and labels, most of which are about something else.

        A tag such as "verifies:join-once" states one, so that it need not be known.
        """
        for tag in tags:
            head, mark, rest = (part.strip() for part in re.sub(r"[=:]", ":", tag, count=1).partition(":"))
            if mark and head.casefold() in PROPERTIES:
                yield from self.stated(names_in(rest))
            elif tag in self._identifiers:
                yield tag
            elif known := self._by_words.get(_words(tag)):
                yield known
            else:
                yield from self._by_pattern(tag)

    def in_name(self, name: str, module: str = "") -> Iterator[str]:
        """The identifiers in the name of a test case, as the project's pattern or we find them.

        ``module`` is the module or suite that it is in: only the pattern looks there.
        """
        by_pattern = list(self._by_pattern(name)) or list(self._by_pattern(module))
        if by_pattern:
            yield from by_pattern
            return
        for segment in _segments(name):
            yield from list(self._found(_words(segment))) or self._found(_words(_split(segment)))

    def run_in(self, name: str) -> str:
        """The identifier that a name is, but for numbers and parameters after it; "" where it says more.

        ``test_join_once[1 MHz]`` and ``test_join_once_0_slow`` are runs of ``test-join-once``, and
        ``test_join_once_by_relay`` is another test case. A word between blanks can be the identifier too: "T-7 Joins
        once". So can one word with a number be: "TC7 Joins once".
        """
        if name.strip() in self._identifiers:
            return name.strip()
        segments = [part for segment in _segments(name) for part in re.split(_DASHES, segment)]
        for place, segment in enumerate(segments):
            for words in (_words(segment), _words(_split(segment))):
                if (found := self._whole(words)) and (not place or _is_distinct(words)):
                    return found
            tokens = segment.split() if " " in segment.strip() else ()
            for words in takewhile(lambda each: not _NEGATIONS.intersection(each), map(_words, tokens)):
                if words in self._by_words and _is_distinct(words):
                    return self._by_words[words]
        return ""

    def _whole(self, words: Words) -> str:
        """The identifier of which these are the words, without those of benches around it and numbers after it."""
        leading = len(list(takewhile(_AROUND.__contains__, words)))
        for start in range(leading + 1):
            for end in range(min(len(words), start + self._longest), start, -1):
                known = words[start:end]
                if (found := self._by_words.get(known)) and (_is_number(known) or _is_more(words[end:])):
                    return found
        return ""

    def _by_pattern(self, name: str) -> Iterator[str]:
        for match in self._pattern.finditer(name) if self._pattern else ():
            group = GROUP if GROUP in match.re.groupindex else min(match.re.groups, 1)
            for found in names_in(match[group] or ""):
                yield found if found in self._identifiers else self._known(found)

    def _known(self, name: str) -> str:
        words = self._by_words
        return words.get(_words(name)) or words.get(_words(_split(name))) or name

    def _found(self, words: Words) -> Iterator[str]:
        """The identifiers in a name, the longest ones first met; none after a word that denies it."""
        start = 0
        while start < len(words):
            lengths = range(min(self._longest, len(words) - start), _FEWEST_WORDS - 1, -1)
            found = next((length for length in lengths if words[start : start + length] in self._by_words), 0)
            if found:
                yield self._by_words[words[start : start + found]]
            elif words[start] in _NEGATIONS:
                return
            start += found or 1


def _segments(name: str) -> list[str]:
    """The parts of the name of a test case, without the modules before it."""
    own = re.sub(_QUALIFIED, "", name) if re.match(rf"{_QUALIFIED}\S+$", name) else name
    before, _, brackets = own.partition("[")
    return re.split(_SEGMENTS, before.rpartition("::")[2] + "[" * bool(brackets) + brackets)


def _is_number(words: Words) -> bool:
    """Whether an identifier is a number, whatever it is called after it: "T-7", "TC7"; but not "test-ipv6"."""
    return words[-1].isdecimal() or (len(words) == 1 and words[0][-1].isdecimal())


def _is_distinct(words: Words) -> bool:
    """Whether an identifier is not there by chance."""
    return len(words) >= _FEWEST_WORDS or _is_number(words)


def _is_more(rest: Words) -> bool:
    """Whether what follows an identifier in a name says no more than which run it is: "2", "0_slow", "433MHz"."""
    return not rest or rest[0][0].isdecimal() or _AROUND.issuperset(rest)


def _words(text: str) -> Words:
    return tuple(re.findall(r"[a-z0-9]+", text.replace("'", "").casefold()))


def _split(text: str) -> str:
    """The text with the words apart that only capitals divide: "JoinOnce" is "Join Once"."""
    return re.sub(_WORD, lambda match: f"{match[0]} ", text)


def slug(text: str) -> str:
    """A name as part of an identifier."""
    return "-".join(_words(text))


def names_in(value: str) -> list[str]:
    """The names in a value: in a line or in several, as a list of Python or JSON."""
    return [name for each in re.split(r"[\s,;|]+", value) if (name := each.strip("[](){}'\""))]
