"""Titles of documents that profiles cite, from ``cited_titles.json``."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def titles() -> Mapping[str, str]:
    """The title of each document by its designation."""
    data = json.loads(files(__package__).joinpath("cited_titles.json").read_text(encoding="utf-8"))
    return {entry["designation"]: entry["title"] for entry in data["documents"]}


@cache
def replaced() -> Mapping[str, str]:
    """What has taken the place of a document that is withdrawn."""
    data = json.loads(files(__package__).joinpath("cited_titles.json").read_text(encoding="utf-8"))
    return {entry["designation"]: entry["replaced_by"] for entry in data["documents"] if "replaced_by" in entry}
