"""An APDU as a text with tags, as many tools of the field print it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu import Dissection, Element

_STEP = "  "


def as_xml(dissection: Dissection) -> str:
    """The APDU, and below it what was deciphered of it, element by element; empty where it does not decode."""
    lines = [line for layer in dissection.layers() if layer.element for line in _lines(layer.element, "")]
    return "\n".join(lines)


def _lines(element: Element, indent: str) -> Iterator[str]:
    name = _tag(element.name)
    if not element.children:
        value = f" Value={quoteattr(element.value)}" if element.value else ""
        yield f"{indent}<{name}{value} />"
        return
    yield f"{indent}<{name}>"
    for child in element.children:
        yield from _lines(child, indent + _STEP)
    yield f"{indent}</{name}>"


def _tag(name: str) -> str:
    """The name of a component as a tag: "get-request-normal" is GetRequestNormal."""
    words = name.replace("_", "-").replace(" ", "-").split("-")
    return "".join(word[:1].upper() + word[1:] for word in words)
