"""Examples of APDUs: what they announce, and their octets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Place
from sphinx_dlmsprofile.diff.comparable_text import fold, said
from sphinx_dlmsprofile.diff.facts import Value, facts_of
from sphinx_dlmsprofile.diff.items import Item
from sphinx_dlmsprofile.model.apdu_example import ApduExample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


def apdu_examples(project: Project) -> Iterator[Item]:
    """The examples: one is found again by its label, its caption, its octets.

    What the octets mean follows from them, and is not compared.
    """
    for record in project.of(ApduExample):
        octets = record.dissection.octets.hex(" ").upper() if record.dissection else None
        caption = said(record.caption)
        yield Item(
            area=Area.EXAMPLES,
            kind="APDU example",
            subject=f'APDU example "{caption}"' if caption else "APDU example",
            place=Place(record.at, record.clause),
            keys=(fold(record.name) or None, fold(caption) or None, octets, ""),
            facts=facts_of(record).plus({"octets": Value(octets, prose=True)}),
            content=Value(said(record.apdu)),
            actions={"caption": Action.RENAMED},
            placed=True,
        )
