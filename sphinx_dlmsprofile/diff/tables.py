"""Figures and tables, and tables of texts under headings: addressing, associations, security and the like.

A table is an item of its own, with its caption and columns; its cells are compared one by one.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.diff.change import Action, Area, Place
from sphinx_dlmsprofile.diff.charts import steps_in_words
from sphinx_dlmsprofile.diff.comparable_text import fold, listed, said
from sphinx_dlmsprofile.diff.envelopes import told_of_field
from sphinx_dlmsprofile.diff.facts import Facts, Value, facts_of, name_of
from sphinx_dlmsprofile.diff.items import Item
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.lower_layers import AdaptationLayer, Registration, ServiceMapping
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.objects import Objects
from sphinx_dlmsprofile.model.sequence_chart import SequenceChart
from sphinx_dlmsprofile.model.state_machine import StateMachine
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
from sphinx_dlmsprofile.model.xdlms import XdlmsServices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_dlmsprofile.model.headed_texts import Heading
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.location import Location, Text

_TELLING = 3
"""A cell with at least this many words is found again by them in a row with another name; "yes" is not."""


@dataclass(frozen=True)
class _Cell:
    """A text with the names that lead to it, "" where there is none."""

    heading: str = ""
    row: str = ""
    column: str = ""
    _: KW_ONLY
    text: str
    at: Location

    @property
    def names(self) -> tuple[str, ...]:
        """The names that there are."""
        return tuple(filter(None, (self.heading, self.row, self.column)))


def _cell(text: Text, *names: Text | str | None) -> _Cell:
    return _Cell(*(said(name) or "" for name in names), text=said(text) or "", at=text.at)


def _of_value_table(record: ValueTable) -> Iterator[_Cell]:
    for group in record.groups:
        for row in group.rows:
            for cell in row.cells:
                yield _cell(cell.text, group.key, row.label, cell.column)


def _of_headings(headings: Iterable[Heading]) -> Iterator[_Cell]:
    for heading in headings:
        for each in heading.texts:
            yield _cell(each.text, heading.key, each.label)
            if each.support:
                yield _cell(each.support, heading.key, each.label or each.text, "support")


def _of_mapping(record: ServiceMapping) -> Iterator[_Cell]:
    for row in record.rows:
        remark = f" ({said(row.remark)})" if row.remark else ""
        yield _Cell(row=said(row.upper) or "", text=f"{listed(row.lower) or ''}{remark}", at=row.upper.at)


def _of_envelope(record: Envelope) -> Iterator[_Cell]:
    for field in record.fields:
        for what, text in told_of_field(field):
            yield _Cell(row=said(field.key) or "", column=what, text=text, at=field.key.at)


def _of_chart(record: SequenceChart) -> Iterator[_Cell]:
    for participant in record.participants:
        yield _Cell("participant", said(participant.key) or "", text=participant.label, at=participant.key.at)
    for number, (words, at) in enumerate(steps_in_words(record.steps), 1):
        yield _Cell("step", str(number), text=words, at=at)


def _of_machine(record: StateMachine) -> Iterator[_Cell]:
    if record.initial:
        yield _Cell("initial", text=record.initial.value, at=record.initial.at)
    for state in record.states:
        label = f"{state.label}, final" if state.is_final else state.label
        yield _Cell("state", said(state.key) or "", text=label, at=state.key.at)
    for each in record.transitions:
        way = f"{each.leaves.value} to {each.enters.value}"
        for what, text in (("event", each.event), ("condition", each.condition), ("action", each.action)):
            if text or what == "event":
                yield _Cell("transition", way, what, text=said(text) or "", at=each.at)


def _of_exchange(record: Exchange) -> Iterator[_Cell]:
    for number, message in enumerate(record.messages, 1):
        told = {
            "sender": message.sender.value,
            "text": said(message.text),
            "after": message.after and said(message.after.text),
            "within": message.within and said(message.within.text),
        }
        for what, text in told.items():
            if text:
                yield _Cell("message", str(number), what, text=text, at=message.example.at)


def _elsewhere(_: Record) -> Iterator[_Cell]:
    """The tables whose rows are compared as what they are: layers, constants, services, OBIS codes."""
    return iter(())


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
    _Sheet(LayerStack, Area.LAYERS, "layer stack", _elsewhere),
    _Sheet(
        AdaptationLayer, Area.LAYERS, "adaptation layer", lambda each: _of_headings(each.parts), lambda each: each.layer
    ),
    _Sheet(Envelope, Area.LAYERS, "envelope", _of_envelope, lambda each: each.identifier or each.caption),
    _Sheet(
        ServiceMapping,
        Area.LAYERS,
        "service mapping",
        _of_mapping,
        lambda each: listed(map(name_of, each.profiles)) or each.caption,
    ),
    _Sheet(SequenceChart, Area.LAYERS, "sequence chart", _of_chart, lambda each: each.caption),
    _Sheet(StateMachine, Area.LAYERS, "state machine", _of_machine, lambda each: each.caption),
    _Sheet(Registration, Area.LAYERS, "registration", lambda each: _of_headings(each.parts)),
    _Sheet(Constants, Area.CONSTANTS, "table of constants", _elsewhere, lambda each: each.caption),
    _Sheet(Addressing, Area.ADDRESSING, "addressing", _of_value_table),
    _Sheet(Associations, Area.SERVICES, "associations", _of_value_table),
    _Sheet(OpenParameters, Area.SERVICES, "parameter of COSEM-OPEN", _of_value_table),
    _Sheet(XdlmsServices, Area.SERVICES, "table of services", _elsewhere),
    _Sheet(LongMessages, Area.SERVICES, "long messages", _of_value_table),
    _Sheet(Security, Area.SECURITY, "security", _of_value_table),
    _Sheet(ObisTable, Area.CLASSES, "table of OBIS codes", _elsewhere),
    _Sheet(Objects, Area.CLASSES, "table of objects", _elsewhere, lambda each: each.caption),
    _Sheet(Exchange, Area.EXAMPLES, "exchange", _of_exchange, lambda each: each.caption),
    _Sheet(
        LowerLayerConfiguration,
        Area.EXAMPLES,
        "example configuration",
        _of_value_table,
        lambda each: each.caption,
    ),
)


def tables(project: Project) -> Iterator[Item]:
    """All tables and their cells."""
    for sheet in _SHEETS:
        for record in project.of(sheet.kind):
            name = said(sheet.name(record))
            subject = f"{sheet.noun} {name}" if name else sheet.noun
            yield _table(sheet, record, subject)
            for cell in sheet.cells(record):
                yield _item(sheet, record, subject, cell)


def _table(sheet: _Sheet, record: Any, subject: str) -> Item:
    """The table as a whole: found again by its label, its subject, its clause, and then by what is left."""
    facts = facts_of(record)
    caption = facts.values.get("caption")
    clause = record.clause
    return Item(
        area=sheet.area,
        kind=f"{sheet.noun} as a whole",
        subject=subject,
        place=Place(record.at, clause),
        keys=(
            (fold(subject), fold(record.name)) if record.name else None,
            (fold(subject), fold(caption.text) if caption else ""),
            fold(subject) if subject != sheet.noun else None,
            "",
        ),
        facts=facts,
        content=Value(caption.text) if caption and caption.text != subject else Value(None),
        placed=True,
    )


def _item(sheet: _Sheet, record: Record, subject: str, cell: _Cell) -> Item:
    """A cell, as another edition finds it again.

    By its text and the names that lead to it, by these names, by its text in a row or column with another name, and by
    a text that says something.
    """
    path = tuple(map(fold, cell.names))
    of_table = fold(subject)
    heading, row, column = map(fold, (cell.heading, cell.row, cell.column))
    tells = len(cell.text.split()) >= _TELLING
    return Item(
        area=sheet.area,
        kind=sheet.noun,
        subject=", ".join((subject, *cell.names)),
        place=Place(cell.at, record.clause),
        keys=(
            (of_table, path, cell.text),
            (of_table, path),
            path,
            ("column", of_table, heading, row, cell.text) if column else None,
            ("row", of_table, heading, column, cell.text) if row else None,
            (cell.text,) if tells else None,
        ),
        facts=Facts({"row": Value(", ".join(cell.names), counts=path), "": Value(cell.text, prose=True)}),
        content=Value(cell.text, prose=True),
        actions={"row": Action.RENAMED},
    )
