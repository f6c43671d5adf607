"""An APDU as a text in XML: an element for each component, values in the attribute ``Value``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_dlmsprofile.model.apdu import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu import Element

_QUOTE = {'"': "&quot;"}


def as_xml(apdu: Element) -> str:
    """The text, with a line for each element and without an XML declaration.

    Components have the names of the ASN.1, values of Data those of their types. A list says in ``Qty`` how
    many items it has.
    """
    return "\n".join(_lines(apdu, "")) + "\n"


def _lines(element: Element, indent: str) -> Iterator[str]:
    if element.type == "Data" and element.name == "item":
        # The type alone says what an item of an array or structure is.
        yield from _lines(element.children[0], indent)
        return
    if element.form is Form.LEAF:
        value = f' Value="{_escape(element.value)}"' if element.value or element.octets[1] else ""
        yield f"{indent}<{element.name}{value} />"
        return
    quantity = f' Qty="{len(element.children)}"' if element.form is Form.LIST else ""
    if not element.children:
        yield f"{indent}<{element.name}{quantity} />"
        return
    yield f"{indent}<{element.name}{quantity}>"
    for child in element.children:
        yield from _lines(child, f"{indent}  ")
    yield f"{indent}</{element.name}>"


def _escape(text: str) -> str:
    """For an attribute; invisible characters are written as their numbers."""
    shown = "".join(character if character.isprintable() else f"\\u{ord(character):04X}" for character in text)
    return escape(shown, _QUOTE)
