"""Filled-in statements of conformance: CSV, workbooks and YAML, as they were exported or written by hand."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.ics_answer import Answer, Reply
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Sequence as Several
    from pathlib import Path

_REPLIES = {
    **dict.fromkeys(("yes", "y", "true", "x", "supported", "1"), Reply.YES),
    **dict.fromkeys(("no", "n", "false", "not supported", "0"), Reply.NO),
    **dict.fromkeys(("n/a", "na", "n.a.", "not applicable", "-", "–"), Reply.NOT_APPLICABLE),
}
_BOX = regex(r"\[\s*(?P<mark>[^\]\s]*)\s*\]\s*(?P<word>yes|no|n/a)", 2)
_IDENTIFIER, _SUPPORT = "identifier", "support"
_MOST_ROWS = 100_000


class AnswersError(ValueError):
    """A file that is no statement of conformance; the message says why, and what to write."""


def read_answers(path: Path, content: bytes) -> tuple[Answer, ...]:
    """The answers of a file by its name: .csv, .xlsx, .yaml or .yml.

    Raises:
        AnswersError: it cannot be read, or has no columns or keys of a statement.
        ModuleNotFoundError: the library for workbooks is not installed.
    """
    ending = path.suffix.casefold()
    if ending == ".xlsx":
        return tuple(_of_rows(_workbook(content)))
    text = _text(content)
    if ending == ".csv":
        return tuple(_of_rows(enumerate(csv.reader(io.StringIO(text), delimiter=_delimiter(text)), 1)))
    if ending in {".yaml", ".yml"}:
        return tuple(_of_yaml(text, path.name))
    message = f"{path.name} is neither CSV, a workbook (.xlsx) nor YAML"
    raise AnswersError(message)


def _text(content: bytes) -> str:
    """As UTF-8, with the mark that spreadsheets put first, else in the letters of Windows."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Spreadsheets of many countries write semicolons."""
    head = text.partition("\n")[0]
    return max((",", ";", "\t"), key=head.count)


def _workbook(content: bytes) -> Iterator[tuple[int, Several[object]]]:
    from zipfile import BadZipFile  # noqa: PLC0415  with the library

    from openpyxl import load_workbook  # noqa: PLC0415  the library is an extra

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        yield from enumerate(sheet.iter_rows(max_row=_MOST_ROWS, values_only=True), 1)
    except (BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        message = f"the workbook cannot be read: {error}"
        raise AnswersError(message) from error


def _of_rows(rows: Iterable[tuple[int, Several[object]]]) -> Iterator[Answer]:
    """The rows below the heads; rows without an identifier are headings and what identifies the product."""
    columns: tuple[int, int] | None = None
    try:
        for number, row in rows:
            cells = [str(cell if cell is not None else "").strip() for cell in row]
            if columns is None:
                heads = [cell.casefold() for cell in cells]
                if _IDENTIFIER in heads and _SUPPORT in heads:
                    columns = heads.index(_IDENTIFIER), heads.index(_SUPPORT)
                continue
            identifier, written = (cells[place] if place < len(cells) else "" for place in columns)
            if identifier:
                yield _answer(identifier.removeprefix("'"), written, f"row {number}")
    except csv.Error as error:
        message = f"the CSV cannot be read: {error}"
        raise AnswersError(message) from error
    if columns is None:
        advice = "export one with dlmsprofile export --to ics-csv"
        message = f'there is no row with the heads "Identifier" and "Support": {advice}'
        raise AnswersError(message)


def _of_yaml(text: str, name: str) -> Iterator[Answer]:
    """``identifier: yes`` lines, or a list of items with the keys identifier and support, perhaps below "items"."""
    try:
        node = read_yaml(text, lambda line, column: Location(name, line + 1, column + 1))
    except YamlError as error:
        message = f"line {error.at.line}: {error.message}"
        raise AnswersError(message) from error
    items = node
    if isinstance(node, Mapping):
        items = next((value for key, value in node.entries if key.value == "items"), node)
    if isinstance(items, Sequence):
        for item in items.items:
            yield from _item(item)
    elif isinstance(items, Mapping):
        for key, value in items.entries:
            yield _answer(key.value, _scalar(value), f"line {key.at.line}")
    else:
        message = "write identifier: yes, no or n/a, a line each"
        raise AnswersError(message)


def _item(item: Node) -> Iterator[Answer]:
    if not isinstance(item, Mapping):
        return
    values = {key.value: value for key, value in item.entries}
    identifier = _scalar(values.get(_IDENTIFIER))
    if identifier:
        yield _answer(identifier, _scalar(values.get(_SUPPORT)), f"line {item.at.line}")


def _scalar(node: Node | None) -> str:
    return node.value.strip() if isinstance(node, Scalar) else ""


def _answer(identifier: str, written: str, place: str) -> Answer:
    """An answer in a word, or as a ticked box: "[x] yes  [ ] no"."""
    boxes = list(_BOX.finditer(written))
    if boxes:
        ticked = [box["word"].casefold() for box in boxes if box["mark"]]
        if not ticked:
            return Answer(identifier=identifier, reply=None, place=place)
        reply = _REPLIES.get(ticked[0]) if len(ticked) == 1 else None
    else:
        reply = _REPLIES.get(" ".join(written.casefold().split()).rstrip("."))
    return Answer(identifier=identifier, reply=reply, written=written, place=place)
