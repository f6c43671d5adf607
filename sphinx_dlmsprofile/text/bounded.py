"""Messages of one line and of a length that can be read, however long the text is that they speak of."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

_LONGEST_QUOTATION = 200
_LONGEST = 2000
_HEAD, _TAIL = 100, 20
_ENDS = regex(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line, as Python sees it."""
_QUOTATION = regex(rf'"[^"]{{{_LONGEST_QUOTATION},}}"')


def shortened(words: str, most: int = 60) -> str:
    """Words that a message quotes: no more characters than ``most``, and "…" for the rest."""
    return words if len(words) <= most else f"{words[:most]}…"


def one_line(text: str) -> str:
    """A text without the ends of lines that names of files and of test cases may have in them."""
    return " ".join(filter(None, map(str.strip, text.splitlines()))) if _ENDS.search(text) else text


def bounded(message: str) -> str:
    """A message on one line, with what it quotes cut to a length that can be read: the beginning, "…" and the end.

    What to write instead most often stands at the end of a message, which is therefore kept.
    """
    message = one_line(message)
    if len(message) <= _LONGEST_QUOTATION:
        return message
    short = _QUOTATION.sub(lambda match: _cut(match[0], _HEAD, _TAIL), message)
    return short if len(short) <= _LONGEST else _cut(short, _LONGEST * 3 // 4, _LONGEST // 4)


def _cut(text: str, head: int, tail: int) -> str:
    return f"{text[:head]} … {text[-tail:]}"
