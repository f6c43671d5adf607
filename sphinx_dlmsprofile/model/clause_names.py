"""Names of clauses that outlive their numbers: the labels of their authors, else the words of their titles."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PREFIX = "clause-"
"""Begins the identifier by which other projects refer to a clause."""


class NamedSection(NamedTuple):
    """A section: its level from 1, the label that it was given, "" without one, and its title."""

    level: int
    given: str
    title: str


def given_label(ids: Iterable[str], title: str) -> str:
    """Of the ids of a section, the first that is made neither of its title nor of nothing; "" if there is none."""
    words = _words(title)
    return next((each for each in ids if not _is_of_title(each, words)), "")


def _is_of_title(identifier: str, words: str) -> bool:
    """Whether it was made of the heading, which has the letter of an annex before its title."""
    is_annex = identifier.startswith("annex-") and identifier.endswith(words)
    return identifier.lower() == words or is_annex or re.fullmatch(r"id[0-9]+", identifier) is not None


def _words(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold()))


def lasting_names(sections: Sequence[NamedSection]) -> list[str]:
    """A name for each section, in document order.

    Where titles are the same, as "Overview", the name of the section above comes before them: so none changes
    because another clause was added.
    """
    titles = Counter(_words(each.title) for each in sections if not each.given)
    around: list[tuple[int, str]] = []
    names = []
    for each in sections:
        while around and around[-1][0] >= each.level:
            around.pop()
        words = _words(each.title)
        above = around[-1][1] if around else ""
        name = _words(each.given) or (f"{above}-{words}" if above and titles[words] > 1 else words)
        around.append((each.level, name))
        names.append(name)
    return names
