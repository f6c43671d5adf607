"""JSON text that people can read: what fits in one line is on one line."""

from __future__ import annotations

import json

_encode = json.JSONEncoder(ensure_ascii=False).encode

WIDTH = 120
"""The longest line that more than one value may share."""


def layout(value: object, indent: int = 0) -> str:
    """The JSON text of a value; keys and items keep their order."""
    if isinstance(value, dict) and value:
        parts = [f"{_encode(key)}: {layout(item, indent + 1)}" for key, item in value.items()]
        return _joined(parts, "{}", indent)
    if isinstance(value, list) and value:
        return _joined([layout(item, indent + 1) for item in value], "[]", indent)
    return _encode(value)


def _joined(parts: list[str], brackets: str, indent: int) -> str:
    if indent + sum(map(len, parts)) + 2 * len(parts) < WIDTH and not any("\n" in part for part in parts):
        return f"{brackets[0]}{', '.join(parts)}{brackets[1]}"
    margin = " " * (indent + 1)
    return f"{brackets[0]}\n{margin}" + f",\n{margin}".join(parts) + f"\n{' ' * indent}{brackets[1]}"
