"""A cheap frozen dataclass is one in all that is asked of it."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, field, replace

import pytest

from sphinx_dlmsprofile.text.frozen import frozen


@frozen
class Point:
    x: int
    y: int = 0
    note: str = field(default="", compare=False, repr=False)


@frozen(kw_only=True)
class Named(Point):
    name: str


@frozen
class Nothing:
    pass


@frozen
class Made:
    first: int
    values: list[int] = field(default_factory=list)
    last: str | None = None
    named: tuple[int, ...] = field(default=(), kw_only=True)


def test_equal_are_those_of_one_class_with_equal_values() -> None:
    assert Point(1, 2) == Point(1, 2, note="seen")
    assert Point(1, 2) != Point(1, 3)
    assert Point(1) != Named(1, name="")
    assert Point(1) != object()
    assert Nothing() == Nothing()


def test_equal_ones_hash_alike() -> None:
    assert {Point(1, 2), Point(1, 2, note="seen"), Point(2, 1)} == {Point(1, 2), Point(2, 1)}
    assert hash(Nothing()) == hash(Nothing())
    assert hash(Named(1, name="a")) != hash(Named(1, name="b"))


def test_it_shows_its_values() -> None:
    assert repr(Named(1, name="a", note="left out")) == "Named(x=1, y=0, name='a')"
    assert repr(Nothing()) == "Nothing()"


def test_it_is_frozen_and_can_be_replaced_and_kept() -> None:
    point = Named(1, name="a", note="b")
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    assert replace(point, x=2) == Named(2, name="a")
    assert pickle.loads(pickle.dumps(point)) == point == copy.deepcopy(point)
    with pytest.raises(FrozenInstanceError):
        del point.x
    with pytest.raises(TypeError):
        Named(1, 2, "", "a")  # type: ignore[call-arg]


def test_it_is_made_as_its_fields_say() -> None:
    for _first_and_later in range(2):
        assert Made(1).values == []
        assert Made(1).values is not Made(1).values
        assert Made(1, [2], "a", named=(3,)) == Made(named=(3,), last="a", values=[2], first=1)
        with pytest.raises(TypeError, match="first"):
            Made()  # type: ignore[call-arg]
        with pytest.raises(TypeError, match="takes from 2 to 4"):
            Made(1, [], None, (3,))  # type: ignore[call-arg]
    assert Named(1, name="a").y == 0
    assert Nothing() == Nothing()
