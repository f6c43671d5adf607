"""Rows and sides of SAP tables: which can be judged, which fit in an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.registry.address_plans import address_plan

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.sap import SapRow, SapTable, Side
    from sphinx_dlmsprofile.text.location import Location


def is_readable(row: SapRow) -> bool:
    """Whether all of a row's values are numbers and ranges: only then anything else is judged."""
    return bool(row.ranges) and not row.unread and all(values.first <= values.last for values in row.ranges)


def fits(row: SapRow, width: int | None) -> bool:
    """Whether all values of a row that can be read fit in an address of ``width`` bits."""
    return width is None or all(values.last < 1 << width for values in row.ranges)


def is_moved(table: SapTable, row: SapRow) -> bool:
    """Whether a row has a reserved name at one other value, without a reason, and no row of the side its own value."""
    side = [other for other in table.rows if other.side is row.side]
    wanted = [each for each in address_plan(table.scheme).side(row.side) if each.is_called(row.name.value)]
    if len(wanted) != 1 or row.reason or len(row.ranges) != 1 or row.ranges[0].first != row.ranges[0].last:
        return False
    return not any(values.first <= wanted[0].value <= values.last for other in side for values in other.ranges)


def side_at(table: SapTable, side: Side) -> Location:
    """The key of a side, else the directive."""
    return next((at for known, at in table.sides if known is side), table.at)
