"""What is made of all documents together: once in a build, and again when one of them has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

T = TypeVar("T")

_MADE: WeakKeyDictionary[BuildEnvironment, dict[Callable[[BuildEnvironment], object], object]] = WeakKeyDictionary()


def once(env: BuildEnvironment, make: Callable[[BuildEnvironment], T]) -> T:
    """What ``make`` makes of an environment; it is called again only after something has been read.

    What it returns must not hold the environment, which would then never be freed.
    """
    made = _MADE.setdefault(env, {})
    if make not in made:
        made[make] = make(env)
    return cast("T", made[make])


def forget(env: BuildEnvironment) -> None:
    """A build begins, or a document was read or is gone, or numbers were given anew."""
    _MADE.pop(env, None)
