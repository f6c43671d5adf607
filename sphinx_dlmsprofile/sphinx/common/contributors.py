"""Functions that parts of the extension register for another part to call, which therefore does not import them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from sphinx.application import Sphinx

F = TypeVar("F")


class Contributors(Generic[F]):
    """Functions of one kind, by the application that they were registered with."""

    def __init__(self) -> None:
        self._by_app: WeakKeyDictionary[Sphinx, list[F]] = WeakKeyDictionary()

    def add(self, app: Sphinx, function: F) -> None:
        """Register one."""
        self._by_app.setdefault(app, []).append(function)

    def of(self, app: Sphinx) -> tuple[F, ...]:
        """All, in the order in which they were registered."""
        return tuple(self._by_app.get(app, ()))
