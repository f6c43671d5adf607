"""What a named class stands for shows in headless Chromium where the name has the focus, in the text and in a link."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.chromium import probed, served
from tests.builds.building import build, write

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
    with served(pages) as address:
        found: list[dict[str, Any]] = probed(f"{address}probe.html", directory / "browser", budget=10_000)
    assert len(found) == 2
    return found


def test_the_hint_shows_where_the_name_has_the_focus(seen: list[dict[str, Any]]) -> None:
    assert [each["before"] for each in seen] == ["none", "none"]
    assert [each["focused"] for each in seen] == [f'"{each["told"]}"' for each in seen]
    assert [each["link"] for each in seen] == [False, True]


def test_it_stays_within_a_narrow_page(seen: list[dict[str, Any]]) -> None:
    assert [each["overflow"] for each in seen] == [False, False]
