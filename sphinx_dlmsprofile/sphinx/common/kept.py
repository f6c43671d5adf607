"""A value that belongs to one application or builder, and is freed with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

V = TypeVar("V")


class KeptOn(Generic[V]):
    """Values of one kind, each an attribute of its owner.

    A WeakKeyDictionary would do only for values that do not lead back to their owner: it holds its values, and
    a process that builds more than once would keep all builds.
    """

    def __init__(self, name: str) -> None:
        self._name = f"_dlms_{name}"

    def get(self, owner: Sphinx | Builder) -> V | None:
        """The owner's value; None where it has none yet."""
        return cast("V | None", vars(owner).get(self._name))

    def set(self, owner: Sphinx | Builder, value: V) -> V:
        """Keep a value, and return it."""
        vars(owner)[self._name] = value
        return value

    def once(self, owner: Sphinx | Builder, make: Callable[[], V]) -> V:
        """The owner's value, made where it has none yet."""
        kept = vars(owner)
        if self._name not in kept:
            kept[self._name] = make()
        return cast("V", kept[self._name])

    def drop(self, owner: Sphinx | Builder) -> None:
        """Free the owner's value, if it has one."""
        vars(owner).pop(self._name, None)
