"""How far something is supported: what a cell of a table says, and a sentence."""

from __future__ import annotations

from sphinx_dlmsprofile.model.support import is_code, read_support
from sphinx_dlmsprofile.model.value_table import is_none

_LEVELS = {"M": "mandatory", "O": "optional", "X": "no", "N/A": "no"}


def level_of(text: str) -> str:
    """How far something is supported: "no", "mandatory", "optional", "recommended"; "" where that is not clear."""
    plain = text.strip().casefold()
    if is_code(text.strip()):
        found = read_support(text)
        return _LEVELS.get(found.symbol, "") if found else ""
    if is_none(plain) or plain.startswith(("not supported", "not allowed", "not permitted", "not available")):
        return "no" if "," not in plain and ";" not in plain else ""
    return next((level for level in ("mandatory", "optional", "recommended") if plain.startswith(level)), "")


def contradiction(said: str, levels: set[str], *, partly: bool) -> str | None:
    """What a table says instead, None where they agree or where that is not clear."""
    if not levels or "" in levels:
        return None
    plain, level = said.casefold(), next(iter(sorted(levels)))
    if plain.startswith(("not ", "never ")):
        vague = partly or plain.endswith(("mandatory", "required", "recommended", "established"))
        return None if vague or "no" in levels else level
    wrong = levels == {"no"} or (
        not partly
        and (
            (plain in {"mandatory", "required"} and "mandatory" not in levels)
            or (plain == "optional" and len(levels) == 1)
        )
    )
    return level if wrong and level != plain else None
