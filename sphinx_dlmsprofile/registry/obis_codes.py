"""The OBIS codes that existing interface classes have, from ``obis_codes.json``; what they rest on stands there."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.obis import ObisCode, read_obis

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def known_codes() -> tuple[tuple[ObisCode, int], ...]:
    """Each known code, or range of codes, with the class_id of its objects."""
    data = json.loads(files(__package__).joinpath("obis_codes.json").read_text("utf-8"))
    return tuple(
        (code, relation["class_id"])
        for relation in data["relations"]
        for written in relation["codes"]
        if (code := read_obis(written))
    )


def classes_with(code: ObisCode) -> Iterator[int]:
    """The class_ids of the existing classes that a code, or a part of its range, is given to; each once."""
    seen: set[int] = set()
    for known, class_id in known_codes():
        if class_id not in seen and known.overlaps(code):
            seen.add(class_id)
            yield class_id
