"""What is made of all documents together: once in a build, and again when one of them has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

T = TypeVar("T")

_MADE: KeptOn[dict[Callable[[BuildEnvironment], object], object]] = KeptOn("made")


def once(env: BuildEnvironment, make: Callable[[BuildEnvironment], T]) -> T:
    """What ``make`` makes of an environment; it is called again only after something has been read."""
    made = _MADE.once(app_of(env), dict)
    if make not in made:
        made[make] = make(env)
    return cast("T", made[make])


def forget(env: BuildEnvironment) -> None:
    """A build begins, or a document was read or is gone, or numbers were given anew."""
    _MADE.drop(app_of(env))
