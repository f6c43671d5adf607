"""Messages of a length that can be read, however long the text is that they speak of."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

_LONGEST_QUOTATION = 200
_LONGEST = 2000
_HEAD, _TAIL = 100, 20
_QUOTATION = regex(rf'"[^"]{{{_LONGEST_QUOTATION},}}"')


def shortened(words: str, most: int = 60) -> str:
    """Words that a message quotes: no more characters than ``most``, and "…" for the rest."""
    return words if len(words) <= most else f"{words[:most]}…"


def bounded(message: str) -> str:
    """A message with what it quotes cut to a length that can be read: the beginning, "…" and the end.

    What to write instead most often stands at the end of a message, which is therefore kept.
    """
    if len(message) <= _LONGEST_QUOTATION:
        return message
    short = _QUOTATION.sub(lambda match: _cut(match[0], _HEAD, _TAIL), message)
    return short if len(short) <= _LONGEST else _cut(short, _LONGEST * 3 // 4, _LONGEST // 4)


def _cut(text: str, head: int, tail: int) -> str:
    return f"{text[:head]} … {text[-tail:]}"
