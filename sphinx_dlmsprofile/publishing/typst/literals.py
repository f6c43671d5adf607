"""Typst source, written so that no text of an author can become code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re

_UNSAFE = regex(r'[\\"\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "", "\u2028": "\\n", "\u2029": "\\n"}


class Code(str):
    """Typst code, as opposed to text."""

    __slots__ = ()


def string(text: str) -> Code:
    """A string literal; control characters, which no font can show, become U+FFFD."""
    return Code(f'"{_UNSAFE.sub(_escape, text)}"')


def literal(value: object) -> Code:
    """A value as Typst writes it: None, bool, numbers, text, sequences (arrays) and mappings (dictionaries)."""
    if isinstance(value, Code):
        return value
    if isinstance(value, str):
        return string(value)
    if isinstance(value, Mapping):
        return Code(f"({', '.join(f'{string(str(key))}: {literal(item)}' for key, item in value.items()) or ':'})")
    if isinstance(value, Sequence):
        return Code(f"({''.join(f'{literal(item)},' for item in value)})")
    return Code("none" if value is None else str(value).lower())


def arguments(positional: Sequence[object], named: Mapping[str, object]) -> str:
    """The arguments of a call, each followed by a comma; "_" in names stands for "-"."""
    parts: list[str] = [literal(value) for value in positional]
    parts += [f"{name.replace('_', '-')}: {literal(value)}" for name, value in named.items()]
    return "".join(f"{part}, " for part in parts)


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], "\ufffd")
