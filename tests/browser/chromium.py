"""Chromium without a window: pages are served, and a probe beside them says what the browser sees of them."""

from __future__ import annotations

import html
import json
import re
import subprocess
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

from tests.tools import find_tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = find_tool("chromium")


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the base class
        """Keep quiet."""


@contextmanager
def served(pages: Path) -> Iterator[str]:
    """The address, with "/" at its end, at which a directory is served within ``with``."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(pages))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def opened(address: str, profile: Path, *options: str, budget: int = 30_000, patience: int = 120) -> str:
    """What a browser prints that opens an address, for ``budget`` ms of its time and at most ``patience`` s of ours."""
    assert CHROMIUM
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-dev-shm-usage", f"--user-data-dir={profile}", f"--virtual-time-budget={budget}",
            *options, address,
        ],
        capture_output=True, text=True, check=True, timeout=patience,
    )  # fmt: skip
    return done.stdout


def probed(address: str, profile: Path, *options: str, budget: int = 30_000, patience: int = 120) -> Any:
    """What a probe has written into its element "result"."""
    document = opened(address, profile, *options, "--dump-dom", budget=budget, patience=patience)
    match = re.search(r'<pre id="result">(.*?)</pre>', document, re.DOTALL)
    assert match, document[-2000:]
    assert match[1], f"the probe has not finished: {document[-2000:]}"
    result = json.loads(html.unescape(match[1]))
    assert "error" not in result, result
    return result


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
