"""How names compare, and which known name one resembles: in one place for all who compare names.

Three things are compared, and each has its own measure. A name that authors give to a thing of their own is
written with a hyphen or without: :func:`fold`. A name from the registry is part of a notation with signs
of its own, "Clock.time", so that signs count: :func:`fold_joints`. A label, a term or a text is one even where it
differs from another by a hyphen alone: :func:`fold_case`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_JOINTS = str.maketrans(dict.fromkeys(" \t\n\u00a0-_\u2010\u2011\u2012\u2013\u2014", ""))

_OF_NAMES = 0.75
_OF_WORDS = 0.6


def fold(name: str) -> str:
    """A name by its letters and digits alone, in any case: "IP-based profile" is "IP based profile".

    For what authors name: profiles, layers, SAPs, services, parameters. Empty for a name of signs alone.
    """
    return "".join(filter(str.isalnum, name.casefold()))


def fold_joints(name: str) -> str:
    """A name without what joins its words, in any case: "Set-up", "set up" and "set_up" are "setup".

    White space, hyphens and underscores do not count, all other signs do. For interface classes, their
    attributes and methods, and the entities of an architecture.
    """
    return name.translate(_JOINTS).casefold()


def fold_case(text: str) -> str:
    """A text in any case and with any white space, all signs counted: for labels, terms and headings."""
    return " ".join(text.split()).casefold()


def closest(name: str, known: Iterable[str], likeness: float = _OF_NAMES) -> str | None:
    """The known name that is most like this one, None if there is none; case does not count.

    For names out of a long list or of authors, where a wrong guess misleads. ``likeness`` is from 0 (any) to
    1 (the same); the more follows from the guess, the more it should be.
    """
    folded = {each.casefold(): each for each in known}
    from difflib import get_close_matches  # noqa: PLC0415  few builds meet a slip

    found = get_close_matches(name.casefold(), folded, n=1, cutoff=likeness)
    return folded[found[0]] if found else None


def closest_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, None if there is none; case does not count.

    For keys, options and other words that this package defines: they are few, so little likeness is enough.
    """
    return closest(word, known, _OF_WORDS)


def suggest(close: str | None, otherwise: str) -> str:
    """The advice to use the similar name; without one, another advice."""
    return f'did you mean "{close}"?' if close else otherwise
