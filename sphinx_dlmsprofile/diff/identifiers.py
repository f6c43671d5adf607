"""Which identifiers of provisions have become which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.diff.change import Change


def identifier_map(changes: Iterable[Change]) -> dict[str, tuple[str, ...]]:
    """Old → new, for those that have become others: several where one was split, none where it is gone.

    Benches, conformance statements and other standards name provisions by what they were called.
    """
    found: dict[str, dict[str, None]] = {}
    kept: dict[str, None] = {}
    for change in changes:
        if change.area is not Area.PROVISIONS:
            continue
        if change.previous_identifier:
            found.setdefault(change.previous_identifier, {})[change.identifier] = None
        elif Action.REMOVED in change.actions:
            found.setdefault(change.identifier, {})
        elif Action.SPLIT in change.actions:
            kept[change.identifier] = None
    for identifier in kept:
        # A part of it has kept the name.
        if identifier in found:
            found[identifier] = {identifier: None, **found[identifier]}
    return {old: tuple(new) for old, new in found.items()}
