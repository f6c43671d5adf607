"""COSEMpdu XML, and the XML of translators that give values in the attribute ``Value``, in hexadecimal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, XMLParser

from sphinx_dlmsprofile.apdu.codecs import Boolean, Enumerated, Number, read_number, read_octets, write_length
from sphinx_dlmsprofile.apdu.data.kinds import DATA_KINDS, TAGS, Shape
from sphinx_dlmsprofile.apdu.describe import describe
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode_values
from sphinx_dlmsprofile.apdu.forms.taken import Piece, Taken, failed
from sphinx_dlmsprofile.apdu.schema.apdus import apdus_by_name
from sphinx_dlmsprofile.apdu.types import (
    BerChoice,
    BerSequence,
    Choice,
    CipheredType,
    ConformanceType,
    DataType,
    EncodedApdu,
    Leaf,
    Sequence,
    SequenceOf,
    Tagged,
)
from sphinx_dlmsprofile.apdu.xml import ACSE_ROOT, XDLMS_ROOT
from sphinx_dlmsprofile.text.foreign import UnreadError, reading
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.types import Type

_FORM = "COSEMpdu XML"
_DECLARED = regex(r"<!(?:DOCTYPE|ENTITY)")
_CAPITAL = regex(r"(?<=[a-z0-9])(?=[A-Z])|_")
_MAX_DEPTH = 60
_NAMES = {
    "int8": "integer",
    "uint8": "unsigned",
    "int16": "long",
    "uint16": "long-unsigned",
    "int32": "double-long",
    "uint32": "double-long-unsigned",
    "int64": "long64",
    "uint64": "long64-unsigned",
    "string": "visible-string",
    "string-utf8": "utf8-string",
    "none": "null-data",
    "attribute-descriptor": "cosem-attribute-descriptor",
    "method-descriptor": "cosem-method-descriptor",
    "ciphered-service": "ciphered-content",
    "set-response-with-last-datablock": "set-response-last-datablock",
}
"""What translators call otherwise, in small letters and with hyphens."""


class _UnfitError(Exception):
    """An element does not fit."""


def read_xml(text: str) -> Taken:
    """The APDUs of a text in XML; with a fault where it is none that can be read."""
    if _DECLARED.search(text):
        return failed(0, 0, "the XML declares a document type or entities, which are not read: remove them")
    try:
        with reading():
            # Several documents can follow one another, as decode writes them.
            parser = XMLParser()  # noqa: S314  neither a document type nor an entity is declared
            parser.feed(f"<all>{regex(r'<[?]xml[^>]*[?]>').sub('', text)}</all>")
            root = parser.close()
        pieces = tuple(Piece(_apdu(element)) for element in _apdus(root))
    except UnreadError as error:
        return failed(0, 0, f"the XML cannot be read: {error}")
    except _UnfitError as error:
        return failed(0, 0, f"the XML is not an APDU: {error}")
    return Taken(pieces, _FORM) if pieces else failed(0, 0, "the XML holds no APDU")


def _apdus(root: Element) -> list[Element]:
    found = []
    for element in root:
        found += list(element) if element.tag.rpartition("}")[2] in {XDLMS_ROOT, ACSE_ROOT} else [element]
    return found


def _name(element: Element) -> str:
    """The name in the ASN.1, in small letters as far as this is not known."""
    name = element.tag.rpartition("}")[2]
    name = name if "-" in name or name[:1].islower() else _CAPITAL.sub("-", name).lower()
    name = name.replace("data-block", "datablock").replace("responsewith", "response-with")
    return _NAMES.get(name, name)


def _apdu(element: Element) -> bytes:
    known = {_folded(name): name for name in apdus_by_name()}
    name = known.get(_folded(_name(element)), "")
    if not name:
        message = f"there is no APDU <{element.tag.rpartition('}')[2]}>"
        raise _UnfitError(message)
    apdu, _ = apdus_by_name()[name]
    if isinstance(apdu.type, CipheredType):
        return bytes([apdu.tag]) + _string(element, with_length=True)
    encoded = encode_values({name: _value(element, apdu.type, 0)})
    if encoded.faults:
        raise _UnfitError(encoded.faults[0].message)
    return encoded.octets


def _folded(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "")


def _string(element: Element, *, with_length: bool = False) -> bytes:
    octets = read_octets(_text(element))
    if octets is None:
        message = f"<{_name(element)}> has to be hexadecimal"
        raise _UnfitError(message)
    return write_length(len(octets)) + octets if with_length else octets


def _text(element: Element) -> str:
    return element.attrib.get("Value", element.text or "").strip()


def _value(element: Element, kind: Type, depth: int) -> object:  # noqa: C901, PLR0911  one for each kind of type
    """The description of the value of a type."""
    if depth > _MAX_DEPTH:
        message = f"<{_name(element)}> is nested too deeply"
        raise _UnfitError(message)
    match kind:
        case Tagged():
            return _value(element, kind.inner, depth)
        case Sequence() | BerSequence():
            return _sequence(element, kind, depth)
        case SequenceOf():
            return [_item(child, kind.item, depth + 1) for child in element]
        case Choice() | BerChoice():
            return _choice(element, kind, depth)
        case DataType():
            return _data(_only(element), depth + 1)
        case EncodedApdu():
            octets = _apdu(_only(element)) if len(element) else _string(element)
            return _described(octets, _name(element))
        case CipheredType():
            # Any APDU of that kind has this content.
            octets = bytes([apdus_by_name()["glo-get-request"][0].tag]) + _string(element, with_length=True)
            return _described(octets, _name(element))["glo-get-request"]
        case ConformanceType():
            return [_name_of(child) for child in element] or _text(element).split()
        case Leaf():
            return _leaf(element, kind)
        case _:
            return None


def _described(octets: bytes, name: str) -> dict[str, object]:
    found = dissect(octets)
    if found.element is None:
        message = f"<{name}>: {found.faults[0].message}"
        raise _UnfitError(message)
    return dict(describe(found.element))


def _name_of(bit: Element) -> str:
    return _CAPITAL.sub("-", bit.attrib.get("Name", "")).lower()


def _only(element: Element) -> Element:
    if len(element) != 1:
        message = f"<{_name(element)}> has to hold one element, and has {len(element)}"
        raise _UnfitError(message)
    return element[0]


def _item(element: Element, kind: Type, depth: int) -> object:
    """An item of a list, within an element that is called as its type, or alone."""
    if isinstance(kind, DataType) and _name(element) in TAGS:
        return _data(element, depth)
    if isinstance(kind, Choice) and _name(element) in {name for name, _ in kind.alternatives.values()}:
        return _alternative(element, element, kind, depth)
    return _value(element, kind, depth)


def _sequence(element: Element, kind: Sequence | BerSequence, depth: int) -> dict[str, object]:
    known: dict[str, tuple[str, Type]] = {}
    for component in kind.components:
        known |= _known(component.name, component.type)
        known |= dict.fromkeys(component.also, (component.name, component.type))
    described: dict[str, object] = {}
    for child in element:
        name, inner = known.get(_name(child), ("", None))
        if inner is None and _name(child).endswith("-body"):
            # The ASN.1 has the components of some APDUs in a SEQUENCE of their own.
            described |= _sequence(child, kind, depth + 1)
            continue
        if inner is None:
            message = f"<{_name(element)}> has no <{_name(child)}>"
            raise _UnfitError(message)
        if isinstance(inner, Sequence) and inner.inline:
            described |= _sequence(child, inner, depth + 1)
        else:
            described[name] = _value(child, inner, depth + 1)
    return described


def _known(name: str, kind: Type) -> dict[str, tuple[str, Type]]:
    """A component by its name; those of an inline SEQUENCE can stand among the others."""
    known = {name: (name, kind)}
    if isinstance(kind, Sequence) and kind.inline:
        for component in kind.components:
            known |= _known(component.name, component.type)
    return known


def _choice(element: Element, kind: Choice | BerChoice, depth: int) -> object:
    if not len(element) and _text(element):
        return {_text(element): None}
    return _alternative(element, _only(element), kind, depth)


def _alternative(element: Element, child: Element, kind: Choice | BerChoice, depth: int) -> object:
    alternatives = kind.alternatives if isinstance(kind, BerChoice) else tuple(kind.alternatives.values())
    name = _name(child)
    for known, inner in alternatives:
        if name == known:
            return {known: _value(child, inner, depth + 1)}
    if name in TAGS and any(isinstance(inner, DataType) for _, inner in alternatives):
        return _data(child, depth + 1)
    message = f"<{_name(element)}> has no <{name}>"
    raise _UnfitError(message)


def _data(element: Element, depth: int) -> object:
    name = _name(element)
    if name not in TAGS or depth > _MAX_DEPTH:
        message = f"<{name}> is not a type of Data" if name not in TAGS else f"<{name}> is nested too deeply"
        raise _UnfitError(message)
    kind = DATA_KINDS[TAGS[name]]
    match kind.shape:
        case Shape.NULL:
            return name
        case Shape.ITEMS:
            return {name: [_item(child, DataType(), depth + 1) for child in element]}
        case Shape.BITS:
            return {name: _text(element)}
        case Shape.COMPACT:
            message = "a compact-array is not read from XML: write it in hexadecimal"
            raise _UnfitError(message)
    return {name: _leaf(element, kind.leaf) if kind.leaf else ""}


def _leaf(element: Element, kind: Leaf) -> str:  # noqa: PLR0911  one for each way of writing
    text = _text(element)
    if kind.name == "BIT STRING" and not set(text) - {"0", "1"}:
        unused = -len(text) % 8
        return f"{unused:02X}{bytes(int(text[at : at + 8].ljust(8, '0'), 2) for at in range(0, len(text), 8)).hex()}"
    if isinstance(kind.codec, Enumerated):
        return next((name for name in kind.codec.names.values() if _folded(name) == _folded(text)), text)
    if kind.name == "bcd" and "Value" not in element.attrib and (value := read_number(text)) is not None:
        return f"0x{value & 0xFF:02X}"
    number = isinstance(kind.codec, Number | Boolean)
    if "Value" in element.attrib and number and read_octets(text.zfill(2)) is not None:
        return f"0x{text.zfill(2)}"
    if number and text.isdecimal() and int(text) >> (8 * (kind.octets or 0) - 1) == 1:
        # A signed number whose octets were taken for an unsigned one, as translators do with base names.
        return f"0x{int(text):X}"
    if kind.name in {"date-time", "date", "time", "float32", "float64"} and read_octets(text) is not None:
        return f"0x{text}"
    return text
