"""A file that ``conf.py`` names and that cannot be read is reported once, at the line that names it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.commands.standard import check_project
from sphinx_dlmsprofile.text.conf_lines import ConfLines

if TYPE_CHECKING:
    from pathlib import Path

HERE = "# here"
INDEX = "Profile\n=======\n\n.. communication-environment::\n\n   involved: []\n"


@pytest.mark.parametrize(
    "conf",
    [
        'x = "file"  # here',
        'x = [\n    "other",\n    "file",  # here\n]',
        'x: "list[str]" = ["file"]  # here',
        'x = (\n    "file"  # here\n)',
        'x = ["other"]\nx += ["file"]  # here',
        'x = []\nx.append("file")  # here\ny = x.copy()',
        'x = []\nx.extend(["file"])  # here',
        'a, x = 1, ["file"]  # here',
        'if True:\n    x = "file"  # here',
        'globals()["x"] = "file"  # here',
        'NAME = "file"\nx = NAME  # here',
        'from pathlib import Path\nx = str(Path("di" "r", "f"))  # here',
        'x = "other"\nx = "file"  # here\ny = "file"\nprint("file")',
        'for x in ["other", "file"]:  # here\n    pass',
    ],
)
def test_the_line_of_a_value(conf: str) -> None:
    expected = next(number for number, line in enumerate(conf.splitlines(), 1) if HERE in line)
    assert ConfLines(conf.encode()).line("x", "file") == expected


@pytest.mark.parametrize("conf", ["", "x = (", "\0", "from other import *", 'y = x["file"]'])
def test_no_line_is_known(conf: str) -> None:
    assert ConfLines(conf.encode()).line("x", "file") is None


@pytest.mark.parametrize(
    ("option", "is_list"),
    [
        ("dlms_architecture", False),
        ("dlms_baseline", False),
        ("dlms_confirmations", False),
        ("dlms_pdf_fonts", True),
        ("dlms_previous_edition", False),
        ("dlms_registry", True),
        ("dlms_template_file", False),
        ("dlms_test_results", True),
        ("dlms_waivers", False),
        ("dlms_docx_template", False),
        ("dlms_logo", False),
        ("dlms_words", False),
    ],
)
@pytest.mark.parametrize("name", ["absent.yaml", "directory"])
def test_a_file_that_cannot_be_read(option: str, is_list: bool, name: str, tmp_path: Path) -> None:  # noqa: FBT001
    value = f'[\n    "{name}",  # here\n]\n' if is_list else f'(\n    "{name}"  # here\n)\n'
    conf = f'extensions = ["sphinx_dlmsprofile"]\n\ndlms_review = True\n{option} = {value}'
    (tmp_path / "directory").mkdir()
    (tmp_path / "conf.py").write_text(conf)
    (tmp_path / "index.rst").write_text(INDEX)
    found = [
        each for each in check_project(tmp_path, log=io.StringIO()) if option in each.message or name in each.message
    ]
    assert [(each.at.source, each.at.line) for each in found] == [("conf.py", 5)], found
