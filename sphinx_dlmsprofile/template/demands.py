"""The demands of IEC TS 62056-1-1 as data: each sentence of its guidance, in words of our own."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

from sphinx_dlmsprofile.model.demand import Demand, Kind
from sphinx_dlmsprofile.template.outline import ANNEX_A, ANNEX_B, CLAUSES

READER = "reader"
"""What stands in place of rules where only a reader can judge."""

_NUMBERED = {part.number: part.title for top in CLAUSES for part in top.walk()}
_FURTHER_LAYERS = {"5.3.4": "Further layers"}

PARTS = {
    "contents": "Table of contents",
    "title": "Title",
    "foreword": "Foreword",
    "introduction": "Introduction",
    **dict(sorted((_NUMBERED | _FURTHER_LAYERS).items(), key=lambda part: [int(n) for n in part[0].split(".")])),
    "A": ANNEX_A.title,
    "B": ANNEX_B.title,
    "index": "Index",
}
"""What demands are made of, with its title, in the order of the report."""


def part_label(clause: str) -> str:
    """How a report names a part of the template: "Clause 6 Identification …", "5.2 Structure …", "Title"."""
    title = PARTS[clause]
    if not (clause[0].isdigit() or clause in {ANNEX_A.number, ANNEX_B.number}):
        return title
    if "." in clause:
        return f"{clause} {title}"
    return f"{'Annex' if clause.isalpha() else 'Clause'} {clause} {title}"


@lru_cache(maxsize=1)
def demands() -> tuple[Demand, ...]:
    """All demands, in the order of the template."""
    text = files(__package__).joinpath("demands.json").read_text("utf-8")
    return tuple(
        Demand(
            identifier=entry["id"],
            clause=entry["clause"],
            kind=Kind(entry["kind"]),
            text=entry["text"],
            rules=() if entry["judged_by"] == READER else tuple(entry["judged_by"]),
            needs=tuple(entry.get("needs", ())),
            when=entry.get("when", ""),
            seen=entry.get("seen", ""),
            about=entry.get("about", ""),
            objects=entry.get("objects", False),
            paragraph=entry.get("paragraph", ""),
        )
        for entry in json.loads(text)
    )
