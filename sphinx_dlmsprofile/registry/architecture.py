"""The smart metering architecture of IEC 62056-1-0, from ``architecture.json``; the file gives its sources."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from sphinx_dlmsprofile.model.environment import Architecture, Entity, Interface


@cache
def default_architecture() -> Architecture:
    """The architecture that marks refer to where a project has none of its own."""
    data = json.loads(files(__package__).joinpath("architecture.json").read_text(encoding="utf-8"))
    return Architecture(
        sections=tuple(data["sections"].items()),
        entities=tuple(
            Entity(id=each["id"], name=each["name"], row=each["row"], abbreviated=each.get("abbreviated", True))
            for each in data["entities"]
        ),
        interfaces=tuple(
            Interface(id=each["id"], between=(each["between"][0], each["between"][1]), section=each["section"])
            for each in data["interfaces"]
        ),
    )
