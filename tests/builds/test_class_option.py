"""The option ``:class:`` reaches the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

INDEX = """\
Title
=====

.. sap-table:: SAPs
   :class: wide Two_words

   client:
     0x10: Public Client

.. layer-stack:: Layers
   :class: wide

   profiles:
     General profile: {kind: general, stack: [ap, al, open]}

.. cosem-class:: Setup
   :class: wide

   description: What it is for.
   attributes:
     1: {name: logical_name, type: octet-string, static: yes}
"""


def test_class(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": INDEX}, "dlms_standard = False\n")
    page = build(source, tmp_path / "html").page("index")
    assert [tag.name for tag in page.select("div.body .wide")] == ["table", "figure", "table"]
    assert page.select("table.dlms-sap.wide.two-words")
