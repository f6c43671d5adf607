"""JSON text that people can read: what fits in one line is on one line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_encode = json.JSONEncoder(ensure_ascii=False).encode

WIDTH = 120
"""The longest line that more than one value may share."""

_BESIDE = 2
"""Characters that stand in one line beside each part: the brackets, and what separates it from the next."""


def layout(value: object, indent: int = 0) -> str:
    """The JSON text of a value; keys and items keep their order."""
    if isinstance(value, str):
        return encode_basestring(value)
    below = indent + 1
    # Most values are texts: to ask for each again what it is would take twice as long.
    if isinstance(value, dict):
        parts = [
            f"{encode_basestring(key)}: {encode_basestring(item) if isinstance(item, str) else layout(item, below)}"
            for key, item in value.items()
        ]
        return _joined(parts, "{}", indent)
    if isinstance(value, list):
        parts = [encode_basestring(item) if isinstance(item, str) else layout(item, below) for item in value]
        return _joined(parts, "[]", indent)
    if value is None:
        return "null"
    return repr(value) if type(value) is int else _encode(value)


def layout_object(members: Iterable[tuple[str, object]]) -> Iterator[str]:
    """The JSON text of an object of several lines, piece by piece: neither it nor a list in it is held as a whole.

    What is given as an iterator is a list.
    """
    opening = "{"
    for key, value in members:
        yield f"{opening}\n {encode_basestring(key)}: "
        if isinstance(value, Iterator):
            yield from _list_pieces((layout(item, 2) for item in value), 1)
        else:
            yield layout(value, 1)
        opening = ","
    yield "\n}\n"


def _list_pieces(items: Iterator[str], indent: int) -> Iterator[str]:
    """As ``_joined``; what takes more than a line is not gathered."""
    parts: list[str] = []
    for item in items:
        parts.append(item)
        if not _fits(parts, indent):
            margin = f"\n{' ' * (indent + 1)}"
            opening = "["
            for part in chain(parts, items):
                yield f"{opening}{margin}{part}"
                opening = ","
            yield f"\n{' ' * indent}]"
            return
    yield _joined(parts, "[]", indent)


def _joined(parts: list[str], brackets: str, indent: int) -> str:
    """In one line if that is short enough; it is not where one of the parts takes several."""
    if not parts or _fits(parts, indent):
        return f"{brackets[0]}{', '.join(parts)}{brackets[1]}"
    margin = " " * (indent + 1)
    return f"{brackets[0]}\n{margin}" + f",\n{margin}".join(parts) + f"\n{' ' * indent}{brackets[1]}"


def _fits(parts: list[str], indent: int) -> bool:
    return indent + sum(map(len, parts)) + _BESIDE * len(parts) < WIDTH
