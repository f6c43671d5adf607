"""A second project takes over the needs of the example: types, fields and links fit, and links lead somewhere."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.exports.need_types import FIELDS, LINKS, TYPES, needs_config
from tests.builds.building import build, text
from tests.support import EXAMPLE, ROOT, run_command

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("sphinx_needs")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

IMPLEMENTER = ROOT / "example_implementer"


def test_the_file_of_the_sample_is_current(tmp_path: Path) -> None:
    assert run_command("export", "--needs-config", "--output", str(tmp_path / "a.toml"))[0] == 0
    written = (tmp_path / "a.toml").read_text("utf-8")
    assert written == needs_config() == (IMPLEMENTER / "profile-needs.toml").read_text("utf-8")
    read = tomllib.loads(written)["needs"]
    assert {each["directive"] for each in read["types"]} == {f"dlms_{kind.value}" for kind in TYPES}
    assert set(read["links"]) == {kind.value for kind in LINKS}
    assert set(read["fields"]) == set(FIELDS)


def test_the_second_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs = build(EXAMPLE, tmp_path / "needs", "-D", "dlms_review=1", builder="needs").out / "needs.json"
    published = build(EXAMPLE, tmp_path / "published")
    monkeypatch.setenv("PROFILE_NEEDS", str(needs))
    built = build(IMPLEMENTER, tmp_path / "implementer")
    assert (built.status, built.warnings) == (0, "")
    page = built.page("index")
    links = {str(link["href"]) for link in page.select("a[href^='https://example.org/iec-62056-8-30/']")}
    assert "https://example.org/iec-62056-8-30/05-layers.html#join-delay" in links
    for link in links:
        name, _, anchor = link.removeprefix("https://example.org/iec-62056-8-30/").partition("#")
        assert published.page(name.removesuffix(".html")).find(id=anchor), link
    rows = [[text(cell) for cell in row.select("td")] for row in page.select("tbody tr")]
    asked = {row[0] for row in rows}
    assert "STD-duty-cycle" in asked
    assert not asked & {"STD-suite-0", "STD-key-change-pace"}
    (edition,) = (row for row in rows if row[0] == "STD-join-delay")
    assert edition[1] == "1.0"
