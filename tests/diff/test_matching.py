"""Which pairs belong together."""

from __future__ import annotations

from sphinx_dlmsprofile.diff.matching import rated


def test_each_is_taken_once() -> None:
    assert rated([(1.0, 0, 0), (0.9, 0, 1), (0.8, 1, 1), (0.7, 1, 0)], 0.5) == [(0, 0), (1, 1)]
    assert rated([(0.9, 1, 0), (1.0, 0, 0)], 0.5) == [(0, 0)]
    assert rated([(0.4, 0, 0)], 0.5) == []


def test_of_equal_ones_those_at_similar_places() -> None:
    assert rated([(1.0, 0, 2), (1.0, 2, 2)], 0.5) == [(2, 2)]
    assert rated([(1.0, 2, 0), (1.0, 2, 2)], 0.5) == [(2, 2)]
