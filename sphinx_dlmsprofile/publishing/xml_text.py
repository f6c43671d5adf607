"""Text as XML can hold it."""

from __future__ import annotations

from sphinx_dlmsprofile.text.marks import NOT_XML


def xml_text(text: str) -> str:
    """The text, with the characters that XML 1.0 refuses (control characters, halves of pairs) as U+FFFD."""
    return NOT_XML.sub("\ufffd", text)
