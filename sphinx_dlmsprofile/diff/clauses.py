"""Clauses: added, removed, renamed, moved to another clause, renumbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Spot
from sphinx_dlmsprofile.diff.facts import Value, facts_of
from sphinx_dlmsprofile.diff.things import Thing, appeared, compare_things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs, Place
    from sphinx_dlmsprofile.model.document import Clause


def clause_changes(clauses: ClausePairs) -> Iterator[Change]:
    """What has become of the clauses. One that has a new number only because its own clause has one is not reported."""
    for one, other in clauses.pairs:
        if one is None or other is None:
            yield from (
                appeared(_thing(each), action)
                for each, action in ((one, Action.REMOVED), (other, Action.ADDED))
                if each
            )
            continue
        if not clauses.same(one.parent, other.parent):
            action = Action.MOVED
        elif one.own_number != other.own_number:
            action = Action.RENUMBERED
        else:
            action = None
        yield from compare_things([_thing(one, action)], [_thing(other, action)])


def _thing(place: Place, action: Action | None = None) -> Thing:
    """A clause as it is compared; its number and place count only where it has changed them by itself."""
    clause, parent = place.clause, place.parent
    facts = facts_of(clause)
    if not action:
        facts = facts.without("number")
    if action is Action.MOVED:
        facts = facts.plus({"in": Value(_heading(parent) if parent else None)})
    return Thing(
        area=Area.CLAUSES,
        kind="clause",
        subject=_heading(clause),
        spot=Spot(clause.at, clause),
        keys=("",),
        facts=facts,
        actions={"title": Action.RENAMED, **({"number": action, "in": action} if action else {})},
    )


def _heading(clause: Clause) -> str:
    return f"{clause.number} {clause.title}" if clause.number else clause.title
