"""What is wrong with the file of a picture, as far as it can be known without drawing it."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS = {
    ".png": "PNG picture",
    ".jpg": "JPEG picture",
    ".jpeg": "JPEG picture",
    ".gif": "GIF picture",
    ".webp": "WebP picture",
    ".svg": "SVG drawing",
}
"""What web pages and the PDF show, by the suffixes of names."""

_PNG = b"\x89PNG\r\n\x1a\n"
_BEGINS = {_PNG: ".png", b"\xff\xd8\xff": ".jpg", b"GIF87a": ".gif", b"GIF89a": ".gif"}
_CUT = "it is cut off"


def kind_of(content: bytes) -> str:
    """The suffix that belongs to a picture by its first octets; "" for a drawing, and for what is none."""
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return ".webp"
    return next((suffix for begin, suffix in _BEGINS.items() if content.startswith(begin)), "")


def picture_fault(content: bytes, suffix: str) -> str:
    """Why the picture in a file with this suffix is not shown everywhere; "" if nothing is known to be wrong."""
    if suffix not in _KINDS:
        return ""
    if not content.strip(b"\0\t\n\r "):
        return "it is empty"
    kind = kind_of(content)
    if kind and _KINDS[kind] != _KINDS[suffix]:
        return f"it is a {_KINDS[kind]}: let its name end in {kind}"
    if not kind and suffix != ".svg":
        return f"it is not a {_KINDS[suffix]}"
    return _FAULTS[kind](content)


def _png(content: bytes) -> str:
    """Its parts have to be whole, to its end."""
    place = len(_PNG)
    while len(content) >= place + 12:
        length = int.from_bytes(content[place : place + 4], "big")
        part, end = content[place + 4 : place + 8 + length], place + 12 + length
        if end > len(content):
            break
        if zlib.crc32(part) != int.from_bytes(content[end - 4 : end], "big"):
            return f"it is damaged at octet {place}"
        if part[:4] == b"IEND":
            return ""
        place = end
    return _CUT


def _jpeg(content: bytes) -> str:
    """After its headers, whose lengths are given, its scans have to be ended."""
    place = 2
    while content[place : place + 1] == b"\xff":
        marker = content[place + 1 : place + 2]
        if marker == b"\xda":
            return "" if content.find(b"\xff\xd9", place) > 0 else _CUT
        if marker != b"\xff":  # which may fill
            place += int.from_bytes(content[place + 2 : place + 4], "big") + 1
        place += 1
    return _CUT if place >= len(content) else f"it is damaged at octet {place}"


def _gif(content: bytes) -> str:
    return "" if content.rstrip(b"\0").endswith(b";") else _CUT


def _webp(content: bytes) -> str:
    return "" if len(content) >= int.from_bytes(content[4:8], "little") + 8 else _CUT


def _svg(content: bytes) -> str:
    """Browsers and the PDF draw what is well-formed, and has a root of SVG."""
    opened: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def note_root(name: str, _attributes: object) -> None:
        opened.append(name)
        parser.StartElementHandler = None

    parser.StartElementHandler = note_root
    try:
        parser.Parse(content, True)  # noqa: FBT003  the end of it
    except (expat.ExpatError, LookupError, ValueError) as error:
        return f"it is not well-formed XML: {error}"
    (root,) = opened
    if root == "svg":
        return 'it has no namespace: write <svg xmlns="http://www.w3.org/2000/svg" …>'
    return "" if root == "http://www.w3.org/2000/svg svg" else "it is not an SVG drawing"


_FAULTS: dict[str, Callable[[bytes], str]] = {
    ".png": _png, ".jpg": _jpeg, ".gif": _gif, ".webp": _webp, "": _svg
}  # fmt: skip
