"""What a new edition asks for otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_dlmsprofile.model.record import Record


@dataclass(frozen=True, kw_only=True)
class ChangedProvision(Record):
    """A provision that asks for something else than in the previous edition; ``how`` it has changed, in words."""

    identifier: str
    how: str
