"""Rows and sides of SAP tables: which can be judged, which hold for a profile, how their values are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.sap import SapRow, SapTable, Side, ValueRange
    from sphinx_dlmsprofile.text.location import Location


def hexadecimal(value: int, width: int | None) -> str:
    """A value with as many digits as the address width takes."""
    return f"0x{value:0{(width + 3) // 4 if width else 2}X}"


def shown(values: ValueRange, width: int | None) -> str:
    """A value or a range, as it is written in a table."""
    first = hexadecimal(values.first, width)
    return first if values.first == values.last else f"{first}..{hexadecimal(values.last, width)}"


def is_readable(row: SapRow) -> bool:
    """Whether all of a row's values are numbers and ranges: only then anything else is judged."""
    return bool(row.ranges) and not row.unread and all(values.first <= values.last for values in row.ranges)


def fits(row: SapRow, width: int | None) -> bool:
    """Whether all values of a row that can be read fit in an address of ``width`` bits."""
    return width is None or all(values.last < 1 << width for values in row.ranges)


def side_at(table: SapTable, side: Side) -> Location:
    """The key of a side, else the directive."""
    return next((at for known, at in table.sides if known is side), table.at)


def same_name(name: str) -> str:
    """The name of a profile as it compares: letters and digits, without case."""
    return "".join(character for character in name.casefold() if character.isalnum())


def holds_for(table: SapTable, profile: str) -> bool:
    """Whether a table holds for a profile, given as ``same_name`` makes it."""
    return not table.profiles or any(same_name(name.value) == profile for name in table.profiles)
