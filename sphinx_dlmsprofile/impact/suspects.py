"""The provisions for which somebody has to look again at what shows and verifies them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Change
from sphinx_dlmsprofile.diff.provisions import touches_substance
from sphinx_dlmsprofile.impact.impact import Carrier
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.review_records import ChangedProvision, FormerProvision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.impact.impact import Impact
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record

_OF_PROOF = frozenset({Area.TESTS, Area.EXAMPLES})
"""What stands for a provision, and is not what that rests on."""

_MOST = 3
"""So many things are named on which a provision rests."""


def changed_provisions(impact: Impact, project: Project) -> Iterator[Record]:
    """Those that ask for something else, or rest on what has changed; and the identifiers of those that are gone."""
    provisions = {provision.identifier: provision for provision in project.of(Provision)}
    told: set[str] = set()
    for change in impact.comparison.changes:
        if change.area is Area.PROVISIONS and change.new and touches_substance(change):
            told.add(change.identifier)
            how = " and ".join(action.value for action in change.actions)
            yield ChangedProvision(at=change.new.at, identifier=change.identifier, how=how)
    for identifier, names in _grounds(impact).items():
        if identifier not in told:
            rest = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
            how = f"changed in what it rests on ({', '.join(names[:_MOST])}{rest})"
            yield ChangedProvision(at=provisions[identifier].at, identifier=identifier, how=how)
    for old, new in impact.identifiers.items():
        if old not in provisions:
            yield FormerProvision(at=project.root, identifier=old, now=new)


def _grounds(impact: Impact) -> dict[str, list[str]]:
    """For each provision that rests on something that has changed: what that is."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for reach in impact.reaches:
        if isinstance(reach.of, Change) and (reach.of.area in _OF_PROOF or reach.of.actions == (Action.RENUMBERED,)):
            continue
        for each in reach.kind(Carrier.PROVISION):
            found[each.identifier][reach.what] = None
    return {identifier: list(names) for identifier, names in found.items()}
