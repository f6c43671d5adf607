"""What looks like an abbreviation and is not one, from ``not_abbreviated.json`` with the sources of each list."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_BY_CONTEXT = {"in_designations", "countries", "also_words", "states"}
"""What is not an abbreviation only before a number, in a row or after a town, and what is one and a word too."""


@cache
def names_by_kind() -> Mapping[str, frozenset[str]]:
    """The names by kind, such as "units", "publishers" and "messages"."""
    data = json.loads(files(__package__).joinpath("not_abbreviated.json").read_text(encoding="utf-8"))
    return {kind: frozenset(names) for kind, names in data.items() if not kind.startswith("_")}


@cache
def not_abbreviated() -> frozenset[str]:
    """All that is not an abbreviation at any place."""
    return frozenset().union(*(names for kind, names in names_by_kind().items() if kind not in _BY_CONTEXT))
