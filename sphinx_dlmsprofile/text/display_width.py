"""How wide a text is where columns count: in tables that are drawn with signs, and under titles."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """The columns that a text has as docutils counts them: two for each wide letter, one for all others."""
    return len(text) if text.isascii() else len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
