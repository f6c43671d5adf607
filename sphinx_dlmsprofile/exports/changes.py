"""Changes between two editions as JSON, and as lines of text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.diff.words import Mark, marked_words
from sphinx_dlmsprofile.exports.codec import write_place
from sphinx_dlmsprofile.exports.layout import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.diff.change import Change, Detail, Place
    from sphinx_dlmsprofile.diff.comparison import Comparison, Edition

FORMAT = 1
"""Counts up when a key changes its meaning or goes away."""

_CONTEXT = 4
"""How many words a line shows on either side of a change."""

_FEW = 3
"""This many words, or fewer, are not left out."""


def changes_json(comparison: Comparison) -> str:
    """The whole comparison as one JSON text, the same for the same editions."""
    content = {
        "format": FORMAT,
        "old": _edition(comparison.old),
        "new": _edition(comparison.new),
        "changes": [_change(change) for change in comparison.changes],
    }
    return layout(content) + "\n"


def _edition(edition: Edition) -> dict[str, Any]:
    return {"name": edition.name, "title": edition.title, "edition": edition.number}


def _change(change: Change) -> dict[str, Any]:
    return {
        "area": change.area.value,
        "subject": change.subject,
        "previous_subject": change.previous or None,
        "actions": [action.value for action in change.actions],
        "details": [{"what": each.what or None, "old": each.old, "new": each.new} for each in change.details],
        "provision": change.identifier or None,
        "previous_provision": change.previous_identifier or None,
        "old": _place(change.old),
        "new": _place(change.new),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"clause": place.clause.number if place.clause else None, "source": write_place(place.at)}


def changes_text(comparison: Comparison) -> str:
    """A line for each change below the heading of its area, the outcome last."""
    return "\n".join(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    for area, changes in comparison.by_area.items():
        yield f"{area.value[0].upper()}{area.value[1:]}"
        for change in changes:
            yield f"  {_line(change)}"
        yield ""
    yield comparison.outcome


def _line(change: Change) -> str:
    was = f" (was {change.was})" if change.was else ""
    actions = ", ".join(action.value for action in change.actions)
    details = "; ".join(map(_detail, change.details))
    place = change.place
    shown = f" [{write_place(place.at)}{', old edition' if change.new is None else ''}]" if place else ""
    return f"{change.subject}{was}: {actions}{': ' if details else ''}{details}{shown}"


def _detail(detail: Detail) -> str:
    what = f"{detail.what} " if detail.what else ""
    if detail.prose and detail.old and detail.new:
        return f"{what}{_marked(detail.old, detail.new)}"
    if not detail.what and None in {detail.old, detail.new}:
        return f'"{detail.old or detail.new or ""}"'
    old, new = ("none" if value is None else f'"{value}"' for value in (detail.old, detail.new))
    return f"{what}{old} → {new}"


def _marked(old: str, new: str) -> str:
    """Both texts in one, as "wdiff" marks them, with a few words around each change."""
    marks = marked_words(old, new)
    shown = []
    for index, (mark, text) in enumerate(marks):
        if mark is Mark.DELETED:
            shown.append(f"[-{text}-]")
        elif mark is Mark.INSERTED:
            shown.append(f"{{+{text}+}}")
        else:
            shown.append(_shortened(text, first=index == 0, last=index == len(marks) - 1))
    return "".join(shown)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    words = text.split(" ")
    before, after = ("" if first else " ".join(words[:_CONTEXT])), ("" if last else " ".join(words[-_CONTEXT:]))
    if len(words) <= _CONTEXT * (2 - first - last) + _FEW:
        return text
    return f"{before}{' ' * (not first)}…{' ' * (not last)}{after}"
