"""How a picture is set: in its own size, shrunk to the room there is, or on a turned page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.typst.room import PAGE_HEIGHT, TURNED, TURNED_HEIGHT

if TYPE_CHECKING:
    from sphinx_dlmsprofile.publishing.picture_size import Size

LEAST_TYPE = 6.0
"""Size in pt of the smallest type that is read on paper."""

_USUAL_TYPE = 10.0
"""Size in pt of the type of a drawing that does not say its own."""

_GAIN = 1.15
LEGIBLE = 0.5
"""What is shrunk to less can hardly be read."""


@dataclass(frozen=True)
class Fit:
    """How far a picture is shrunk, whether on a turned page, and whether its height asks for it and not its width."""

    scale: float
    turned: bool = False
    is_tall: bool = False


def fit(size: Size, width: float, reserve: float, *, may_turn: bool, smallest: float = _USUAL_TYPE) -> Fit:
    """How a picture is set in a room of that width, where what stands with it takes ``reserve`` of the height.

    A drawing whose ``smallest`` type, in pt, could not be read any more is turned, if it gains by it.
    """
    wide, tall = width / size.width, (PAGE_HEIGHT - reserve) / size.height
    upright = min(1.0, wide, tall)
    if not may_turn or upright * smallest >= LEAST_TYPE:
        return Fit(upright, is_tall=tall < wide)
    turned = min(1.0, TURNED.width / size.width, (TURNED_HEIGHT - reserve) / size.height)
    return Fit(turned, turned=True) if turned > upright * _GAIN else Fit(upright, is_tall=tall < wide)
