"""Tables as a workbook for spreadsheets, by openpyxl; the same bytes for the same tables."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
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
_END = b"</sheetData>"


def workbook(tables: Mapping[str, Table], date: datetime) -> bytes:
    """The tables, each on a sheet with its title: heads that stay in view, and a filter for each column."""
    book = Workbook(write_only=True)
    for title, (heads, rows) in tables.items():
        _begin(book.create_sheet(_NO_TITLE.sub(" ", title)[:_LONGEST_TITLE]), heads, rows)
    stream = io.BytesIO()
    book.save(stream)
    return _whole(stream, [rows for _, rows in tables.values()], date)


def _begin(sheet: WriteOnlyWorksheet, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    """The sheet with its heads."""
    for number, head in enumerate(heads, 1):
        longest = max([len(head), *(len(str(row[number - 1])) for row in rows)])
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    sheet.append([_head(sheet, head) for head in heads])


def _head(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _whole(stream: io.BytesIO, tables: Sequence[Sequence[Sequence[str | int]]], date: datetime) -> bytes:
    """The same archive with the rows after the heads, in which all that says when it was made says the date."""
    made = io.BytesIO()
    said = date.strftime("%Y-%m-%dT%H:%M:%SZ")
    sheets = {f"xl/worksheets/sheet{number}.xml": rows for number, rows in enumerate(tables, 1)}
    with ZipFile(stream) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _PROPERTIES:
                content = _DATE.sub(rf"\g<1>{said}", content.decode()).encode()
            elif name in sheets:
                content = content.replace(_END, "".join((*_rows(sheets[name]), _END.decode())).encode())
            new.writestr(ZipInfo(name, date.timetuple()[:6]), content, ZIP_DEFLATED)
    return made.getvalue()


def _rows(rows: Sequence[Sequence[str | int]]) -> Iterator[str]:
    """The rows below the heads in SpreadsheetML: openpyxl takes more time for their cells than all else of a report."""
    letters = [get_column_letter(number) for number in range(1, max(map(len, rows), default=0) + 1)]
    for number, row in enumerate(rows, 2):
        cells = (_cell(f"{letter}{number}", value) for letter, value in zip(letters, row, strict=False) if value != "")
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: str | int) -> str:
    """A number, or a text, which is no formula however it begins."""
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    text = escape(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text), quote=False)
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
