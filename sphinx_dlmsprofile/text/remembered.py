"""Functions of whole texts whose answers are kept while these texts are at hand.

Several analyses ask for the words of the same text one after the other. Later nobody does, and words take far more
room than their text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_MOST = 2048
"""Texts; a document has some hundred."""

_FORGET: list[Callable[[], None]] = []


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Keep the answers of a function until :func:`forget_texts`."""
    cached = lru_cache(maxsize=_MOST)(function)
    _FORGET.append(cached.cache_clear)
    return cast("Callable[[str], T]", cached)


def forget_texts() -> None:
    """A document has been read, or a project judged."""
    for forget in _FORGET:
        forget()
