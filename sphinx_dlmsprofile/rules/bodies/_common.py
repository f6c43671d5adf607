"""What the rules on bodies share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.rules.rule import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


def faults(project: Project, kind: str) -> Iterator[Fault]:
    """What a reader met and left to the rule ``kind`` to report."""
    return (Fault(fault.at, fault.message, edit=fault.edit) for fault in project.of(BodyFault) if fault.kind == kind)
