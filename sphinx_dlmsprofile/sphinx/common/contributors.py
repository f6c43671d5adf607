"""Functions that parts of the extension register for another part to call, which therefore does not import them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx_dlmsprofile.sphinx.common.kept import KeptOn

if TYPE_CHECKING:
    from sphinx.application import Sphinx

F = TypeVar("F")


class Contributors(Generic[F]):
    """Functions of one kind, by the application that they were registered with; ``name`` is that of the kind."""

    def __init__(self, name: str) -> None:
        self._known: KeptOn[list[F]] = KeptOn(name)

    def add(self, app: Sphinx, function: F) -> None:
        """Register one."""
        self._known.once(app, list).append(function)

    def of(self, app: Sphinx) -> tuple[F, ...]:
        """All, in the order in which they were registered."""
        return tuple(self._known.get(app) or ())
