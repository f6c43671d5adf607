"""The contents of records, in words that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.names import fold_case
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable


_LABEL = regex(r"(?::prov:|\{prov\})`[^`]*`\s*")
"""The identifier of a provision, which prints nothing."""


def said(text: object) -> str | None:
    """A text without its line breaks and identifiers of provisions; None for none."""
    return None if text is None else " ".join(_LABEL.sub("", str(text)).split())


def fold(text: object) -> str:
    """A name for comparison: without case and white space."""
    return fold_case(said(text) or "")


def listed(texts: Iterable[object]) -> str | None:
    """Several names in one text; None for none."""
    return ", ".join(said(text) or "" for text in texts) or None


def yes_or_no(value: bool | None) -> str | None:  # noqa: FBT001  what it is about
    """A truth value in words; None where it is not given."""
    return None if value is None else "yes" if value else "no"
