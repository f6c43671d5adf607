"""Tables of texts under headings: addressing, associations, security, service mappings and the like, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.diff.change import Area, Spot
from sphinx_dlmsprofile.diff.said import fold, listed, said
from sphinx_dlmsprofile.diff.things import Thing
from sphinx_dlmsprofile.model.lower_layers import AdaptationLayer, Registration, ServiceMapping
from sphinx_dlmsprofile.model.usage import StandardUsage
from sphinx_dlmsprofile.model.value_table import (
    Addressing,
    Associations,
    LongMessages,
    LowerLayerConfiguration,
    OpenParameters,
    Security,
    ValueTable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_dlmsprofile.model.headed_texts import Heading
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.location import Location, Text


@dataclass(frozen=True)
class _Cell:
    """A text with the names that lead to it: heading, row, column."""

    names: tuple[str, ...]
    text: str
    at: Location


def _cell(names: Iterable[Text | str | None], text: Text) -> _Cell:
    return _Cell(tuple(name for each in names if (name := said(each))), said(text) or "", text.at)


def _of_value_table(record: ValueTable) -> Iterator[_Cell]:
    for group in record.groups:
        for row in group.rows:
            for cell in row.cells:
                yield _cell((group.key, row.label, cell.column), cell.text)


def _of_headings(headings: Iterable[Heading]) -> Iterator[_Cell]:
    for heading in headings:
        for each in heading.texts:
            yield _cell((heading.key, each.label), each.text)


def _of_mapping(record: ServiceMapping) -> Iterator[_Cell]:
    for row in record.rows:
        remark = f" ({said(row.remark)})" if row.remark else ""
        yield _Cell((said(row.upper) or "",), f"{listed(row.lower) or ''}{remark}", row.upper.at)


@dataclass(frozen=True)
class _Sheet:
    """How records of a kind are described: ``name`` says which of several it is, None where there is one as a rule."""

    kind: type[Record]
    area: Area
    noun: str
    cells: Callable[[Any], Iterator[_Cell]]
    name: Callable[[Any], object] = lambda _: None


_SHEETS = (
    _Sheet(StandardUsage, Area.LAYERS, "use of", lambda each: _of_headings(each.uses), lambda each: each.designation),
    _Sheet(
        AdaptationLayer, Area.LAYERS, "adaptation layer", lambda each: _of_headings(each.parts), lambda each: each.layer
    ),
    _Sheet(
        ServiceMapping,
        Area.LAYERS,
        "service mapping",
        _of_mapping,
        lambda each: listed(each.profiles) or each.caption,
    ),
    _Sheet(Registration, Area.LAYERS, "registration", lambda each: _of_headings(each.parts)),
    _Sheet(Addressing, Area.ADDRESSING, "addressing", _of_value_table),
    _Sheet(Associations, Area.SERVICES, "associations", _of_value_table),
    _Sheet(OpenParameters, Area.SERVICES, "parameter of COSEM-OPEN", _of_value_table),
    _Sheet(LongMessages, Area.SERVICES, "long messages", _of_value_table),
    _Sheet(Security, Area.SECURITY, "security", _of_value_table),
    _Sheet(
        LowerLayerConfiguration,
        Area.EXAMPLES,
        "example configuration",
        _of_value_table,
        lambda each: each.caption,
    ),
)


def tables(project: Project) -> Iterator[Thing]:
    """The cells of all such tables: one is found again by the names that lead to it, an unchanged one first."""
    for sheet in _SHEETS:
        for record in project.of(sheet.kind):
            name = said(sheet.name(record))
            for cell in sheet.cells(record):
                path = tuple(map(fold, cell.names))
                yield Thing(
                    area=sheet.area,
                    kind=sheet.noun,
                    subject=", ".join((f"{sheet.noun} {name}" if name else sheet.noun, *cell.names)),
                    spot=Spot(cell.at, record.clause),
                    keys=((fold(name), path, cell.text), (fold(name), path), path),
                    values={"": cell.text},
                    prose=frozenset({""}),
                    content=cell.text,
                )
