"""Pictures that authors bring along."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_dlmsprofile.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Illustration(Record):
    """A figure or a picture in ordinary markup; ``caption`` is empty where it has none."""

    caption: str = ""
