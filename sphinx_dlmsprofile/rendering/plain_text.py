"""Texts of records where no markup can be shown."""

from __future__ import annotations

from sphinx_dlmsprofile.text.marks import NOT_XML
from sphinx_dlmsprofile.text.markup import unmarked


def without_markup(text: str) -> str:
    """A text as :func:`unmarked` has it, all white space run together, without characters that XML forbids."""
    plain = unmarked(text)
    # Most are printable, and to compile the pattern takes longer than all else here.
    return " ".join((plain if plain.isprintable() else NOT_XML.sub("\ufffd", plain)).split())
