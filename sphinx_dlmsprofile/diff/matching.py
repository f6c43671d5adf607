"""Which things of the two editions belong together."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

T = TypeVar("T")

_RARE = 60
"""A word in this many texts, or fewer, distinguishes them."""


def pairs(old: Sequence[T], new: Sequence[T], *keys: Callable[[T], Hashable]) -> list[tuple[T | None, T | None]]:
    """What belongs together by the first key; from the rest, by the second key, and so on; then what is left.

    Of several with one key, the first belong together. A key that is None belongs to none.
    The order is that of the new ones, and then that of the old ones that have gone.
    """
    partner: dict[int, int] = {}
    gone = dict(enumerate(old))
    for key in keys:
        waiting = defaultdict(list)
        for index, each in gone.items():
            waiting[key(each)].append(index)
        for index, each in enumerate(new):
            if index not in partner and (name := key(each)) is not None and waiting[name]:
                partner[index] = waiting[name].pop(0)
                del gone[partner[index]]
    found: list[tuple[T | None, T | None]] = [
        (old[partner[index]] if index in partner else None, each) for index, each in enumerate(new)
    ]
    return found + [(each, None) for each in gone.values()]


def alike(old: Sequence[str], new: Sequence[str], least: float) -> list[tuple[int, int]]:
    """Pairs of texts that share at least this part of words (0 none, 1 all), the most similar first."""
    before, after = [Counter(_words(text)) for text in old], [Counter(_words(text)) for text in new]
    candidates = _candidates(before, after)
    return rated(((_similarity(before[one], after[other]), one, other) for one, other in candidates), least)


def contained(parts: Sequence[str], wholes: Sequence[str], least: float) -> list[tuple[int, int]]:
    """Texts of which at least this part of the words is in another text, with that; the surest first."""
    before, after = [Counter(_words(text)) for text in parts], [Counter(_words(text)) for text in wholes]
    found = []
    for one, other in _candidates(before, after):
        share = (before[one] & after[other]).total() / before[one].total()
        if share >= least:
            found.append((-share, abs(one - other), one, other))
    return [(one, other) for _, _, one, other in sorted(found)]


def rated(candidates: Iterable[tuple[float, int, int]], least: float) -> list[tuple[int, int]]:
    """Of all pairs that are so similar, with their similarity, those that belong together: the most similar first.

    Of equally similar ones, those at the most similar places.
    """
    ordered = sorted(
        (-rate, abs(one - other), min(one, other), one, other) for rate, one, other in candidates if rate >= least
    )
    found: list[tuple[int, int]] = []
    taken_old, taken_new = set(), set()
    for _, _, _, one, other in ordered:
        if one not in taken_old and other not in taken_new:
            found.append((one, other))
            taken_old.add(one)
            taken_new.add(other)
    return found


def _candidates(before: Sequence[Counter[str]], after: Sequence[Counter[str]]) -> set[tuple[int, int]]:
    """Pairs that share a word which is not everywhere: to compare all with all takes too long in a large standard."""
    with_word: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((before, after)):
        for index, words in enumerate(texts):
            for word in words:
                with_word[word][side].append(index)
    rare = (each for each in with_word.values() if len(each[0]) + len(each[1]) <= _RARE)
    return {(one, other) for ones, others in rare for one in ones for other in others}


def _words(text: str) -> list[str]:
    return "".join(each if each.isalnum() else " " for each in text.casefold()).split()


def _similarity(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
