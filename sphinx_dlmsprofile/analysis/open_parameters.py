"""The rows on one parameter of COSEM-OPEN (7.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.value_table import OpenParameters
from sphinx_dlmsprofile.registry.services import parameter_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.value_table import Row

CLIENT_PDU_SIZE = "Client_Max_Receive_PDU_Size"


def parameter_rows(project: Project, parameter: str) -> Iterator[tuple[OpenParameters, Row]]:
    """The rows on a parameter, each with its table, in document order."""
    for table in project.of(OpenParameters):
        for row in table.rows:
            if row.label and parameter_by_name(row.label.value) == parameter:
                yield table, row
