"""Whether an earlier edition is still the one that was read: what is compared with it is not made anew for nothing."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from sphinx_dlmsprofile.exports.edition_state import state_of
from sphinx_dlmsprofile.sphinx.pages.redline import state

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_known_by_its_date_and_size(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text("{}", "utf-8")
    os.utime(path, ns=(7, 7))
    assert state_of("profile.json", tmp_path) == (7, 2)
    path.write_text("{ }", "utf-8")
    os.utime(path, ns=(7, 7))
    assert state_of("profile.json", tmp_path) == (7, 3)


def test_of_a_directory_only_reading_it_tells(tmp_path: Path) -> None:
    (tmp_path / "older").mkdir()
    assert state_of("older", tmp_path) is None


def test_pages_are_the_same_until_the_edition_is_another(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text("{}", "utf-8")
    config = SimpleNamespace(dlms_previous_edition="profile.json")
    app = cast("Any", SimpleNamespace(config=config, srcdir=str(tmp_path)))
    before = state(app)
    assert state(app) == before
    path.write_text("{ }", "utf-8")
    assert state(app) != before
    config.dlms_previous_edition = "."
    assert state(app) != state(app)
