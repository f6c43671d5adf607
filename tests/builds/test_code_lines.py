"""Code has the numbers of its lines in each output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from sphinx_dlmsprofile.sphinx.numbering.code_lines import numbered
from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """
Code
====

.. code-block:: c
   :linenos:
   :lineno-start: 98

   int alpha;

   int beta;

.. code:: c
   :number-lines: 7

   gamma();

.. literalinclude:: index.rst
   :lineno-match:
   :lines: 2

.. code-block:: c

   plain();

.. parsed-literal::

   *emphasised*
"""


def test_numbers_stand_in_a_column() -> None:
    assert numbered("a\n\n  b\n", 9) == " 9  a\n10\n11    b"
    assert numbered("one", 1) == "1  one"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("lines") / "source", {"index.rst": SOURCE})


def test_plain_text(source: Path) -> None:
    page = (build(source, source.parent / "text", builder="text").out / "index.txt").read_text("utf-8")
    shown = [line for line in page.splitlines() if line.startswith("   ")]
    assert shown == [
        "    98  int alpha;",
        "    99",
        "   100  int beta;",
        "   7  gamma();",
        "   2  Code",
        "   plain();",
        "   *emphasised*",
    ]


def test_word(source: Path) -> None:
    with ZipFile(next(build(source, source.parent / "docx", builder="dlmsdocx").out.glob("*.docx"))) as document:
        words = re.split(r"<[^>]+>", document.read("word/document.xml").decode())
    assert {" 98  int alpha;", " 99", "7  gamma();", "2  Code", "plain();"} <= set(words)


def test_sts(source: Path) -> None:
    page = next(build(source, source.parent / "sts", builder="dlmssts").out.glob("*.xml")).read_text("utf-8")
    assert "98  int alpha;\n 99\n100  int beta;" in page
    assert ">plain();<" in page
