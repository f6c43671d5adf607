"""A placeholder that nothing has filled is seen on the page of each output, and told of with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from sphinx_dlmsprofile.rendering.placeholder_nodes import Placeholder
from sphinx_dlmsprofile.sphinx import register
from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
    A standard
    ==========

    Scope
    -----

    .. template-text:: scope

    Stacks
    ------

    .. layer-list::

    Examples
    --------

    .. apdu-example:: Reading
       :envelope: own

       07 C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Index
    -----
    """
WITH_PLACES = {"dlms_value": 7, "dlms_layer_list": 12, "dlms_described_example": 17, "dlms_index": 23}
"""Each kind, and the line where it is written."""

CONF = "suppress_warnings = ['dlms.' + rule for rule in ('envelope-unknown', 'layer-stack-missing')]\n"


def _shown(builder: str, out: Path) -> str:
    """All that an output shows, in one line."""
    if builder == "dlmspdf":
        (path,) = out.glob("*.pdf")
        shown = " ".join(page.extract_text() for page in PdfReader(path).pages)
    elif builder == "epub":
        (path,) = out.glob("*.epub")
        with ZipFile(path) as book:
            shown = BeautifulSoup(book.read("index.xhtml"), "html.parser").text
    else:
        path = out / ("index.txt" if builder == "text" else "index.html")
        shown = BeautifulSoup(path.read_text("utf-8"), "html.parser").text
    return " ".join(shown.split())


def test_each_kind_is_tried() -> None:
    assert set(WITH_PLACES) == {kind.__name__ for kind in Placeholder.__subclasses__()}


@pytest.mark.parametrize("builder", ["html", "singlehtml", "text", "epub", "dlmspdf"])
def test_what_is_left_is_told(builder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "PLACES", {})
    built = build(write(tmp_path / "source", {"index.rst": TEXT}), tmp_path / "out", builder=builder)
    told = [line for line in built.warnings.splitlines() if "nothing has filled its place" in line]
    shown = _shown(builder, built.out)
    for kind in Placeholder.__subclasses__():
        assert f"[missing: {kind.missing}]" in shown, (builder, shown)
        line = WITH_PLACES[kind.__name__]
        assert any(f"index.rst:{line}: WARNING: the page lacks {kind.missing}:" in each for each in told), (line, told)


@pytest.mark.parametrize("is_standard", [True, False])
def test_an_example_without_its_envelope_is_told_of_once(*, is_standard: bool, tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": TEXT}, f"dlms_standard = {is_standard}\n")
    built = build(source, tmp_path / "out")
    assert "[missing: the octets of this example]" in _shown("html", built.out)
    told = [line for line in built.warnings.splitlines() if "envelope" in line or "this example" in line]
    assert [line.rpartition("[")[2] for line in told] == [
        "dlms.envelope-unknown]" if is_standard else "dlms.text-lost]"
    ]
