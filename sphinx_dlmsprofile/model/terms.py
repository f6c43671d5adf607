"""Terms, definitions and abbreviations (IEC TS 62056-1-1, Clause 3; ISO 10241-1)."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Text


_NO_TERM = regex(r"abbreviat|acronym|^(?:symbols?|general|overview)(?:$|\s+(?:and|terms?)\b)", re.IGNORECASE)
_DOMAIN = regex(r"(?:,|(?<!\s))\s*[<\u27e8][^<>\u27e8\u27e9]*[>\u27e9]")
_SHORT_NAME = regex(r"(?<!\s)\s*\(([^()]*)\)")


def names_term(title: str) -> bool:
    """Whether the title of a subclause of "Terms and definitions" is a term, and not that of a group or list."""
    return not _NO_TERM.search(title)


def spellings(term: str) -> tuple[str, ...]:
    """A term and its regular plural, so that a reference can be either."""
    if term.endswith("y") and term[-2:-1] not in set("aeiou"):
        return term, f"{term[:-1]}ies"
    return term, f"{term}es" if term.endswith(("s", "x", "ch", "sh")) else f"{term}s"


def called(name: str) -> tuple[str, ...]:
    """What texts call what has this name: without its domain, and by the short name in parentheses."""
    plain = _DOMAIN.sub("", name)
    return tuple(filter(None, (_SHORT_NAME.sub("", plain).strip(), *_SHORT_NAME.findall(plain))))


class PartKind(Enum):
    """The parts of a terminological entry, in the order in which they stand."""

    DEFINITION = "definition"
    EXAMPLE = "example"
    NOTE = "note to entry"
    SOURCE = "source"


@frozen
class TermPart:
    """A part of an entry. ``text`` is without its label; ``number`` is the one in the label, None without one."""

    kind: PartKind
    text: Text
    number: int | None = None


@frozen(kw_only=True)
class Term(Record):
    """A terminological entry: the preferred term, other names for the concept, and the parts in their order.

    ``numbered`` says that labels and order are made by the directive, and are right.
    """

    term: Text
    name: Text | None = None
    admitted: tuple[Text, ...] = ()
    deprecated: tuple[Text, ...] = ()
    parts: tuple[TermPart, ...] = ()
    numbered: bool = False

    @property
    def called(self) -> tuple[str, ...]:
        """What texts call the concept: names without a domain ("gateway <networks>"), short ones in parentheses."""
        found = (each for name in (self.term, *self.admitted) for each in called(name.value))
        return tuple(dict.fromkeys(found))

    def of(self, kind: PartKind) -> tuple[TermPart, ...]:
        """The parts of one kind."""
        return tuple(part for part in self.parts if part.kind is kind)

    @property
    def definition(self) -> Text | None:
        """The definition, None where there is none."""
        return next((part.text for part in self.of(PartKind.DEFINITION)), None)


@frozen
class Abbreviation:
    """An abbreviation and what it stands for, None where nothing is said."""

    abbreviation: Text
    expansion: Text | None


@frozen(kw_only=True)
class AbbreviationList(Record):
    """A list of abbreviations in its author's order, both of two equal ones included."""

    entries: tuple[Abbreviation, ...] = ()
