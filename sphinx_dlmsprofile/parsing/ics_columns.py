"""Which columns of a table hold the identifiers and the answers, by the heads that many hands give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

IDENTIFIER, SUPPORT = "identifier", "support"
_IDENTIFIERS = regex(
    r"(?:(?:item|provision|requirement|req|p?ics|question)[ ._-]*)?(?:ids?|identifiers?|identification)|kennung"
    r"|bezeichner|identifiants?|identificador"
)
_ITEMS = regex(r"item(?:[ ._-]*(?:no|nr|num|number|#))?\.?")
"""What proformas call the identifier of an item; beside an identifier it is the item in words."""

_ANSWERS = regex(
    r"support(?:ed)?\b.*|implemented\b.*"
    r"|(?:(?:supplier|manufacturer|vendor|your)(?:['’]s)?[ _-]*)?(?:answers?|responses?|reply|statement)"
    r"|yes ?/ ?no.*|y ?/ ?n.*|antwort|unterstützt|unterstützung|réponse|respuesta"
)


class Columns(NamedTuple):
    """The places of both columns in a row."""

    identifier: int
    answer: int


def columns_of(row: Sequence[str]) -> Columns | None:
    """The columns where a row has the heads of both; those of the exported file come first."""
    heads = [" ".join(cell.casefold().split()).strip(" :?*") for cell in row]
    identifier = _place(heads, IDENTIFIER, _IDENTIFIERS)
    if identifier is None:
        identifier = _place(heads, "item", _ITEMS)
    answer = _place(heads, SUPPORT, _ANSWERS)
    return Columns(identifier, answer) if identifier is not None and answer is not None else None


def _place(heads: Sequence[str], exact: str, pattern: re.Pattern[str]) -> int | None:
    if exact in heads:
        return heads.index(exact)
    return next((place for place, head in enumerate(heads) if pattern.fullmatch(head)), None)
