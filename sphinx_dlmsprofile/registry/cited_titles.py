"""Titles of documents that profiles cite, from ``cited_titles.json``."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def titles() -> Mapping[str, str]:
    """The title of each document by its designation."""
    return {entry["designation"]: entry["title"] for entry in _documents()}


@cache
def replaced() -> Mapping[str, str]:
    """What has taken the place of a document that is withdrawn."""
    return {entry["designation"]: entry["replaced_by"] for entry in _documents() if "replaced_by" in entry}


@cache
def documents_on() -> Mapping[str, tuple[str, ...]]:
    """The documents that specify something as a whole, by its abbreviation: "TCP"."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in _documents():
        for name in entry.get("called", ()):
            found[name] = (*found.get(name, ()), entry["designation"])
    return found


@cache
def _documents() -> list[dict[str, Any]]:
    data = json.loads(files(__package__).joinpath("cited_titles.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = data["documents"]
    return found
