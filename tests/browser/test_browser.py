"""The built example in headless Chromium: references lead where they say, and the diagram can be read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from tests.browser.chromium import contrast, probed, served
from tests.support import EXAMPLE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PROBE = Path(__file__).parent / "probe.html"

pytestmark = pytest.mark.tool("chromium")


@dataclass(frozen=True)
class Site:
    """The built example: where it is served, a page with the diagram, and a reference to that page."""

    address: str
    diagram: str
    start: str
    href: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the example once and serve it."""
    pages = tmp_path_factory.mktemp("example") / "html"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(EXAMPLE), str(pages)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    shutil.copy(PROBE, pages / "probe.html")
    diagram = next(page.name for page in sorted(pages.glob("*.html")) if "dlms-stack" in page.read_text("utf-8"))
    start, href = next(references(pages, diagram))
    with served(pages) as address:
        yield Site(address, diagram, start, href)


def references(pages: Path, target: str) -> Iterator[tuple[str, str]]:
    """References in the text of other pages to places on the target page."""
    for page in sorted(pages.glob("*.html")):
        body = BeautifulSoup(page.read_text("utf-8"), "html.parser").select_one("[role=main]")
        for link in body.select("p a.reference.internal[href]") if body and page.name != target else ():
            if str(link["href"]).startswith(f"{target}#"):
                yield page.name, str(link["href"])


@pytest.fixture(scope="module")
def seen(site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser sees, as probe.html measures it."""
    query = urlencode({"diagram": site.diagram, "start": site.start, "href": site.href})
    address, profile = f"{site.address}probe.html?{query}", tmp_path_factory.mktemp("browser")
    result: dict[str, Any] = probed(address, profile, "--hide-scrollbars", "--window-size=1400,1000")
    return result


def test_a_reference_leads_to_its_target(site: Site, seen: dict[str, Any]) -> None:
    followed = seen["followed"]
    assert followed["path"] == site.href
    assert followed["top"] is not None, "nothing on the page has the id"
    assert -5 <= followed["top"] < followed["height"], "the target is not in view"
    assert re.fullmatch(r"(Clause |Annex |Figure |Table )?[A-Z0-9][0-9.]*", followed["words"])


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_the_diagram_can_be_read(seen: dict[str, Any], screen: str) -> None:
    measured = seen[screen]
    assert measured["width"] > 200
    assert measured["height"] > 200
    assert any("MAC" in text["words"] for text in measured["texts"])
    for text in measured["texts"]:
        assert text["pixels"] >= 9, f"{text['words']} is too small"
        assert text["inside"], f"{text['words']} is cut off"


def test_the_diagram_fits_a_phone(seen: dict[str, Any]) -> None:
    assert seen["phone"]["viewport"] == 320
    assert seen["phone"]["width"] <= seen["phone"]["room"], "it has to be scrolled"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(seen: dict[str, Any], scheme: str) -> None:
    for text in seen[scheme]:
        assert contrast(text["ink"], text["under"]) >= 4.5, f"{text['words']}: {text['ink']} on {text['under']}"
