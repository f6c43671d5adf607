"""The size of an APDU that the parameters of COSEM-OPEN give a profile: "1 024 octets", and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.open_parameters import CLIENT_PDU_SIZE, parameter_rows
from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu_example import ApduExample
    from sphinx_dlmsprofile.model.project import Project

_SIZE = regex(r"(?P<size>[0-9]{1,3}(?: [0-9]{3})+|[0-9]{2,5})(?: octets)?")


def stated_size(project: Project, example: ApduExample) -> int | None:
    """What the client can receive in the profile of an example; None where that is open."""
    profile = fold(example.profile.value) if example.profile else ""
    found = {size for of, size in _stated(project) if not of or of == profile}
    return next(iter(found)) if len(found) == 1 else None


def _stated(project: Project) -> Iterator[tuple[str, int]]:
    """Sizes with the profile that each holds for, "" for all."""
    for cell in (cell for _, row in parameter_rows(project, CLIENT_PDU_SIZE) for cell in row.cells):
        if match := _SIZE.fullmatch(plain_blanks(unmarked(cell.text.value)).strip()):
            yield fold(unmarked(cell.column.value)) if cell.column else "", int(match["size"].replace(" ", ""))
