"""An APDU as COSEMpdu XML: an element for each component, its value as the content, as the ASN.1 maps to XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_dlmsprofile.apdu.codecs import read_number
from sphinx_dlmsprofile.model.apdu import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu import Element

NAMESPACE = "http://www.dlms.com/COSEMpdu"
PREFIX = "x"
ACSE = ("aarq", "aare", "rlrq", "rlre")
XDLMS_ROOT, ACSE_ROOT = "xDLMS-APDU", "aCSE-APDU"
# OCTET STRING of a fixed size in the ASN.1, whatever their values look like in a table.
_OCTETS = {"OCTET STRING (6)", "date-time", "date", "time", "float32", "float64"}
# APDUs whose components from the third on are a SEQUENCE of their own in the ASN.1.
_BODIES = {"access-request": "access-request-body", "access-response": "access-response-body"}
_BEFORE_BODY = 2


def as_xml(apdu: Element, octets: bytes) -> str:
    """The text, with a line for each element and without an XML declaration; ``octets`` are those it was read from.

    Numbers are decimal, names of enumerations and bits those of the ASN.1, octets hexadecimal. What the ASN.1 has as
    an OCTET STRING is one, and a comment below it says what is in it.
    """
    root = ACSE_ROOT if apdu.name in ACSE else XDLMS_ROOT
    lines = [f'<{PREFIX}:{root} xmlns:{PREFIX}="{NAMESPACE}">', *_Text(octets).lines(apdu, "  "), f"</{PREFIX}:{root}>"]
    return "\n".join(lines) + "\n"


class _Text:
    """Makes lines of elements whose octets count from those of the whole."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets

    def lines(self, element: Element, indent: str, name: str = "") -> Iterator[str]:
        name = f"{PREFIX}:{name or element.name}"
        if element.form is Form.LEAF:
            content = self._content(element)
            yield f"{indent}<{name}>{content}</{name}>" if content or element.octets[1] else f"{indent}<{name} />"
            return
        if element.type == "APDU":
            (within,) = element.children
            yield f"{indent}<{name}>{self._string(within)}</{name}>"
            yield from self._comment(within, indent)
            return
        if element.type == "ciphered content":
            # After the length, and after the tag of an APDU that holds nothing else.
            begin, end = element.children[0].octets[0], sum(element.octets)
            yield f"{indent}<{name}>{self._octets[begin:end].hex().upper()}</{name}>"
            return
        if element.name == "service-error" and element.children and element.children[0].type == "NULL":
            # An enumeration in the XML that other tools know; those with a value of their own came later.
            yield f"{indent}<{name}>{element.children[0].name}</{name}>"
            return
        if not element.children:
            yield f"{indent}<{name} />"
            return
        yield f"{indent}<{name}>"
        body = _BODIES.get(element.name)
        for child in element.children[: _BEFORE_BODY if body else None]:
            yield from self._child(element, child, f"{indent}  ")
        if body:
            yield f"{indent}  <{PREFIX}:{body}>"
            for child in element.children[_BEFORE_BODY:]:
                yield from self._child(element, child, f"{indent}    ")
            yield f"{indent}  </{PREFIX}:{body}>"
        yield f"{indent}</{name}>"

    def _child(self, parent: Element, child: Element, indent: str) -> Iterator[str]:
        """An item of an array or structure has the name of its type of Data, one of a SEQUENCE OF that of its type."""
        if child.name != "item":
            yield from self.lines(child, indent)
        elif child.type == "Data" and parent.type != "SEQUENCE OF":
            yield from self.lines(child.children[0], indent)
        else:
            yield from self.lines(child, indent, child.type)

    def _comment(self, element: Element, indent: str) -> Iterator[str]:
        first, *others = (line.replace("--", "- -") for line in self.lines(element, f"{indent}  "))
        inner = [f"{indent}<!-- {first.lstrip()}", *others]
        yield from inner[:-1]
        yield f"{inner[-1]} -->"

    def _string(self, element: Element) -> str:
        offset, length = element.octets
        return self._octets[offset : offset + length].hex().upper()

    def _content(self, element: Element) -> str:  # noqa: PLR0911  one for each way of writing
        value = element.value
        last = self._octets[sum(element.octets) - 1 : sum(element.octets)]
        match element.type:
            case kind if kind in _OCTETS:
                return self._string(element)
            case "bcd":  # Integer8 in the ASN.1
                return str(int.from_bytes(last, signed=True))
            case "INTEGER" if value and not value[-1].isdecimal():
                return str(last[0])
            case "OBJECT IDENTIFIER":
                return value.rpartition(".")[2]
            case "BIT STRING":
                octets = bytes.fromhex(value)
                return "".join(f"{octet:08b}" for octet in octets[1:])[: len(octets[1:]) * 8 - octets[0]]
            case "Conformance":
                return " ".join(filter(None, value.split(", ")))
        number = read_number(value) if value.startswith("0x") else None
        return str(number) if number is not None else _escape(value)


def _escape(text: str) -> str:
    """For the content of an element; invisible characters are written as their numbers."""
    shown = "".join(character if character.isprintable() else f"\\u{ord(character):04X}" for character in text)
    return escape(shown)
