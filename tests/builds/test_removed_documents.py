"""A document that is gone leaves nothing behind: the next build is what a clean one would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("before", "gone", "after", "last")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_neighbours_are_linked(jobs: str, tmp_path: Path) -> None:
    index = "Title\n=====\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in NAMES)
    texts = {f"{name}.rst": f"{name.title()}\n=======\n\nText.\n" for name in NAMES}
    conf = 'suppress_warnings = ["dlms"]\nhtml_theme = "basic"\n'
    source = write(tmp_path / "source", {"index.rst": index, **texts}, conf)
    options = ("-j", jobs)
    build(source, tmp_path / "out", *options)
    (source / "gone.rst").unlink()
    built, clean = build(source, tmp_path / "out", *options), build(source, tmp_path / "clean", *options)
    ours, theirs = built.pages(), clean.pages()
    ours.pop("gone.html")  # Sphinx leaves the file of a page
    assert ours == theirs
    assert built.warnings == clean.warnings
    assert "toctree contains reference to nonexisting document" in built.warnings
    assert [link["href"] for link in built.page("before").select("link[rel=next]")] == ["after.html"]
