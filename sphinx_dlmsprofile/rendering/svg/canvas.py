"""What drawings are written with: boxes, lines and lines of text, in colours of print that a page may replace."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_dlmsprofile.rendering.svg.draw import FONT
from sphinx_dlmsprofile.rendering.svg.layout import DETAIL_SIZE, NAME_SIZE
from sphinx_dlmsprofile.rendering.svg.measure import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable

INK, SOFT_INK, LINE = "#16202b", "#3d4a57", "#3d4a57"
FILLS = {"upper": "#dbe7f5", "lower": "#f2f3f5", "note": "#fdf3dc", "ip": "#e3f0e8", "plain": "#ffffff"}
SIZES = {"title": NAME_SIZE, "name": NAME_SIZE, "detail": DETAIL_SIZE}


def number(value: float) -> str:
    """A coordinate, with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Canvas:
    """Collects the elements of a drawing in the order in which they are painted."""

    def __init__(self, kind: str = "") -> None:
        """Take the class of the drawing, for style sheets."""
        self._kind = kind
        self._elements: list[str] = []

    def box(  # noqa: PLR0913  a rectangle and how it looks
        self, left: float, top: float, width: float, height: float, *, looks: str = "lower", dash: str = ""
    ) -> None:
        """A rectangle, filled as ``looks`` says."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._elements.append(
            f'<g class="dlms-layer dlms-{looks}"><rect class="dlms-box" x="{number(left)}" y="{number(top)}"'
            f' width="{number(width)}" height="{number(height)}" fill="{FILLS[looks]}" stroke="{LINE}"{dashes}/></g>'
        )

    def path(self, path: str, *, kind: str = "dlms-line", fill: str = "none", dash: str = "") -> None:
        """A line, or a filled shape."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._elements.append(f'<path class="{kind}" d="{path}" fill="{fill}" stroke="{LINE}"{dashes}/>')

    def text(self, x: float, y: float, text: str, style: str = "name", anchor: str = "middle") -> None:
        """A line of text at its base line."""
        weight = ' font-weight="bold"' if style == "title" else ""
        ink = SOFT_INK if style == "detail" else INK
        self._elements.append(
            f'<text class="dlms-{style}" x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"'
            f' font-size="{SIZES[style]}"{weight} fill="{ink}">{escape(text)}</text>'
        )

    def lines(self, x: float, y: float, lines: Iterable[str], style: str = "name", anchor: str = "middle") -> None:
        """Lines of text below one another."""
        for index, line in enumerate(lines):
            self.text(x, y + index * (SIZES[style] + 3), line, style, anchor)

    def frame(self, left: float, top: float, width: float, height: float) -> None:
        """A rectangle without a filling."""
        self._elements.append(
            f'<rect class="dlms-frame-box" x="{number(left)}" y="{number(top)}" width="{number(width)}"'
            f' height="{number(height)}" fill="none" stroke="{LINE}"/>'
        )

    def note(self, words: str) -> tuple[int, int]:
        """Say why there is nothing to draw; returns the size of the picture."""
        self.text(1, NAME_SIZE + 2, words, "name", "start")
        return int(text_width(words, NAME_SIZE)) + 2, NAME_SIZE + 10

    def extend(self, other: Canvas) -> None:
        """Paint what another canvas holds over this one."""
        self._elements += other._elements

    def svg(self, width: int, height: int, title: str, description: str) -> str:
        """The document; ``title`` names it and ``description`` says what it shows."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{self._kind}" role="img" width="{width}"'
            f' height="{height}" viewBox="0 0 {width} {height}" font-family="{FONT}">'
        )
        names = f"<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>"
        return "\n".join((head, names, *self._elements, "</svg>")) + "\n"
