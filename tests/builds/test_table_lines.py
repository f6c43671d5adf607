"""The cells of each kind of table have the line on which they are written, in both markups, and in included files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, text, write
from tests.support import Source, check

if TYPE_CHECKING:
    from pathlib import Path

_LIST = """* - Name
  - <add «»a>
* - second
  - <add «»b>
* - <add «»c>
  - third
"""

_CSV = """Name, <add «»a>
second, <add «»b>
<add «»c>, third
"""
_GRID = """+-----------+-----------+
| Name      | <add «»a>   |
+===========+===========+
| second    | <add «»b>   |
+-----------+-----------+
| <add «»c>   | third     |
+-----------+-----------+
"""
_SIMPLE = """========= =========
Name      <add «»a>
========= =========
second    <add «»b>
<add «»c>   third
========= =========
"""
_PIPE = """| Name | <add «»a> |
|---|---|
| second | <add «»b> |
| <add «»c> | third |
"""


def _indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


def _rst(name: str, body: str, argument: str = "Timers", options: str = "   :name: tab-timers\n") -> str:
    return f".. {name}:: {argument}\n{options}\n{_indented(body, 3)}"


def _myst(
    name: str, body: str, argument: str = "Timers", options: str = ":name: tab-timers\n", fence: str = "```"
) -> str:
    return f"{fence}{{{name}}} {argument}\n{options}\n{body}{fence}\n"


_HEAD = ":header-rows: 1\n"

TABLES = {
    "list-table.rst": _rst("list-table", _LIST, options=f"   :name: t\n   {_HEAD}"),
    "list-table without a title.rst": _rst("list-table", _LIST, "", ""),
    "csv-table.rst": _rst("csv-table", _CSV, options=f"   :name: t\n   {_HEAD}"),
    "table, grid.rst": _rst("table", _GRID),
    "table, simple.rst": _rst("table", _SIMPLE),
    "grid.rst": _GRID,
    "simple.rst": _SIMPLE,
    "in a list.rst": f"- An item:\n\n{_indented(_rst('list-table', _LIST), 2)}",
    "in a note.rst": f".. note::\n\n{_indented(_rst('csv-table', _CSV), 3)}",
    "nested.rst": f".. list-table:: Outer\n\n   * - Inner\n     -\n\n{_indented(_SIMPLE, 7)}",
    "list-table.md": _myst("list-table", _LIST, options=_HEAD),
    "list-table without a title.md": _myst("list-table", _LIST, "", ""),
    "list-table, colons.md": _myst("list-table", _LIST, options=_HEAD, fence=":::"),
    "csv-table.md": _myst("csv-table", _CSV, options=_HEAD),
    "table, pipe.md": _myst("table", _PIPE),
    "pipe.md": _PIPE,
    "in a list.md": f"- An item:\n\n{_indented(_myst('list-table', _LIST), 2)}",
    "in a note.md": f"````{{note}}\n{_myst('csv-table', _CSV)}````\n",
    "in a quotation.md": "".join(f"> {line}" for line in _PIPE.splitlines(keepends=True)),
}
_BEFORE = "A paragraph with second and third in it.\n\n"
_AFTER = "\nAnother paragraph with Name, second and third.\n"


def _marks(text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) for _ in range(line.count("«»"))]


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app")  # MyST asks for it when it includes a file
@pytest.mark.parametrize("included", [False, True], ids=["alone", "included"])
@pytest.mark.parametrize("name", TABLES)
def test_lines_of_cells(name: str, included: bool, tmp_path: Path) -> None:  # noqa: FBT001
    suffix = name.rpartition(".")[2]
    marked = f"{_BEFORE}{TABLES[name]}{_AFTER}{_BEFORE}{TABLES[name].replace('t' + chr(10), 'u' + chr(10), 1)}"
    text = marked.replace("«»", "")
    files = {f"index.{suffix}": text}
    if included:
        include = ".. include:: text.inc\n" if suffix == "rst" else "```{include} text.inc\n```\n"
        files = {f"index.{suffix}": include, "text.inc": text}
    source = "text.inc" if included else f"index.{suffix}"
    findings = [each for each in check(Source(files), tmp_path) if each.rule == "placeholder-left"]
    assert [(each.at.source, each.at.line) for each in findings] == [(source, line) for line in _marks(marked)]


_DATA = 'Name,<add a>\n"of two\nlines",<add b>\n\nlast,<add c>\n'
_OF_DATA = {
    "rst": ".. csv-table:: {}\n   :file: data.csv\n   :header: A, <add head>\n",
    "md": "```{{csv-table}} {}\n:file: data.csv\n:header: A, <add head>\n```\n",
}
_HEADINGS = {"rst": "T\n=\n\nScope\n-----\n\n", "md": "# T\n\n## Scope\n\n"}
_INLINE = {"rst": "\n.. csv-table::\n\n   A, B\n", "md": "\n```{csv-table}\nA, B\n```\n"}


@pytest.mark.parametrize("suffix", _OF_DATA)
def test_cells_of_a_file_of_data_are_in_it(suffix: str, tmp_path: Path) -> None:
    """They had the line of the directive in the file of data, or the file of the text; tables behind them, too."""
    table = _OF_DATA[suffix]
    tables = f"{table.format('Timers')}{_AFTER}\n{table.format('')}{_INLINE[suffix]}"
    index = f"{_HEADINGS[suffix]}{_BEFORE}{tables}{_AFTER}\n<add end>\n"
    findings = check(Source({f"index.{suffix}": index, "data.csv": _DATA}), tmp_path)
    written = [(each.at.source, each.at.line) for each in findings if each.rule == "placeholder-left"]
    lines = index.splitlines()
    heads = [number for number, line in enumerate(lines, 1) if "<add head>" in line]
    cells = [("data.csv", line) for line in (1, 2, 5)]
    assert sorted({at for at in written if at[0] == "data.csv"}) == cells
    assert [at for at in written if at[0] != "data.csv"] == [
        (f"index.{suffix}", line) for line in (*heads, lines.index("<add end>") + 1)
    ]
    untitled = [each.at.line for each in findings if each.rule == "editorial-untitled-table"]
    assert untitled == [number for number, line in enumerate(lines, 1) if "csv-table" in line][1:]


def test_a_file_of_data_within_another(tmp_path: Path) -> None:
    """Its cells had the line of the row that the table is in."""
    files = {
        "index.rst": f"{_HEADINGS['rst']}.. csv-table:: Outer\n   :file: outer.csv\n\n<add end>\n",
        "outer.csv": 'one,two\n"text\n\n.. csv-table::\n   :file: data.csv\n\n",<add outer>\n<add last>,x\n',
        "data.csv": _DATA,
    }
    findings = check(Source(files), tmp_path)
    written = {(each.at.source, each.at.line) for each in findings if each.rule == "placeholder-left"}
    assert written == {("index.rst", 10), ("outer.csv", 7), ("outer.csv", 8), *(("data.csv", n) for n in (1, 2, 5))}


_OTHER = """
from docutils import nodes
from docutils.parsers.rst import Directive

class Own(Directive):
    has_content = True
    def run(self):
        return [nodes.paragraph("", "made by another")]

def setup(app):
    app.add_directive("csv-table", Own, override=True)
"""


def test_a_project_that_is_no_standard_keeps_its_directive(tmp_path: Path) -> None:
    """It had been replaced, also where another extension had its own before."""
    files = {"other_tables.py": _OTHER, "index.rst": "T\n=\n\n.. csv-table::\n\n   A\n"}
    conf = "import sys\nsys.path.insert(0, {!r})\nextensions.insert(0, 'other_tables')\ndlms_standard = False\n"
    source = write(tmp_path / "source", files, conf.format(str(tmp_path / "source")))
    assert "made by another" in text(build(source, tmp_path / "out").page("index"))
