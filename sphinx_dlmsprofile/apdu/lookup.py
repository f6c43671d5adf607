"""The names by which the meanings of fields are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sphinx_dlmsprofile.model.obis import read_obis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.registry import Layout, Registry


class Lookup(Protocol):
    """What is known of interface classes and objects; an empty text where nothing is."""

    def class_name(self, class_id: int) -> str:
        """The name of an interface class."""

    def attribute_name(self, class_id: int, number: int) -> str:
        """The name of an attribute."""

    def attribute_type(self, class_id: int, number: int) -> str:
        """The data type of an attribute."""

    def method_name(self, class_id: int, number: int) -> str:
        """The name of a method."""

    def object_name(self, class_id: int | None, logical_name: str) -> str:
        """The name of the object with a logical name such as "0-0:1.0.0.255"."""


@dataclass(frozen=True)
class RegistryLookup:
    """The names of a registry. An APDU does not tell the version of a class: the highest that has the number counts."""

    registry: Registry

    def class_name(self, class_id: int) -> str:
        """The name of an interface class."""
        known = self.registry.class_by_id(class_id)
        return known.name if known else ""

    def attribute_name(self, class_id: int, number: int) -> str:
        """The name of an attribute."""
        found = (layout.attribute(number) for layout in self._layouts(class_id))
        return next((attribute.name for attribute in found if attribute), "")

    def attribute_type(self, class_id: int, number: int) -> str:
        """The data type of an attribute."""
        found = (layout.attribute(number) for layout in self._layouts(class_id))
        return next((attribute.type or "" for attribute in found if attribute), "")

    def method_name(self, class_id: int, number: int) -> str:
        """The name of a method."""
        found = (layout.method(number) for layout in self._layouts(class_id))
        return next((method.name for method in found if method), "")

    def object_name(self, class_id: int | None, logical_name: str) -> str:
        """The name of the object with a logical name, of a class if one is given."""
        code = read_obis(logical_name)
        relations = self.registry.relations_of(code) if code else ()
        return next((each.name for each in relations if each.name and class_id in {None, each.class_id}), "")

    def _layouts(self, class_id: int) -> Iterator[Layout]:
        known = self.registry.class_by_id(class_id)
        return reversed(known.layouts if known else ())
