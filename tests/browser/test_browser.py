"""The built example in headless Chromium: references lead where they say, and the diagram can be read."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from tests.support import EXAMPLE, ROOT
from tests.tools import find_tool

if TYPE_CHECKING:
    from collections.abc import Iterator

CHROMIUM = find_tool("chromium")
PROBE = Path(__file__).parent / "probe.html"

pytestmark = pytest.mark.tool("chromium")


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the base class
        """Keep quiet."""


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
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(pages))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield Site(f"http://127.0.0.1:{server.server_port}/", diagram, start, href)
        server.shutdown()
        thread.join()


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
    assert CHROMIUM
    query = urlencode({"diagram": site.diagram, "start": site.start, "href": site.href})
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-dev-shm-usage", "--hide-scrollbars", f"--user-data-dir={tmp_path_factory.mktemp('browser')}",
            "--virtual-time-budget=30000", "--window-size=1400,1000", "--dump-dom",
            f"{site.address}probe.html?{query}",
        ],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    match = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert match, done.stdout
    assert match[1], f"the probe has not finished: {done.stderr[-2000:]}"
    result: dict[str, Any] = json.loads(html.unescape(match[1]))
    assert "error" not in result, result
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


def contrast(one: list[int], other: list[int]) -> float:
    """The contrast ratio of two colours by WCAG 2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: list[int]) -> float:
    """The relative luminance of an sRGB colour by WCAG 2."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
