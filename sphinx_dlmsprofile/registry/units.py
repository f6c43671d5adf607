"""The units of COSEM values (IEC 62056-6-2, scal_unit_type), from ``units.json``; the file gives their sources."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit: its code, its symbol (empty where it has none), and the quantity that is measured in it."""

    code: int
    symbol: str
    quantity: str
    confirmed: bool


@cache
def units() -> dict[int, Unit]:
    """All known units, by code."""
    data = json.loads(files(__package__).joinpath("units.json").read_text("utf-8"))
    return {
        entry["code"]: Unit(entry["code"], entry["symbol"], entry["quantity"], entry["confidence"] == "cross-checked")
        for entry in data["units"]
    }
