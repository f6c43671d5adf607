"""The same change, seen from the other edition: to compare both ways must tell the same."""

from __future__ import annotations

from sphinx_dlmsprofile.diff.change import Action, Change, Detail, ordered

_MIRRORED = {
    Action.ADDED: Action.REMOVED,
    Action.REMOVED: Action.ADDED,
    Action.STRENGTHENED: Action.WEAKENED,
    Action.WEAKENED: Action.STRENGTHENED,
}


def mirrored(change: Change) -> Change:
    """The same change from the new edition to the old one."""
    actions = {_MIRRORED.get(action, action) for action in change.actions}
    return Change(
        area=change.area,
        subject=change.previous or change.subject,
        previous=change.subject if change.previous else "",
        actions=ordered(actions),
        details=tuple(Detail(each.what, each.new, each.old, each.prose) for each in change.details),
        old=change.new,
        new=change.old,
        identifier=change.previous_identifier or change.identifier,
        previous_identifier=change.identifier if change.previous_identifier else "",
    )
