"""An APDU example in headless Chromium: rows and octets mark each other, it fits a phone, and it can be read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import contrast, probed, served
from tests.builds.building import build, write

PROBE = Path(__file__).parent / "apdu.html"
EXAMPLE = """\
.. apdu-example:: Reading the clock with ciphering, in the wrapper
   :envelope: wrapper

   0001 0010 0001 000D C0 01 C1 00 08 00 00 01 00 00 FF 02 00

.. apdu-example:: Setting the clock

   C1 01 C1 00 08 00 00 01 00 00 FF 02 00 09 0C 07 EA 01 0E 03 0A 1E 00 00 FF C4 00

.. apdu-example:: A ciphered request

   C8 1E 30 00 00 01 02 62 7B 2D AE 78 FD 93 7B BE 91 A8 31 8A FC 05 B5 B4 B0 F9 B0 7D 8E 99 C4 BC

.. apdu-example:: A wrong one

   C4 01 C1 00 07 05 05
"""

pytestmark = pytest.mark.tool("chromium")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser sees, as apdu.html measures it."""
    directory = tmp_path_factory.mktemp("apdu")
    source = write(directory / "source", {"index.rst": EXAMPLE}, "suppress_warnings = ['dlms', 'toc.no_title']\n")
    pages = build(source, directory / "html").out
    shutil.copy(PROBE, pages / PROBE.name)
    with served(pages) as address:
        profile = directory / "browser"
        result: dict[str, Any] = probed(f"{address}{PROBE.name}", profile, "--window-size=1400,1000")
    return result


def test_rows_and_octets_mark_each_other(seen: dict[str, Any]) -> None:
    pointed = seen["point"]
    assert pointed["row"] == ["span 00 0D", "tr 6 00"]
    assert pointed["octets"] == ["span C1", "tr 10 C1"]


def test_the_keyboard_goes_from_row_to_row(seen: dict[str, Any]) -> None:
    pointed = seen["point"]
    assert pointed["stops"] == 4, "one stop for each table"
    assert pointed["focus"] == ["span 00 01", "tr 0 00"]
    assert pointed["down"] == ["span 00 10", "tr 2 00"]
    assert "dlms-field-6" in pointed["clicked"]


def test_it_fits_a_phone(seen: dict[str, Any]) -> None:
    needed, room = seen["fit"]["page"]
    assert needed <= room, "the page has to be scrolled"
    assert len(seen["fit"]["blocks"]) == 4
    for needed, room in seen["fit"]["blocks"]:
        assert needed <= room, "the octets have to be scrolled"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_octets_stand_out(seen: dict[str, Any], scheme: str) -> None:
    assert len(seen[scheme]) > 40
    for text in seen[scheme]:
        assert contrast(text["ink"], text["under"]) >= 4.5, f"{text['words']}: {text['ink']} on {text['under']}"
