"""A process that builds many times, as that of an editor does, does not keep the builds it has finished."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.application import Sphinx

from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"index.rst": "A standard\n==========\n\nScope\n-----\n\nA meter shall answer.\n"}
NESTED = {
    "index.rst": "A standard\n==========\n\nScope\n-----\n\n- * + - a meter\n\n"
    ":guilabel:`Start`, :any:`scope` and :option:`-q`.\n"
}
"""docutils reads each list with a machine of its own; these, and roles, stay with the document they were used for."""
TIMES = 20


@pytest.mark.parametrize("options", [(), ("-D", "dlms_review=1")], ids=["published", "review"])
@pytest.mark.parametrize("builder", ["html", "dlmspdf", "dlmscheck"])
def test_finished_builds_are_freed(
    builder: str, options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "source", FILES)
    built: list[weakref.ref[Sphinx]] = []
    init = Sphinx.__init__

    def note(app: Sphinx, *arguments: Any, **named: Any) -> None:
        built.append(weakref.ref(app))
        init(app, *arguments, **named)

    monkeypatch.setattr(Sphinx, "__init__", note)
    times = TIMES if builder == "dlmscheck" else 3
    build(write(tmp_path / "nested", NESTED), tmp_path / "first", *options, builder=builder)
    for _ in range(times):
        build(source, tmp_path / "out", *options, builder=builder)
    gc.collect()
    # Sphinx' logging and docutils' registries keep the last.
    assert len(built) == times + 1
    assert sum(app() is not None for app in built) <= 1
