"""Nodes of a body: texts, lists and mappings with their places, whatever they were read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location, Text


@frozen
class Scalar:
    """A text; ``plain`` if it is not quoted and not a block."""

    text: Text
    plain: bool = True

    @property
    def at(self) -> Location:
        """Where it begins."""
        return self.text.at

    @property
    def value(self) -> str:
        """The text itself."""
        return self.text.value


@frozen
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    at: Location


@frozen
class Mapping:
    """Keys with their values in the author's order; ``flow`` if written in braces."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: Location
    flow: bool = False


Node = Scalar | Sequence | Mapping
