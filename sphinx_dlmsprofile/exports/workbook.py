"""Tables as a workbook for spreadsheets, by openpyxl; the same bytes for the same tables."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    Table = tuple[Sequence[str], Sequence[Sequence[str | int]]]

_LONGEST = 32_767
"""So many signs can be in a cell."""

_LONGEST_TITLE = 31
_NO_TITLE = regex(r"[\[\]:*?/\\]")
_NARROWEST, _WIDEST = 8, 60
_DATE = regex(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_PROPERTIES = "docProps/core.xml"


def workbook(tables: Mapping[str, Table], date: datetime) -> bytes:
    """The tables, each on a sheet with its title: heads that stay in view, and a filter for each column."""
    book = Workbook(write_only=True)
    for title, table in tables.items():
        _fill(book.create_sheet(_NO_TITLE.sub(" ", title)[:_LONGEST_TITLE]), *table)
    stream = io.BytesIO()
    book.save(stream)
    return _without_time(stream, date)


def _fill(sheet: WriteOnlyWorksheet, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    for number, head in enumerate(heads, 1):
        longest = max([len(head), *(len(str(row[number - 1])) for row in rows)])
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    sheet.append([_head(sheet, head) for head in heads])
    for row in rows:
        sheet.append([_value(sheet, value) for value in row])


def _head(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _value(sheet: WriteOnlyWorksheet, value: str | int) -> WriteOnlyCell | str | int | None:
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    if not text.startswith("="):
        return text or None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # no formula
    return cell


def _without_time(stream: io.BytesIO, date: datetime) -> bytes:
    """The same archive, in which all that says when it was made says the date."""
    made = io.BytesIO()
    said = date.strftime("%Y-%m-%dT%H:%M:%SZ")
    with ZipFile(stream) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _PROPERTIES:
                content = _DATE.sub(rf"\g<1>{said}", content.decode()).encode()
            new.writestr(ZipInfo(name, date.timetuple()[:6]), content, ZIP_DEFLATED)
    return made.getvalue()
