"""JSON text that people can read: what fits in one line is on one line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_encode = json.JSONEncoder(ensure_ascii=False).encode

WIDTH = 120
"""The longest line that more than one value may share."""

_SHORTEST_ITEM = 3
"""Characters that an item takes at least, with what stands between it and the next."""


def layout(value: object, indent: int = 0) -> str:
    """The JSON text of a value; keys and items keep their order."""
    if not value or not isinstance(value, (dict, list)):
        return _encode(value)
    if indent + len(value) * _SHORTEST_ITEM < WIDTH and indent + len(line := _encode(value)) < WIDTH:
        return line
    if isinstance(value, dict):
        return _in_lines([f"{_encode(key)}: {layout(item, indent + 1)}" for key, item in value.items()], "{}", indent)
    return _in_lines([layout(item, indent + 1) for item in value], "[]", indent)


def layout_object(members: Iterable[tuple[str, object]]) -> str:
    """The JSON text of an object of several lines; an iterator is a list that is never held as a whole."""
    return _in_lines([f"{_encode(key)}: {_layout_member(value)}" for key, value in members], "{}", 0)


def _layout_member(value: object) -> str:
    if not isinstance(value, Iterator):
        return layout(value, 1)
    parts = [layout(item, 2) for item in value]
    is_short = 1 + sum(map(len, parts)) + 2 * len(parts) < WIDTH and not any("\n" in part for part in parts)
    return f"[{', '.join(parts)}]" if is_short else _in_lines(parts, "[]", 1)


def _in_lines(parts: list[str], brackets: str, indent: int) -> str:
    margin = " " * (indent + 1)
    return f"{brackets[0]}\n{margin}" + f",\n{margin}".join(parts) + f"\n{' ' * indent}{brackets[1]}"
