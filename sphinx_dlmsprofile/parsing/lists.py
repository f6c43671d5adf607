"""Lists in the value of an option, which is one text."""

from __future__ import annotations

from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.patterns import regex

_BETWEEN_IDENTIFIERS = regex(r"[\s,;]+")
_BETWEEN_NAMES = regex(r"[,;\n]")


def read_identifiers(text: Text | None) -> tuple[Text, ...]:
    """Identifiers, separated by commas, semicolons or white space."""
    return tuple(Text(each, text.at) for each in _BETWEEN_IDENTIFIERS.split(text.value) if each) if text else ()


def read_names(text: Text | None) -> tuple[Text, ...]:
    """Names, which may hold spaces, separated by commas, semicolons or the ends of lines."""
    if text is None:
        return ()
    return tuple(Text(name.strip(), text.at) for name in _BETWEEN_NAMES.split(text.value) if name.strip())
