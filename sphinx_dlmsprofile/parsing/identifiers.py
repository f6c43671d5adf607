"""Identifiers that an option names."""

from __future__ import annotations

import re

from sphinx_dlmsprofile.text.location import Text


def read_identifiers(text: Text | None) -> tuple[Text, ...]:
    """The identifiers in the value of an option, separated by commas or spaces."""
    return tuple(Text(name, text.at) for name in re.split(r"[\s,;]+", text.value) if name) if text else ()
