"""Texts of records where no markup can be shown."""

from __future__ import annotations

from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.patterns import regex

_CONTROL = regex(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_markup(text: str) -> str:
    """A text as :func:`unmarked` has it, all white space run together, without characters that XML forbids."""
    plain = unmarked(text)
    # Most are printable, and to compile the pattern takes longer than all else here.
    return " ".join((plain if plain.isprintable() else _CONTROL.sub("\ufffd", plain)).split())
