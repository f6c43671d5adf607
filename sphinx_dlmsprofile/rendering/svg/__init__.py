"""Figure 2 as a picture: records to SVG, deterministic and without any tool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.rendering.svg.alternative import describe, labels
from sphinx_dlmsprofile.rendering.svg.draw import draw
from sphinx_dlmsprofile.rendering.svg.layout import DETAIL_SIZE, lay_out

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.layers import LayerStack
    from sphinx_dlmsprofile.text.location import Text

__all__ = ["DETAIL_SIZE", "Diagram", "draw_stack"]


@dataclass(frozen=True)
class Diagram:
    """A drawn record: the SVG document, the same in words, and its size in user units (96 to the inch).

    ``labels`` are the words in it with the places where they were written.
    """

    svg: str
    alt: str
    labels: tuple[Text, ...]
    width: int
    height: int


def draw_stack(stack: LayerStack) -> Diagram:
    """Draw the profiles of a stack side by side, as IEC TS 62056-1-1 does in its Figure 2.

    Any record can be drawn: an unknown layer becomes a marked box, a profile without layers a bare name.
    """
    picture = lay_out(stack)
    alternative = describe(stack)
    caption = without_markup(stack.caption.value) if stack.caption else ""
    svg = draw(picture, caption or say("Communication profiles"), alternative)
    return Diagram(svg, alternative, labels(stack), picture.width, picture.height)
