"""Examples in envelopes that another document describes: in every build, and without a trace of their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.builds.building import build, edit, text, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds.building import Built

KEY = "000102030405060708090A0B0C0D0E0F"
AUTHENTICATION = "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF"
FILES = {
    "index.rst": """\
        A standard
        ==========

        .. toctree::

           examples
           formats
        """,
    "examples.md": """\
        # Examples

        ```{apdu-example} Reading
        :client: 0x10
        :server: 0x01
        :envelope: own
        :fields: mark = 42
        :encode:

        get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}
        ```

        ```{apdu-example} Reading with ciphering
        :envelope: own
        :keys: keys.yaml

        07 2A C8 1E 30 00 00 01 02
        62 7B 2D AE 78 FD 93 7B BE 91 A8 31 8A
        FC 05 B5 B4 B0 F9 B0 7D 8E 99 C4 BC
        ```

        ```{exchange} Reading twice
        :figure: Reading twice, in order
        :envelope: own
        :keys: keys.yaml

        - client: >
            07 2A C8 1E 30 00 00 01 02 62 7B 2D AE 78 FD 93 7B BE 91 A8 31 8A
            FC 05 B5 B4 B0 F9 B0 7D 8E 99 C4 BC
        - client: {get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}}
          fields: mark = 43
        ```
        """,
    "formats.rst": """\
        Formats
        =======

        .. envelope:: Frame of its own
           :id: own
           :figure: Its layout

           fields:
             dispatch: {octets: 1, value: 0x07}
             mark: {octets: 1}
             payload: {content: APDU}
        """,
    "keys.yaml": f"""\
        system-title: 4D4D4D0000BC614E
        encryption: {KEY}
        authentication: {AUTHENTICATION}
        """,
}
CONF = "suppress_warnings = ['dlms']\n"


def _examples(built: Built) -> list[str]:
    return [text(table) for table in built.page("examples").select("table.dlms-apdu")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_builds_show_the_same(jobs: int, tmp_path: Path) -> None:
    source = write(tmp_path / "source", FILES, CONF)
    built = build(source, tmp_path / "html", f"-j{jobs}")
    assert built.warnings == ""
    made, opened, exchanged = _examples(built)
    assert "1. Client to server: glo-get-request (get-request-normal)" in exchanged
    assert "1 2B mark" in exchanged
    assert "get-request-normal" in text(built.page("examples").select_one("figure.dlms-sequence svg"))
    assert "Frame of its own 0 07 dispatch Unsigned8 1 2A mark Unsigned8 get-request-normal 2 C0" in made
    assert "Plain text, 13 octets" in opened
    assert "8, Clock" in opened
    pages = built.pages()
    assert build(source, tmp_path / "html", f"-j{jobs}").pages() == pages
    edit(source / "formats.rst", "value: 0x07", "value: 0x08")
    again = build(source, tmp_path / "html", f"-j{jobs}")
    assert "0 08 dispatch" in _examples(again)[0]
    assert "expected Dispatch 0x08" in _examples(again)[1]
    assert build(source, tmp_path / "anew", f"-j{jobs}").pages() == again.pages()


def test_a_key_is_nowhere(tmp_path: Path) -> None:
    source = write(tmp_path / "source", FILES, CONF)
    built = build(source, tmp_path / "html")
    keys = [form for key in (KEY, AUTHENTICATION) for form in _forms(bytes.fromhex(key))]
    files = [path for root in (built.out, built.out.parent) for path in root.rglob("*") if path.is_file()]
    held = {
        path.name for path in files if source not in path.parents for key in keys if key in path.read_bytes().lower()
    }
    assert held - {"keys.yaml"} == set()
    assert not any(key.decode("latin-1") in (built.said + built.warnings).lower() for key in keys)


def _forms(key: bytes) -> list[bytes]:
    return [form.lower() for form in (key, key.hex().encode(), key.hex(" ").encode(), repr(key).encode())]


@pytest.mark.parametrize("builder", ["singlehtml", "dlmspdf"])
def test_in_one_piece_they_are_shown_as_well(builder: str, tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", FILES, CONF), tmp_path / "out", builder=builder)
    if builder == "singlehtml":
        shown = (built.out / "index.html").read_text("utf-8")
    else:
        (path,) = built.out.glob("*.pdf")
        shown = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "not described" not in shown
    assert shown.count("dispatch") > 2, "the layout, and the octets of each example"
