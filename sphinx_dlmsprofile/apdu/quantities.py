"""Numbers with their scaler and unit, as they are printed."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from sphinx_dlmsprofile.registry.units import units

_MAX_SCALER = 30
_MAX_DIGITS = 40
_UNGROUPED = 4


class ScalerUnit(NamedTuple):
    """How values of an object are to be read: times ten to the power of ``scaler``, in the unit of a code."""

    scaler: int
    unit: int

    @property
    def symbol(self) -> str:
        """The symbol of the unit; empty where it has none, or is not known."""
        known = units().get(self.unit)
        return known.symbol if known else ""

    @property
    def words(self) -> str:
        """The symbol, else the quantity, else the code."""
        known = units().get(self.unit)
        return (known.symbol or known.quantity) if known else f"unit {self.unit}"

    def apply(self, number: str) -> str:
        """A number times the scaler, with as many decimals as it has; empty if it is none, or out of all bounds."""
        try:
            value = Decimal(number)
        except InvalidOperation:
            return ""
        if not value.is_finite() or abs(self.scaler) > _MAX_SCALER or len(number) > _MAX_DIGITS:
            return ""
        return grouped(f"{value.scaleb(self.scaler):f}")

    def __str__(self) -> str:
        return f"10^{self.scaler} {self.words}"


def grouped(number: str) -> str:
    """A decimal number with its digits in groups of three, if more than four stand before the sign."""
    sign = "-" if number.startswith("-") else ""
    whole, dot, decimals = number.removeprefix("-").partition(".")
    if len(whole) > _UNGROUPED:
        first = len(whole) % 3
        groups = [whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))]
        whole = " ".join(filter(None, groups))
    return f"{sign}{whole}{dot}{decimals}"
