"""The proforma of an implementation conformance statement as YAML, to be filled in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.constant_groups import title_of
from sphinx_dlmsprofile.exports.identifiers import comment
from sphinx_dlmsprofile.exports.omissions import omissions
from sphinx_dlmsprofile.exports.proforma import HEADS, left_out, proforma

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_dlmsprofile.model.project import Project

__all__ = ["export", "left_out"]


def export(project: Project, _date: datetime) -> str:
    """An item with its keys; texts are written as JSON, which YAML reads as the same texts."""
    lines = [f"# {comment(title_of(project))}", *omissions(left_out(project), "#")]
    lines += ["# support: yes, no or n/a", "items:"]
    keys = [head.casefold() for head in HEADS]
    for row in proforma(project):
        for index, (key, text) in enumerate(zip(keys, row, strict=True)):
            lines.append(
                f"  {'- ' if index == 0 else '  '}{key}: {json.dumps(text, ensure_ascii=True) if text else ''}".rstrip()
            )
    return "\n".join(lines) + "\n"
