"""What the text says that a value of an enumeration stands for, by the words that one value alone has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.rules.claims._values import the_one

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.rules.claims._common import Member

_FIRST = 3
"""In words: as much of a name as has to be said."""

_ARTICLES = frozenset({"a", "an", "the"})
_IS = frozenset({"is", "be", "become", "becomes", "as", "are"})
_RELATING = frozenset("to of in on at for from by with than each every all its no other another".split())  # noqa: SIM905  words

_SHORT = 2
"""In letters: as long as words are that tell nothing; a number counts whatever its length."""

_COMMON = frozenset("the and for are has its all any one that this with from after before when".split())  # noqa: SIM905  words
_DENIED = frozenset("not no none nor neither never without cannot except unless other otherwise until longer".split())  # noqa: SIM905  words


def meant_otherwise(project: Project, claim: Claim) -> str | None:
    """A value with the words of another value of the enumeration, and with none of its own."""
    member, value = the_one(project, claim.subject), read_value(claim.value)
    if member is None or value is None or len(member.values) < 2:  # noqa: PLR2004  an enumeration
        return None
    return meant_as_another(member, value, claim.value, words(claim.more))


def is_otherwise(project: Project, claim: Claim) -> str | None:
    """What is so when an attribute has a value, called as another value is: "at 1, the node joins by itself"."""
    member, value, said = the_one(project, claim.subject), read_value(claim.value), words(claim.more)
    names = _mistaken(member, value, said) if member and value is not None else None
    if member is None or names is None or not _is_said_of(said, words(names[1])[:_FIRST]):
        return None
    return _problem(member, claim.value, names)


def _is_said_of(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the name is what something is or does, and not another thing: "sends to the secondary station"."""
    for place in range(1, len(said) - len(name) + 1):
        if said[place : place + len(name)] == name:
            before = said[place - 1]
            if before in _ARTICLES:
                return place > 1 and said[place - 2] in _IS
            return before in _IS or before not in _RELATING
    return False


def meant_as_another(member: Member, value: Decimal, written: str, said: Iterable[str]) -> str | None:
    """What is wrong with the words that are said of a value, written so."""
    names = _mistaken(member, value, said)
    return _problem(member, written, names) if names else None


def _problem(member: Member, written: str, names: tuple[str, str]) -> str:
    right, other = names
    return f'the value {written} of "{member.name}" is "{right}" in "{member.class_name}", not "{other}"'


def _mistaken(member: Member, value: Decimal, said: Iterable[str]) -> tuple[str, str] | None:
    """The name of a value, and that of another one whose words are said of it."""
    telling = _telling(member)
    right = next((name for low, high, name in member.values if low <= value <= high), None)
    said = frozenset(said)
    if right is None or telling[right] & said:
        return None
    others = [name for name, own in telling.items() if own & said]
    if len(others) != 1 or 2 * len(telling[others[0]] & said) < len(telling[others[0]]):
        return None
    if (said & _DENIED) - set(words(others[0])):
        return None
    return right, others[0]


def _telling(member: Member) -> dict[str, frozenset[str]]:
    """The words that each value has for itself."""
    own = {name: {word for word in words(name) if _tells(word)} for *_, name in member.values}
    return {
        name: frozenset(its - {word for other, theirs in own.items() if other != name for word in theirs})
        for name, its in own.items()
    }


def _tells(word: str) -> bool:
    return word.isdecimal() or (len(word) > _SHORT and word not in _COMMON)
