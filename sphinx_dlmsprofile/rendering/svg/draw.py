"""The figure as SVG text.

Presentation attributes give the colours of print; on a page, the style sheet takes over by class,
so that the same drawing follows the page's light or dark colours. There are no ids in it: any
number of figures can stand on one page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.rendering.svg.layout import BAND, DETAIL_SIZE, LEGEND, MARGIN, NAME_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.rendering.svg.layout import Line, Picture, Shape

FONT = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif"
_INK, _SOFT_INK = "#16202b", "#3d4a57"
_FILL = {
    "upper": "#dbe7f5",
    "ip": "#e3f0e8",
    "lower": "#f2f3f5",
    "adaptation": "#fdf3dc",
    "open": "none",
    "unknown": "#fde4e1",
}
_STROKE = {"adaptation": "#7a5200", "open": "#56626e", "unknown": "#b3261e"}
_DASHES = {"adaptation": "6 3", "open": "1.5 3", "unknown": "3 2"}
_LINE = "#3d4a57"
_HATCH_STEP = 6
_TEXT = {
    "title": f'font-size="{NAME_SIZE}" font-weight="bold" fill="{_INK}"',
    "name": f'font-size="{NAME_SIZE}" fill="{_INK}"',
    "detail": f'font-size="{DETAIL_SIZE}" fill="{_SOFT_INK}"',
}


def draw(picture: Picture, title: str, description: str) -> str:
    """Write the picture; ``title`` names it and ``description`` describes what it shows."""
    return "\n".join(_elements(picture, title, description)) + "\n"


def _elements(picture: Picture, title: str, description: str) -> Iterator[str]:
    width, height = picture.width, picture.height
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dlms-stack" role="img" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-family="{FONT}" text-anchor="middle">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f"<desc>{escape(description)}</desc>"
    for line in picture.titles:
        yield _text(line)
    for shape in picture.shapes:
        yield f'<g class="dlms-layer dlms-{shape.looks}">'
        yield from _outline(shape)
        for line in shape.lines:
            yield _text(line)
        yield "</g>"
    if picture.legend is not None:
        yield from _legend(picture.legend)
    yield "</svg>"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _text(line: Line) -> str:
    place = f'x="{_number(line.x)}" y="{_number(line.y)}"'
    return f'<text class="dlms-{line.style}" {place} {_TEXT[line.style]}>{escape(line.text)}</text>'


def _outline(shape: Shape) -> Iterator[str]:
    outline = shape.outline
    if shape.looks == "open":  # what lies below is not said: no line closes the box
        outline = (outline[-1], *outline[:-1])
    path = f"M{_points(outline)}{'' if shape.looks == 'open' else 'Z'}"
    dashes = f' stroke-dasharray="{_DASHES[shape.looks]}"' if shape.looks in _DASHES else ""
    stroke = _STROKE.get(shape.looks, _LINE)
    yield f'<path class="dlms-box" d="{path}" fill="{_FILL[shape.looks]}" stroke="{stroke}"{dashes}/>'
    if shape.looks == "adaptation":
        (left, top), (_, bottom) = shape.outline[0], shape.foot
        yield _hatch(left, top, bottom)


def _hatch(left: float, top: float, bottom: float) -> str:
    """Slanted strokes in a band along the left side: distinguishable without colour, clear of the text."""
    strokes = []
    start = top + _HATCH_STEP
    while start < bottom + BAND:
        x0, y0, x1, y1 = left, start, left + BAND, start - BAND
        if y0 > bottom:
            x0, y0 = x0 + y0 - bottom, bottom
        if y1 < top:
            x1, y1 = x1 - (top - y1), top
        if x0 < x1:
            strokes.append(f"M{_points(((x0, y0), (x1, y1)))}")
        start += _HATCH_STEP
    stroke = _STROKE["adaptation"]
    return f'<path class="dlms-hatch" d="{"".join(strokes)}" fill="none" stroke="{stroke}" stroke-width="0.8"/>'


def _legend(top: int) -> Iterator[str]:
    left, upper, lower = MARGIN, top + 7, top + 21
    right = left + 28
    corners = ((left, upper), (right, upper), (right, lower), (left, lower))
    yield '<g class="dlms-layer dlms-adaptation">'
    yield (
        f'<path class="dlms-box" d="M{_points(corners)}Z" fill="{_FILL["adaptation"]}"'
        f' stroke="{_STROKE["adaptation"]}" stroke-dasharray="{_DASHES["adaptation"]}"/>'
    )
    yield _hatch(left, upper, lower)
    yield "</g>"
    place = f'x="{right + 7}" y="{top + 18}" text-anchor="start"'
    yield f'<text class="dlms-detail" {place} {_TEXT["detail"]}>{escape(say(LEGEND))}</text>'
