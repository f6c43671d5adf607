"""What a client is said to write, against the access rights in tables of objects (8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.device_objects import device_objects
from sphinx_dlmsprofile.model.objects import WRITE
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.objects import Access
    from sphinx_dlmsprofile.model.project import Project


def written_without_right(project: Project, claim: Claim) -> str | None:
    """An attribute that a client sets, and that no association may write in any object that has it."""
    found = _rights(project, claim.subject)
    if not found or not all(found) or any(WRITE in each.allowed for rights in found for each in rights):
        return None
    return f'the text has a client set "{claim.subject}", but no association of the table of objects may write it'


def _rights(project: Project, name: str) -> list[tuple[Access, ...]]:
    """Who can do what with the attribute, for each object of the tables that has it."""
    return [
        each.written.access_to(part.written) if part.written else each.written.access
        for each in device_objects(project)
        for part in each.parts
        if part.kind == "attribute" and fold_joints(unmarked(part.name)) == fold_joints(name)
    ]
