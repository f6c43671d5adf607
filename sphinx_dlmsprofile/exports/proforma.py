"""The rows of the proforma that a manufacturer fills in, for files that are judged when they come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.ics import LISTED, TO_STATE, ics_items
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

HEADS = ("Identifier", "Item", "Clause", "Status", "Meaning", "Support")
_MEANINGS = {
    "m": "mandatory",
    "o": "optional",
    LISTED: "optional",
    "c": "mandatory where its own condition holds",
    "": "asked by conditions",
    TO_STATE: "to be stated: the profile leaves open what is demanded",
}


def left_out(project: Project) -> list[str]:
    """The provisions that an implementation is not asked for."""
    asked = {item.identifier for item in ics_items(project)}
    return [
        f"provision {each.identifier}: "
        + ("a possibility states a fact" if each.kind is ProvisionKind.POSSIBILITY else "it binds no implementation")
        for each in project.of(Provision)
        if each.identifier not in asked
    ]


def proforma(project: Project) -> Iterator[tuple[str, ...]]:
    """A row for each item, with an empty cell for the answer."""
    for item in ics_items(project):
        status, meaning = (
            (item.support.printed, item.support.words)
            if item.support
            else (item.written or item.status, _MEANINGS[item.status])
        )
        clause = (item.clause.number or "") if item.clause else ""
        yield item.identifier, item.text, clause, status, meaning, ""
