"""The published parts of the IEC 62056 series, from ``parts.json``; the file gives the sources of each fact."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class PublishedPart(NamedTuple):
    """A part with a two-figure number; ``title`` is None where it is not known."""

    number: tuple[int, int]
    title: str | None


@cache
def published_parts() -> Mapping[tuple[int, int], PublishedPart]:
    """All known parts by number."""
    data = json.loads(files(__package__).joinpath("parts.json").read_text(encoding="utf-8"))
    parts = (PublishedPart(_number(entry["part"]), entry["title"]) for entry in data["parts"])
    return {part.number: part for part in parts}


def _number(text: str) -> tuple[int, int]:
    first, second = text.split("-")
    return int(first), int(second)
