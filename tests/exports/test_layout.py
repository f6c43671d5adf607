"""JSON is written as the standard library writes it, but for its lines."""

from __future__ import annotations

import json

import pytest

from sphinx_dlmsprofile.exports.layout import layout

_VALUES: tuple[object, ...] = (
    *(None, True, False, 0, -7, 10**20, 1.5, "", "a", 'a "b" \\ – \n\u2028', [], {}, [None, True, 1, [2], {"a": []}]),
    {'a "key"': 1, "b": {"c": None, "d": "x"}},
    {"long": ["word" * 20, "word" * 20, {"more": "word" * 30, "number": 3}]},
)


@pytest.mark.parametrize("value", _VALUES)
def test_layout(value: object) -> None:
    text = layout(value)
    assert json.loads(text) == value
    if "\n" not in text:
        assert text == json.dumps(value, ensure_ascii=False)
