"""The steps of a sequence chart in words that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.comparable_text import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.sequence_chart import Step
    from sphinx_dlmsprofile.text.location import Location


def steps_in_words(steps: Sequence[Step], condition: str = "") -> Iterator[tuple[str, Location]]:
    """Each step with the conditions on which it happens."""
    for step in steps:
        kind = f"{step.group} {'message' if step.is_message else ''}".strip() or "note"
        dashed = ", dashed" if step.is_reply else ""
        yield f"{condition}{kind} {' to '.join(step.ends)}{dashed}: {said(step.text) or ''}".strip(), step.at
        for branch in step.branches:
            where = f"{condition}{kind} {said(branch.condition) or ''}, "
            yield f"{where}begins", step.at
            yield from steps_in_words(branch.steps, where)
