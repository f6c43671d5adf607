"""The OBIS codes that existing interface classes have, from ``obis_codes.json``; the file gives their sources."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.registered import ObisRelation


@cache
def known_codes() -> tuple[ObisRelation, ...]:
    """Each code, or range of codes, that comes with the package, with the class_id of its objects."""
    data = json.loads(files(__package__).joinpath("obis_codes.json").read_text("utf-8"))
    return tuple(
        ObisRelation(code=code, class_id=relation["class_id"], name=relation.get("name"))
        for relation in data["relations"]
        for written in relation["codes"]
        if (code := read_obis(written))
    )
