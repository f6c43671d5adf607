"""Reads the provisions of a small project."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.model.provision import Provision

if TYPE_CHECKING:
    from pathlib import Path


def provisions(directory: Path, jobs: int = 1) -> tuple[Provision, ...]:
    """The provisions of a project."""
    judgement = judge_project(directory, log=io.StringIO(), jobs=jobs)
    assert judgement is not None
    return judgement.project.of(Provision)
