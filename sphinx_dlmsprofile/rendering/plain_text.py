"""Texts of records where no markup can be shown."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

_ROLE = regex(r"(?::[\w:.+-]+:|\{[\w:.+-]+\})`+([^`]*?)(?:\s*<[^<>`]*>)?`+")
_QUOTED = regex(r"(?<!\w)(\*\*|\*|``|`)(?=\S)(.+?)(?<=\S)\1_{0,2}(?!\w)")
_CONTROL = regex(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_markup(text: str) -> str:
    """A text without inline markup, white space run together, without characters that XML forbids."""
    text = _ROLE.sub(r"\1", text)
    return " ".join(_CONTROL.sub("\ufffd", _QUOTED.sub(r"\2", text)).split())
