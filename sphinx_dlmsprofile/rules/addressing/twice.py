"""Values that one row of a SAP table has twice (6, Table 1)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_MOST = 200
"""Of the ranges of a row: so many are compared with each other."""


@rule("sap-value-twice", "6, Table 1", WARNING)
def sap_value_twice(project: Project) -> Iterator[Fault]:
    """A row of the SAP table has a value twice.

    Then one of the two is another value, or a range ends elsewhere.

    Bad::

        .. sap-table:: SAPs

           client:
             0x00..0x0F, 0x05: Open for client SAP assignment

    Good::

        .. sap-table:: SAPs

           client:
             0x00..0x0F, 0x15: Open for client SAP assignment
    """
    for table in project.of(SapTable):
        for row in table.rows:
            if row.unread:
                continue  # It is reported; what is left of a misspelt value is no value.
            common = (one.overlap(other) for one, other in combinations(row.ranges[:_MOST], 2))
            if found := next((each for each in common if each), None):
                message = f"the row has {found.written(table.width)} twice"
                yield Fault(row.values.at, f"{message}: correct one of the values")
