"""The impact of the changes as JSON, and as lines of text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.diff.change import Change
from sphinx_dlmsprofile.exports.codec import write_place
from sphinx_dlmsprofile.exports.layout import layout
from sphinx_dlmsprofile.impact.impact import Carrier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.diff.comparison import Edition
    from sphinx_dlmsprofile.impact.impact import Impact, Reach, Reached

FORMAT = 1
"""Counts up when a key changes its meaning or goes away."""


def impact_json(impact: Impact) -> str:
    """All changes with what they reach as one JSON text, the same for the same editions."""
    content = {
        "format": FORMAT,
        "old": _edition(impact.comparison.old),
        "new": _edition(impact.comparison.new),
        "outcome": impact.outcome,
        "text_compared": impact.comparison.text.known,
        "identifiers": {old: list(new) for old, new in impact.identifiers.items()},
        "changes": [_reach(reach) for reach in impact.reaches],
    }
    return layout(content) + "\n"


def _edition(edition: Edition) -> dict[str, Any]:
    return {"name": edition.name, "title": edition.title, "edition": edition.number}


def _reach(reach: Reach) -> dict[str, Any]:
    change = reach.of if isinstance(reach.of, Change) else None
    return {
        "area": change.area.value if change else "wording",
        "subject": reach.what,
        "actions": _actions(reach),
        "provision": (change.identifier or None) if change else None,
        "previous_provision": (change.previous_identifier or None) if change else None,
        "source": _source(reach),
        **{_KEYS[kind]: [_reached(each) for each in reach.kind(kind)] for kind in Carrier},
    }


_KEYS = {
    Carrier.PROVISION: "provisions",
    Carrier.EXAMPLE: "examples",
    Carrier.TEST: "tests",
    Carrier.ICS_ITEM: "ics_items",
}


def _reached(reached: Reached) -> dict[str, Any]:
    return {"id": reached.identifier, "title": reached.title, "because": reached.because}


def _actions(reach: Reach) -> list[str]:
    if isinstance(reach.of, Change):
        return [action.value for action in reach.of.actions]
    return [reach.of.action.value]


def _source(reach: Reach) -> str | None:
    if isinstance(reach.of, Change):
        return write_place(reach.of.place.at) if reach.of.place else None
    return write_place(reach.of.place.block.at)


def impact_text(impact: Impact) -> str:
    """Each change with what it reaches below it, the outcome last."""
    return "\n".join(_lines(impact)) + "\n"


def _lines(impact: Impact) -> Iterator[str]:
    for reach in impact.reaches:
        if reach.reached:
            yield f"{reach.what}: {', '.join(_actions(reach))} [{_source(reach)}]"
            for each in reach.reached:
                yield f"  {_line(each)}: {each.because}"
            yield ""
    for old, new in impact.identifiers.items():
        yield f"{old} → {', '.join(new) or 'removed'}"
    if impact.identifiers:
        yield ""
    yield impact.outcome


def _line(reached: Reached) -> str:
    if reached.kind is Carrier.PROVISION:
        return f"provision {reached.identifier}"
    if reached.kind is Carrier.ICS_ITEM:
        return f"ICS item {reached.title} ({reached.identifier})"
    return f'{reached.kind.value} "{reached.title}"'
