"""How often Python looks for garbage: less often by us, never more often, and not where someone has turned it off."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, cast

import pytest

from sphinx_dlmsprofile.sphinx.common import garbage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(("before", "after"), [(700, 5000), (2000, 5000), (0, 0), (200_000, 200_000)])
def test_threshold(before: int, after: int) -> None:
    gc.set_threshold(before, 20, 30)
    garbage.setup(cast("Sphinx", None))
    assert gc.get_threshold() == (after, 20, 30)


@pytest.mark.parametrize("enabled", [True, False])
def test_none_is_looked_for_while_a_project_is_put_together(*, enabled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        garbage._settle.cache_clear()
        for _ in range(2):
            with garbage.settling():
                assert not gc.isenabled()
            assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()
    assert frozen == [True]
