"""What is shown several times is judged once: one cause has one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import Source, check

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
A profile
=========

Scope
-----

.. csv-table:: One
   :file: data.csv

.. csv-table:: Two
   :file: data.csv

.. include:: text.inc

.. sap-table:: First
   :file: saps.yaml

Other
-----

.. include:: text.inc

.. sap-table:: Second
   :file: saps.yaml

.. list-table:: Own

   * - H~2~O
     - H~2~O
"""
DATA = "A,B\nC,<add name>\n<add name>,H~2~O\n"


def found(directory: Path, names: set[str], **files: str) -> list[tuple[str, int, str]]:
    source = Source({"index.rst": TEXT, "data.csv": DATA, "text.inc": "The <add name> takes H~2~O.\n", **files})
    return sorted((each.at.source, each.at.line, each.rule) for each in check(source, directory) if each.rule in names)


def test_each_fault_of_a_file_is_told_once(tmp_path: Path) -> None:
    names = {"markup-unread", "placeholder-left", "sap-reserved-name", "sap-reserved-missing"}
    saps = "client:\n  0x10: Another Client\n  0x11: H~2~O\n"
    assert found(tmp_path, names, **{"saps.yaml": saps}) == [
        ("data.csv", 2, "placeholder-left"),
        ("data.csv", 3, "markup-unread"),
        ("data.csv", 3, "placeholder-left"),
        ("index.rst", 28, "markup-unread"),
        ("index.rst", 29, "markup-unread"),
        ("saps.yaml", 1, "sap-reserved-missing"),
        ("saps.yaml", 2, "sap-reserved-name"),
        ("saps.yaml", 3, "markup-unread"),
        ("text.inc", 1, "markup-unread"),
        ("text.inc", 1, "placeholder-left"),
    ]


def test_so_is_what_cannot_be_read(tmp_path: Path) -> None:
    files = {"saps.yaml": "client:\n  0x10: [Another Client\n"}
    assert [rule for _, _, rule in found(tmp_path, {"body-syntax"}, **files)] == ["body-syntax"]


def test_two_faults_in_one_line_of_a_document_are_two(tmp_path: Path) -> None:
    text = "# A profile\n\n## Scope\n\n| A | B |\n|---|---|\n| H~2~O | H~2~O |\n"
    source = Source({"index.md": text})
    lines = [each.at.line for each in check(source, tmp_path) if each.rule == "markup-unread"]
    assert lines == [7, 7]
