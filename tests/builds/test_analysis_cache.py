"""What is kept of the analyses of texts is what somebody still asks for."""

from __future__ import annotations

from functools import partial

from sphinx_dlmsprofile.sphinx.building.analysis_cache import AnalysisCache


def test_what_nobody_asked_for_any_more_is_forgotten() -> None:
    made: list[str] = []

    def answer(name: str) -> str:
        made.append(name)
        return name

    cache = AnalysisCache()
    for asked in (("old", "text"), ("text",), ("text", "new"), ("text", "old")):
        assert [cache.kept((name,), partial(answer, name)) for name in asked] == list(asked)
        assert len(cache.used()) == len(asked)
    assert made == ["old", "text", "new", "old"]
