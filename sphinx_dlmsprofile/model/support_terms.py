"""What conformance language is made of: symbols, choices and conditions (ISO/IEC 9646-7)."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


JOINTS = frozenset({"and", "or", "not", "if", "when", "where", "unless", "otherwise", "else"})
"""The words that end a name in a condition."""


class Symbol(Enum):
    """What is demanded of an item."""

    MANDATORY = "M"
    OPTIONAL = "O"
    EXCLUDED = "X"
    NOT_APPLICABLE = "N/A"
    OUT_OF_SCOPE = "I"

    @property
    def words(self) -> str:
        """The symbol in words."""
        return self.name.casefold().replace("_", " ")

    @property
    def is_denied(self) -> bool:
        """Whether an implementation cannot have it: excluded, or not applicable."""
        return self in {Symbol.EXCLUDED, Symbol.NOT_APPLICABLE}


class Operator(Enum):
    """What a condition is: a name that has to be supported, a statement of its own, or several conditions joined."""

    NAME = "name"
    STATEMENT = "statement"
    NOT = "not"
    ALL = "all"
    ANY = "any"


@frozen(kw_only=True)
class Condition:
    """A condition: ``name`` is a name or a statement, empty where conditions are joined; then these are ``parts``."""

    operator: Operator
    name: str = ""
    parts: tuple[Condition, ...] = ()

    def walk(self) -> Iterator[Condition]:
        """Itself and all conditions in it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def leaves(self) -> tuple[Condition, ...]:
        """The names and statements in it."""
        return tuple(each for each in self.walk() if not each.parts)

    @property
    def is_joined(self) -> bool:
        """Whether it is several conditions, perhaps denied as a whole."""
        return len(self.parts) > 1 or (self.operator is Operator.NOT and self.parts[0].is_joined)

    def holds(self, answer: Callable[[Condition], bool | None]) -> bool | None:
        """Whether it holds, by the answers to its names and statements; None where these leave it open."""
        if not self.parts:
            return answer(self)
        found = [part.holds(answer) for part in self.parts]
        if self.operator is Operator.NOT:
            return None if found[0] is None else not found[0]
        decisive = self.operator is Operator.ANY
        if decisive in found:
            return decisive
        return None if None in found else not decisive

    def __str__(self) -> str:
        """As it is written."""
        if self.operator is Operator.NAME:
            return _written(self.name)
        if self.operator is Operator.STATEMENT:
            mark = "'" if '"' in self.name else '"'
            return f"{mark}{self.name}{mark}"
        if self.operator is Operator.NOT:
            return f"not {self._inside(self.parts[0])}"
        joint = " and " if self.operator is Operator.ALL else " or "
        return joint.join(_without_repetition([self._inside(part) for part in self.parts]))

    def _inside(self, part: Condition) -> str:
        is_joined = part.operator in {Operator.ALL, Operator.ANY}
        return f"({part})" if is_joined and part.operator is not self.operator else str(part)

    @property
    def words(self) -> str:
        """As a sentence says it: what is supported, and what is not."""
        return self._words(denied=False)

    def _words(self, *, denied: bool) -> str:
        if self.operator is Operator.NAME and is_sentence(self.name):
            return f"it is not the case that {self.name}" if denied else self.name
        if self.operator is Operator.NAME:
            return f"{self.name} is {'not ' if denied else ''}supported"
        if self.operator is Operator.STATEMENT:
            return f"it is not the case that {self.name}" if denied else self.name
        if self.operator is Operator.NOT:
            return self.parts[0]._words(denied=not denied)  # noqa: SLF001  of its own kind
        is_all = (self.operator is Operator.ALL) is not denied
        if not denied and all(part.operator is Operator.NAME and not is_sentence(part.name) for part in self.parts):
            return f"{self} {'are' if is_all else 'is'} supported"
        texts = [
            f"({text})" if part.is_joined else text
            for part in self.parts
            for text in [part._words(denied=denied)]  # noqa: SLF001  of its own kind
        ]
        return (" and " if is_all else " or ").join(texts)


_VERB = regex(
    r"(?i)\s(?:is|are|has|have|can|cannot|may|does|do|was|were|will|shall|uses?|supports|allows|requires|implements"
    r"|provides|needs|runs|exists?|applies|claims|includes)\b"
)

_PARTICIPLE = regex(r"[a-z]+(?:ed|ble)|present|necessary")
"""What is said of the item itself: "required if fitted"."""


def is_sentence(name: str) -> bool:
    """Whether what stands in the place of a name says something of its own: "the meter has a display"."""
    return _VERB.search(name) is not None or _PARTICIPLE.fullmatch(name) is not None


def _written(name: str) -> str:
    """A name; what follows its first word in quotation marks where a joint in it would end it."""
    first, _, rest = name.partition(" ")
    return f'{first} "{rest}"' if JOINTS.intersection(rest.casefold().split()) else name


def _without_repetition(texts: list[str]) -> list[str]:
    """Names of which only the number differs, without the words that are the same: "suite 1", "2"."""
    heads = [text.rpartition(" ")[0] if text[-1:].isdecimal() and "(" not in text else "" for text in texts]
    return [
        text.rpartition(" ")[2] if head and index and head == heads[index - 1] else text
        for index, (text, head) in enumerate(zip(texts, heads, strict=True))
    ]


@frozen(kw_only=True)
class Choice:
    """A choice from the items with the same ``number``: at ``least`` and at ``most`` so many of them, None: any number.

    ``is_stated`` where the numbers are written, and not the usual ones: at least one.
    """

    number: int
    least: int = 1
    most: int | None = None
    is_stated: bool = False

    @property
    def words(self) -> str:
        """What is chosen."""
        return f"{self.bounds} of the items marked O.{self.number}"

    @property
    def bounds(self) -> str:
        """How many are chosen."""
        if self.most is None:
            return f"at least {_number(self.least)}"
        if self.least == self.most:
            return f"exactly {_number(self.most)}"
        at_most = f"at most {_number(self.most)}"
        return f"at least {_number(self.least)} and {at_most}" if self.least else at_most


_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


@frozen(kw_only=True)
class Case:
    """What is demanded where a condition holds; without one, in all other cases."""

    symbol: Symbol
    condition: Condition | None = None
