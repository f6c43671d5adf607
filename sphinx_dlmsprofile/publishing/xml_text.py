"""Text as XML can hold it."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

_REFUSED = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text, with the characters that XML 1.0 refuses (control characters, halves of pairs) as U+FFFD."""
    return _REFUSED.sub("\ufffd", text)
