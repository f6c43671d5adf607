"""Filled-in statements of conformance: CSV, workbooks and YAML, as they were exported or written by hand."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from zipfile import ZipFile

from sphinx_dlmsprofile.model.ics_answer import Answer, Reply
from sphinx_dlmsprofile.text.foreign import UnreadError, reading
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Sequence as Several
    from pathlib import Path

_REPLIES = {
    **dict.fromkeys(("yes", "y", "true", "x", "supported", "1", *"✓✔☑☒"), Reply.YES),
    **dict.fromkeys(("no", "n", "false", "not supported", "0"), Reply.NO),
    **dict.fromkeys(("n/a", "na", "n.a.", "not applicable", "-", "–"), Reply.NOT_APPLICABLE),
}
_BOX = regex(r"(?:\[(?P<mark>[^\[\]]*)\]|☐|(?P<sign>[☑☒]))\s*(?P<word>yes|no|n/a)", 2)
_IDENTIFIER, _SUPPORT = "identifier", "support"
_MOST_ROWS = 100_000
_LARGEST = 20_000_000
"""Octets of a file, and a tenth of those of an unpacked workbook: a statement of 100 000 rows has less."""
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


_TOO_LARGE = f"a statement has no more than {_MOST_ROWS} rows and {_LARGEST // 1_000_000} MB"


class AnswersError(ValueError):
    """A file that is not a statement of conformance; the message says why, and what to write."""


class _NoHeadsError(AnswersError):
    """A table without the heads of a statement."""

    def __init__(self) -> None:
        advice = "export one with dlmsprofile export --to ics-csv"
        super().__init__(f'there is no row with the heads "Identifier" and "Support": {advice}')


def read_answers(path: Path, content: bytes) -> tuple[Answer, ...]:
    """The answers of a file by its name: .csv, .xlsx, .yaml or .yml.

    Raises:
        AnswersError: it cannot be read, or has no columns or keys of a statement.
        ModuleNotFoundError: the library for workbooks is not installed.
    """
    ending = path.suffix.casefold()
    if len(content) > _LARGEST:
        raise AnswersError(_TOO_LARGE)
    if ending == ".xlsx":
        return _of_workbook(content)
    text = _text(content)
    if ending == ".csv":
        # Lines of old spreadsheets end with a carriage return alone.
        rows = csv.reader(io.StringIO(text, newline=None), delimiter=_delimiter(text))
        return tuple(_of_rows(enumerate(rows, 1)))
    if ending in {".yaml", ".yml"}:
        return tuple(_of_yaml(text, path.name))
    message = f"{path.name} is neither CSV, a workbook (.xlsx) nor YAML"
    raise AnswersError(message)


def _text(content: bytes) -> str:
    """As UTF-8 or UTF-16, with the mark that spreadsheets put first, else in the letters of Windows."""
    try:
        return content.decode(_WIDE.get(content[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Spreadsheets of many countries write semicolons; the heads show it, whatever stands above them."""
    lines = text.splitlines() or [""]
    head = next((line for line in lines if _IDENTIFIER in line.casefold() and _SUPPORT in line.casefold()), lines[0])
    return max((",", ";", "\t"), key=head.count)


def _of_workbook(content: bytes) -> tuple[Answer, ...]:
    """The answers of the first sheet with the heads of a statement: a cover may stand before it."""
    from openpyxl import load_workbook  # noqa: PLC0415  the library is an extra

    try:
        with reading(AnswersError), ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > 10 * _LARGEST:
                raise AnswersError(_TOO_LARGE)
            sheets = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets
            for sheet in sheets:
                rows = enumerate(sheet.iter_rows(max_row=_MOST_ROWS + 1, values_only=True), 1)
                try:
                    return tuple(_of_rows(rows))
                except _NoHeadsError:
                    continue
    except UnreadError as error:
        message = f"the workbook cannot be read: {error}"
        raise AnswersError(message) from error
    raise _NoHeadsError


def _of_rows(rows: Iterable[tuple[int, Several[object]]]) -> Iterator[Answer]:
    """The rows below the heads; rows without an identifier are headings and what identifies the product."""
    columns: tuple[int, int] | None = None
    try:
        for number, row in rows:
            if number > _MOST_ROWS:
                raise AnswersError(_TOO_LARGE)
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
        raise _NoHeadsError


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
    values = {key.value.casefold(): value for key, value in item.entries} if isinstance(item, Mapping) else {}
    identifier = _scalar(values.get(_IDENTIFIER))
    if not identifier:
        message = f'line {item.at.line}: an item has the keys "identifier" and "support"'
        raise AnswersError(message)
    yield _answer(identifier, _scalar(values.get(_SUPPORT)), f"line {item.at.line}")


def _scalar(node: Node | None) -> str:
    """What is written; of a list or a mapping, which are not an answer, what it is."""
    if isinstance(node, Scalar):
        return node.value.strip()
    return {Sequence: "a list", Mapping: "a mapping"}.get(type(node), "")


def _answer(identifier: str, written: str, place: str) -> Answer:
    """An answer in a word, or as a ticked box: "[x] yes  [ ] no"."""
    boxes = list(_BOX.finditer(written))
    if boxes:
        ticked = [box["word"].casefold() for box in boxes if (box["mark"] or "").strip() or box["sign"]]
        if not ticked:
            return Answer(identifier=identifier, reply=None, place=place)
        reply = _REPLIES.get(ticked[0]) if len(ticked) == 1 else None
    else:
        reply = _REPLIES.get(" ".join(written.casefold().split()).rstrip("."))
    return Answer(identifier=identifier, reply=reply, written=written, place=place)
