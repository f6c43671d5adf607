"""The names of what octets refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.registered import RegisteredPart


class Names(Protocol):
    """What is known of interface classes and objects, for instance a Registry; an empty text where nothing is known."""

    def class_name(self, class_id: int) -> str:
        """The name of an interface class."""

    def attribute_name(self, class_id: int, number: int) -> str:
        """The name of an attribute."""

    def attribute_type(self, class_id: int, number: int) -> str:
        """The data type of an attribute."""

    def attribute_unit(self, class_id: int, number: int, logical_name: str) -> str:
        """The unit of an attribute of an object."""

    def attribute_part(self, class_id: int, number: int, place: tuple[int, ...]) -> RegisteredPart | None:
        """What the value of an attribute stands for, or a part of it; None where that is not known."""

    def method_name(self, class_id: int, number: int) -> str:
        """The name of a method."""

    def object_name(self, class_id: int | None, logical_name: str) -> str:
        """The name of the object with a logical name such as "0-0:1.0.0.255"."""
