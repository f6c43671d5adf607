"""The directives that are tables of provisions: one reader for their common form.

A heading holds a text, a list of texts, or rows "element: text". The text of an element is one for
all columns, a list in the order of ``:columns:``, or a mapping of columns to texts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.value_table import (
    ADDRESSING_KEYS,
    ASSOCIATION_FIELDS,
    ASSOCIATION_KEYS,
    LONG_MESSAGE_KEYS,
    PARAMETER_FIELDS,
    SECURITY_KEYS,
    Addressing,
    Associations,
    Cell,
    Group,
    LongMessages,
    LowerLayerConfiguration,
    OpenParameters,
    Row,
    Security,
    ValueTable,
    demand_of,
)
from sphinx_dlmsprofile.parsing.lists import read_identifiers, read_names
from sphinx_dlmsprofile.parsing.support import checked_support, judged_support
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.names import closest_word
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Sequence as Several

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("name", "columns", "file", "class")
EXAMPLE_OPTIONS = (*OPTIONS, "shows")
ASSOCIATION_OPTIONS = ("name", "file", "class")
ADDRESSING_BODY = ADDRESSING_KEYS
ASSOCIATION_BODY = ASSOCIATION_KEYS
SECURITY_BODY = SECURITY_KEYS
LONG_MESSAGE_BODY = LONG_MESSAGE_KEYS


@dataclass(frozen=True)
class Form:
    """What a directive takes: the record it makes, its keys (none: any), and names of columns that it knows."""

    record: type[ValueTable]
    what: str
    keys: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


FORMS = {
    "addressing": Form(Addressing, "the addressing", ADDRESSING_KEYS),
    "associations": Form(Associations, "the associations", ASSOCIATION_KEYS, ASSOCIATION_FIELDS),
    "open-parameters": Form(OpenParameters, "the parameters", fields=PARAMETER_FIELDS),
    "security": Form(Security, "the security", SECURITY_KEYS),
    "long-messages": Form(LongMessages, "the transfer of long messages", LONG_MESSAGE_KEYS),
    "lower-layer-configuration": Form(LowerLayerConfiguration, "the configuration"),
}
"""By the name of the directive."""


def parse_value_table(source: DirectiveSource, reader: BodyReader, form: Form) -> ValueTable:
    """Read a table of provisions."""
    is_association = form.record is Associations
    is_example = form.record is LowerLayerConfiguration
    known = ASSOCIATION_OPTIONS if is_association else EXAMPLE_OPTIONS if is_example else OPTIONS
    with reader.directive(source, known) as directive:
        columns = read_names(directive.options.get("columns"))
        groups = tuple(_groups(directive.body, form, _Rows(form, columns, reader), reader))
        keys = ", ".join(f"{key}:" for key in form.keys)
        written = f"write {keys}" if keys else "write one row a line, name: value"
        directive.expect(any(group.rows for group in groups), f"{form.what} is empty: {written}")
    record = form.record(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=directive.options.get("name"),
        columns=columns or _columns(row for group in groups for row in group.rows),
        groups=groups,
    )
    for row in record.rows:
        for cell in row.cells:
            if demand := demand_of(record, cell):
                judged = checked_support if record.head_of(cell) else judged_support
                judged(demand, f'the support of "{row.label}"' if row.label else "the support", reader)
    if isinstance(record, LowerLayerConfiguration):
        return replace(record, shows=read_identifiers(directive.options.get("shows")))
    return record


def _groups(body: Node | None, form: Form, rows: _Rows, reader: BodyReader) -> Iterator[Group]:
    if not form.keys:
        at = body.at if body else None
        if at is not None:
            yield Group(key="", at=at, rows=tuple(rows.labelled(reader.entries(body, form.what))))
        return
    fields = reader.fields(body, form.keys, form.what)
    for key, node in fields.items():
        found = rows.single(node, key) if form.record is Associations else rows.of(node, key)
        yield Group(key=key, at=fields.at(key) or node.at, rows=tuple(found))


def _columns(rows: Iterable[Row]) -> tuple[Text, ...]:
    """The columns that rows name, in the order in which they first do."""
    found: dict[str, Text] = {}
    for row in rows:
        for cell in row.cells:
            if cell.column:
                found.setdefault(cell.column.value, cell.column)
    return tuple(found.values())


class _Rows:
    """Reads rows; remembers which columns the table has."""

    def __init__(self, form: Form, columns: tuple[Text, ...], reader: BodyReader) -> None:
        self._form = form
        self._columns = columns
        self._reader = reader

    def of(self, node: Node, key: str) -> Iterator[Row]:
        """The rows under a heading."""
        if isinstance(node, Mapping):
            yield from self.labelled(node.entries)
            return
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Mapping):
                yield from self.labelled(item.entries)
            elif text := self._reader.text(item, f'a text under "{key}"'):
                yield Row(cells=(Cell(text=text),))

    def single(self, node: Node, key: str) -> Iterator[Row]:
        """One row for the heading itself, its columns being known ones."""
        if isinstance(node, Mapping):
            fields = self._reader.fields(node, self._form.fields, f'"{key}"')
            named = [(Scalar(Text(name, fields.at(name) or value.at)), value) for name, value in fields.items()]
            cells = tuple(self._column_cells(named))
        else:
            cells = tuple(self._cells(node, key))
        if cells:
            yield Row(cells=cells)

    def labelled(self, entries: Several[tuple[Scalar, Node]]) -> Iterator[Row]:
        """A row for each entry; one without a text is a text itself."""
        seen: set[str] = set()
        for label, value in entries:
            if label.value in seen:
                message = f'"{label.value}" is listed twice: remove one of them'
                self._reader.fault("body-key-duplicate", label.at, message)
            seen.add(label.value)
            cells = tuple(self._cells(value, label.value))
            if cells:
                yield Row(cells=cells, label=label.text)
            elif isinstance(value, Scalar) and label.value.strip():
                yield Row(cells=(Cell(text=label.text),))
            elif label.value.strip():
                yield Row(cells=(), label=label.text)  # its cells are empty, or could not be read

    def _cells(self, node: Node, label: str) -> Iterator[Cell]:
        if isinstance(node, Mapping):
            self._judge_columns(node, label)
            yield from self._column_cells(node.entries)
        elif isinstance(node, Sequence) and self._columns:
            yield from self._listed(node, label)
        else:
            for item in node.items if isinstance(node, Sequence) else (node,):
                if text := self._reader.text(item, f'"{label}"'):
                    yield Cell(text=text)

    def _column_cells(self, entries: Several[tuple[Scalar, Node]]) -> Iterator[Cell]:
        for column, value in entries:
            for item in value.items if isinstance(value, Sequence) else (value,):
                if text := self._reader.text(item, f'"{column.value}"'):
                    yield Cell(text=text, column=column.text)

    def _judge_columns(self, node: Mapping, label: str) -> None:
        """Report names that are a misspelling of those that the table has; all others are new columns."""
        known = (*(column.value for column in self._columns), *self._form.fields)
        written = {key.value for key, _ in node.entries}
        seen: set[str] = set()
        for key, _ in node.entries:
            if key.value in seen:
                message = f'"{label}" has the column "{key.value}" twice: remove one of them'
                self._reader.fault("body-key-duplicate", key.at, message)
            elif key.value not in known and self._is_slip(key.value, known, written):
                close = closest_word(key.value, known)
                message = f'"{label}" has no column "{key.value}": did you mean "{close}"?'
                self._reader.fault("body-key-unknown", key.at, message)
            elif key.value not in known and self._columns:
                heads = ", ".join(column.value for column in self._columns)
                message = f'"{label}" has no column "{key.value}": allowed are {heads}'
                self._reader.fault("body-key-unknown", key.at, message)
            seen.add(key.value)

    def _is_slip(self, name: str, known: Several[str], written: set[str]) -> bool:
        close = closest_word(name, known)
        return close is not None and close not in written

    def _listed(self, node: Sequence, label: str) -> Iterator[Cell]:
        if len(node.items) != len(self._columns):
            message = f'"{label}" has {len(node.items)} values for {len(self._columns)} columns: write one for each'
            self._reader.fault("body-value-type", node.at, message)
        for column, item in zip(self._columns, node.items, strict=False):
            if text := self._reader.text(item, f'"{label}"'):
                yield Cell(text=text, column=column)
