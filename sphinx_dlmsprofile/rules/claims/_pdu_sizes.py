"""The size of PDUs that COSEM-OPEN proposes, by the table of parameters, the limits of 7.5 and the examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.apdu_examples import all_examples
from sphinx_dlmsprofile.analysis.open_parameters import CLIENT_PDU_SIZE, parameter_rows
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.value_table import LongMessages
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.value_table import Cell

_FIELD = "client-max-receive-pdu-size"
_OCTETS = regex(r"(?<![\w.,])([0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+)[ \u00a0]octets\b")


def pdu_size_problems(project: Project) -> Iterator[Fault]:
    """A size in the table that neither the limits nor the example of the profile have, where these agree."""
    for table, row in parameter_rows(project, CLIENT_PDU_SIZE):
        for cell in row.cells if not table.unread else ():
            yield from _of_cell(project, cell)


def _of_cell(project: Project, cell: Cell) -> Iterator[Fault]:
    profile = unmarked(cell.column.value) if cell.column else ""
    text = unmarked(cell.text.value).strip()
    # A size that is at least so much may be another.
    alone = _OCTETS.fullmatch(text)
    size = read_value(alone[1]) if alone else None
    limits, shown = _limits(project, profile), _shown(project, profile)
    if size is None or not (limits or shown):
        return
    if limits and size not in limits and (not shown or shown & limits):
        right = " or ".join(str(each) for each in sorted(limits))
        message = f"the table has {text} for {CLIENT_PDU_SIZE}, but the limit of long messages is {right} octets"
        yield Fault(cell.text.at, f"{message}: correct one of them")
    elif shown and size not in shown and not (limits and size in limits):
        right = " or ".join(str(each) for each in sorted(shown))
        message = f"the table has {text} for {CLIENT_PDU_SIZE}, but the AARQ of the examples proposes {right} octets"
        yield Fault(cell.text.at, f"{message}: correct one of them")


def _limits(project: Project, profile: str) -> set[Decimal]:
    """The sizes that the row of limits has for a profile: in its column, in words that name it, or for all."""
    found: set[Decimal] = set()
    for table in project.of(LongMessages):
        group = table.group("limits")
        for cell in (cell for row in group.rows for cell in row.cells) if group else ():
            column = unmarked(cell.column.value) if cell.column else ""
            if profile and fold(column) != fold(profile) and fold(profile) not in fold(cell.text.value):
                continue
            found |= {value for each in _OCTETS.findall(cell.text.value) if (value := read_value(each)) is not None}
    return found


def _shown(project: Project, profile: str) -> set[Decimal]:
    """The sizes that the AARQs of a profile propose; of all, where the table has one column."""
    found: set[Decimal] = set()
    for example in all_examples(project):
        if profile and not (example.profile and fold(example.profile.value) == fold(profile)):
            continue
        for field in (field for layer in example.layers for field in layer.fields):
            if field.name.casefold().endswith(_FIELD) and (value := read_value(field.value)) is not None:
                found.add(value)
    return found
