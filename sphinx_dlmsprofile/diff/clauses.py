"""Clauses: added, removed, renamed, moved to another clause, renumbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Place
from sphinx_dlmsprofile.diff.facts import Value, facts_of
from sphinx_dlmsprofile.diff.items import Item, appeared, compare_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs, PlacedClause
    from sphinx_dlmsprofile.model.document import Clause


def clause_changes(clauses: ClausePairs) -> Iterator[Change]:
    """What has become of the clauses. One that has a new number only because its own clause has one is not reported."""
    for one, other in clauses.pairs:
        if one is None or other is None:
            yield from (
                appeared(_item(each), action) for each, action in ((one, Action.REMOVED), (other, Action.ADDED)) if each
            )
            continue
        if not clauses.same(one.parent, other.parent):
            action = Action.MOVED
        elif one.own_number != other.own_number:
            action = Action.RENUMBERED
        else:
            action = None
        yield from compare_items([_item(one, action)], [_item(other, action)])


def _item(placed: PlacedClause, action: Action | None = None) -> Item:
    """A clause as it is compared; its number and place count only where it has changed them by itself."""
    clause, parent = placed.clause, placed.parent
    facts = facts_of(clause)
    if not action:
        facts = facts.without("number")
    if action is Action.MOVED:
        facts = facts.plus({"in": Value(_heading(parent) if parent else None)})
    return Item(
        area=Area.CLAUSES,
        kind="clause",
        subject=_heading(clause),
        place=Place(clause.at, clause),
        keys=("",),
        facts=facts,
        actions={"title": Action.RENAMED, **({"number": action, "in": action} if action else {})},
    )


def _heading(clause: Clause) -> str:
    return f"{clause.number} {clause.title}" if clause.number else clause.title
