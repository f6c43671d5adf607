"""Changes between two editions as JSON, and as lines of text for a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.diff.change import Place
from sphinx_dlmsprofile.diff.identifiers import identifier_map
from sphinx_dlmsprofile.diff.text_edits import TextAction
from sphinx_dlmsprofile.diff.words import Mark, marked_words
from sphinx_dlmsprofile.exports.codec import write_place
from sphinx_dlmsprofile.exports.layout import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.diff.change import Change, Detail
    from sphinx_dlmsprofile.diff.comparison import Comparison, Edition
    from sphinx_dlmsprofile.diff.text_edits import BlockEdit, PlacedBlock
    from sphinx_dlmsprofile.model.document import Clause

FORMAT = 2
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
        "identifiers": {old: list(new) for old, new in identifier_map(comparison.changes).items()},
        "text_compared": comparison.text.known,
        "text": [_edit(edit) for edit in comparison.text.edits],
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


def _edit(edit: BlockEdit) -> dict[str, Any]:
    now = edit.place
    return {
        "clause": now.clause.number if now.clause else None,
        "kind": edit.action.value,
        "old": edit.texts[0] if edit.old else None,
        "new": edit.texts[1] if edit.new else None,
        "block": now.block.kind.value,
        "label": now.block.label,
        "old_place": _place(_place_of(edit.old)),
        "new_place": _place(_place_of(edit.new)),
    }


def _place_of(placed: PlacedBlock | None) -> Place | None:
    return Place(placed.block.at, placed.clause) if placed else None


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
    yield from _wording(comparison)
    yield comparison.outcome
    if comparison.unspoken:
        yield comparison.unspoken


def _wording(comparison: Comparison) -> Iterator[str]:
    """The edits of the text, below the headings of the clauses."""
    for clause, edits in groupby(comparison.text.edits, key=lambda edit: edit.place.clause):
        yield f"Wording of {heading_of(clause)}"
        for edit in edits:
            yield f"  {_text_edit(edit)}"
        yield ""


def _text_edit(edit: BlockEdit) -> str:
    placed = edit.place
    source = f"[{write_place(placed.block.at)}{', old edition' if edit.new is None else ''}]"
    name = " ".join(filter(None, (placed.block.kind.value, placed.block.label)))
    if edit.old and edit.new and edit.old.block.kind is not edit.new.block.kind:
        name = f"{name} (was {edit.old.block.kind.value})"
    origin = f" from {heading_of(edit.old.clause)}" if edit.action is TextAction.MOVED and edit.old else ""
    old, new = (" ".join(text.split()) for text in edit.texts)
    text = _marked(old, new) if old and new and old != new else f'"{new or old}"'
    return f"{name}: {edit.action.value}{origin}: {text} {source}"


def heading_of(clause: Clause | None) -> str:
    """A clause by number and title."""
    if clause is None:
        return "what stands before the first clause"
    return f"{clause.number} {clause.title}" if clause.number else clause.title


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
