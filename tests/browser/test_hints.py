"""What a named class stands for shows in headless Chromium where the name has the focus, in the text and in a link."""

from __future__ import annotations

import html
import json
import re
import subprocess
from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_browser import CHROMIUM, QuietHandler
from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """
    The time is :cosem:`Clock.time`, the mode :cosem:`Radio setup.mode`.

    .. cosem-class:: Radio setup
       :class-id: 180

       attributes:
         1: {name: logical_name, type: octet-string, static: yes}
         2: {name: mode, type: enum, static: yes}
"""
PROBE = """<!doctype html><meta charset="utf-8"><pre id="result"></pre>
<iframe id="page" src="index.html" width="360" height="600"></iframe>
<script>
page.onload = () => {
  const inside = page.contentDocument, view = page.contentWindow;
  const seen = [...inside.querySelectorAll(".dlms-hint")].map(hint => {
    const shown = () => view.getComputedStyle(hint, "::after").content;
    const before = shown();
    (hint.closest("a") || hint).focus();
    const root = inside.documentElement;
    return {before, focused: shown(), told: hint.getAttribute("aria-description"), link: !!hint.closest("a"),
            overflow: root.scrollWidth > root.clientWidth};
  });
  result.textContent = JSON.stringify(seen);
};
</script>
"""

pytestmark = pytest.mark.tool("chromium")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the probe measures, for each name."""
    directory = tmp_path_factory.mktemp("hints")
    source = write(directory / "source", {"index.rst": TEXT}, "suppress_warnings = ['dlms', 'toc.no_title']\n")
    pages = build(source, directory / "html").out
    (pages / "probe.html").write_text(PROBE, "utf-8")
    found = _measured(pages, directory / "browser")
    assert len(found) == 2
    return found


def _measured(pages: Path, profile: Path) -> list[dict[str, Any]]:
    assert CHROMIUM
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(pages))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        done = subprocess.run(
            [
                CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--disable-dev-shm-usage", f"--user-data-dir={profile}", "--virtual-time-budget=10000",
                "--dump-dom", f"http://127.0.0.1:{server.server_port}/probe.html",
            ],
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        server.shutdown()
        thread.join()
    match = re.search(r'<pre id="result">(.+?)</pre>', done.stdout, re.DOTALL)
    assert match, done.stdout
    found: list[dict[str, Any]] = json.loads(html.unescape(match[1]))
    return found


def test_the_hint_shows_where_the_name_has_the_focus(seen: list[dict[str, Any]]) -> None:
    assert [each["before"] for each in seen] == ["none", "none"]
    assert [each["focused"] for each in seen] == [f'"{each["told"]}"' for each in seen]
    assert [each["link"] for each in seen] == [False, True]


def test_it_stays_within_a_narrow_page(seen: list[dict[str, Any]]) -> None:
    assert [each["overflow"] for each in seen] == [False, False]
