"""JSON for people: short values in one line, and no list held as a whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.exports.layout import WIDTH, layout, layout_object

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text())
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=30)


@given(st.dictionaries(st.text(), VALUES, min_size=1))
def test_what_goes_in_comes_out(members: dict[str, Any]) -> None:
    assert json.loads(layout(members)) == members
    assert json.loads("".join(layout_object(members.items()))) == members


@given(st.lists(VALUES))
def test_an_iterator_is_written_as_the_list(items: list[Any]) -> None:
    assert "".join(layout_object([("list", iter(items))])) == "".join(layout_object([("list", items)]))


def test_what_fits_is_in_one_line() -> None:
    short, long = ["a" * 50, "b" * 50], ["a" * 60, "b" * 60]
    assert layout(short) == json.dumps(short)
    assert layout({"x": long}) == f'{{\n "x": [\n  "{long[0]}",\n  "{long[1]}"\n ]\n}}'
    assert max(map(len, layout([short, short]).splitlines())) < WIDTH


def test_a_long_list_is_written_while_it_is_made() -> None:
    made = 0

    def items() -> Iterator[str]:
        nonlocal made
        for _ in range(1000):
            made += 1
            yield "a text of some length"

    pieces = layout_object([("list", items())])
    assert [next(pieces) for _ in range(3)][1:] == ['[\n  "a text of some length"', ',\n  "a text of some length"']
    assert made < 10
    assert len(json.loads('{"list": ' + "".join(layout_object([("list", items())])).partition(": ")[2])["list"]) == 1000
