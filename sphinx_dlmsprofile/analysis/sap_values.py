"""Rows and sides of SAP tables: which can be judged, which fit in an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.sap import SapRow, SapTable, Side
    from sphinx_dlmsprofile.text.location import Location


def is_readable(row: SapRow) -> bool:
    """Whether all of a row's values are numbers and ranges: only then anything else is judged."""
    return bool(row.ranges) and not row.unread and all(values.first <= values.last for values in row.ranges)


def fits(row: SapRow, width: int | None) -> bool:
    """Whether all values of a row that can be read fit in an address of ``width`` bits."""
    return width is None or all(values.last < 1 << width for values in row.ranges)


def side_at(table: SapTable, side: Side) -> Location:
    """The key of a side, else the directive."""
    return next((at for known, at in table.sides if known is side), table.at)
