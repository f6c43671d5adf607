"""How far the proof of a standard has come, as JSON and as lines of text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.exports.layout import layout
from sphinx_dlmsprofile.model.verification import VerificationState, states_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.verification import Progress

FORMAT = 1
"""Counts up when a key changes its meaning or goes away."""


def progress_json(editions: Sequence[Progress], missed: Sequence[str]) -> str:
    """The editions, the present one last, and the gates that it misses."""
    content = {"format": FORMAT, "editions": [_edition(each) for each in editions], "missed": list(missed)}
    return layout(content) + "\n"


def _edition(each: Progress) -> dict[str, Any]:
    return {
        "name": each.name,
        "requirements": each.requirements,
        "verified": len(each.verified),
        "percent": round(each.percent, 2),
        "again": each.again,
        "states": {state.value: each.states.get(state, 0) for state in VerificationState},
    }


def progress_text(editions: Sequence[Progress], missed: Sequence[str]) -> str:
    """A line for each edition, the present one last; then the gates that it misses."""
    return "\n".join(_lines(editions, missed)) + "\n"


def _lines(editions: Sequence[Progress], missed: Sequence[str]) -> Iterator[str]:
    width = max(len(each.name) for each in editions)
    for each in editions:
        states = states_in_words(each.states, each.again)
        share = f"{len(each.verified)} of {each.requirements} requirements verified ({each.percent:.1f} %)"
        yield f"{each.name:{width}}  {share}{f': {states}' if states else ''}"
    yield from (f"missed: {reason}" for reason in missed)
