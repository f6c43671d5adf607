"""The size that a picture has by itself."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from sphinx_dlmsprofile.text.patterns import regex

MM_PER_PT, MM_PER_PX = 25.4 / 72, 25.4 / 96

_ROOT = regex(r"<svg\b[^>]*>")
_ATTRIBUTE = regex(r"""\b(width|height|viewBox)\s*=\s*["']([^"']*)["']""")
_SIDE = regex(r"\s*([\d.]+)\s*(px|pt|pc|mm|cm|in|)\s*")
_UNITS = {
    "": MM_PER_PX, "px": MM_PER_PX, "pt": MM_PER_PT, "pc": 25.4 / 6, "mm": 1.0, "cm": 10.0, "in": 25.4
}  # fmt: skip
_HEAD = 4000


@dataclass(frozen=True)
class Size:
    """Width and height in mm."""

    width: float
    height: float

    @classmethod
    def of_pixels(cls, width: float, height: float) -> Size:
        """From pixels, of which an inch has 96."""
        return cls(width * MM_PER_PX, height * MM_PER_PX)


def natural_size(content: bytes, suffix: str) -> Size | None:
    """The size that a drawing (SVG) or PNG has by itself; None where it does not say."""
    if suffix == ".png" and content[12:16] == b"IHDR" and len(content) >= 24:  # noqa: PLR2004  the header of a PNG
        width, height = struct.unpack(">II", content[16:24])
        return Size.of_pixels(width, height)
    root = _ROOT.search(content[:_HEAD].decode("utf-8", "replace")) if suffix == ".svg" else None
    if root is None:
        return None
    said = dict(_ATTRIBUTE.findall(root[0]))
    box = said.get("viewBox", "").replace(",", " ").split()
    sides = [_mm(said.get("width", "")), _mm(said.get("height", ""))]
    if None in sides and len(box) == 4:  # noqa: PLR2004  x, y, width, height
        sides = [_mm(box[2]), _mm(box[3])]
    width_, height_ = sides
    return Size(width_, height_) if width_ and height_ else None


def _mm(text: str) -> float | None:
    match = _SIDE.fullmatch(text)
    try:
        return float(match[1]) * _UNITS[match[2]] if match else None
    except ValueError:
        return None
