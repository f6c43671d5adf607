"""Which key of a description each octet of an APDU comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.apdu_example import OctetLine
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu import Element
    from sphinx_dlmsprofile.text.location import Location
    from sphinx_dlmsprofile.text.yaml_nodes import Node


def places(description: Node, apdu: Element) -> tuple[OctetLine, ...]:
    """The places of the octets, from each key or item on that a component was made of.

    Keys are the names of components, or their beginnings ("class" for class-id).
    """
    found: dict[int, Location] = {0: description.at}
    # Of several that begin with one octet, the innermost comes last and stays.
    found.update((element.octets[0], at) for element, at in _matched(description, apdu))
    return tuple(OctetLine(first, found[first]) for first in sorted(found))


def _matched(node: Node, element: Element) -> Iterator[tuple[Element, Location]]:
    if isinstance(node, Mapping):
        for key, value in node.entries:
            if child := _component(element, key.value):
                yield child, key.at
                yield from _matched(value, child)
    elif isinstance(node, Sequence):
        for item, child in zip(node.items, element.children, strict=False):
            yield child, item.at
            yield from _matched(item, child)


def _component(element: Element, name: str) -> Element | None:
    """The nearest component below an element that a key can mean."""
    level = list(element.children)
    while level:
        exact = next((child for child in level if child.name == name), None)
        if found := exact or next((child for child in level if child.name.startswith(f"{name}-")), None):
            return found
        level = [below for child in level for below in child.children]
    return None
