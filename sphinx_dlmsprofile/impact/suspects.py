"""The provisions for which somebody has to look again at what shows and verifies them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Change
from sphinx_dlmsprofile.diff.provisions import touches_substance
from sphinx_dlmsprofile.diff.words import Mark
from sphinx_dlmsprofile.impact.impact import Carrier
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.review_records import ChangedProvision, FormerProvision
from sphinx_dlmsprofile.text.digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.impact.impact import Impact, Reach
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
    grounds = _grounds(impact)
    digests = {identifier: digest_of(*map(_substance, reaches)) for identifier, reaches in grounds.items()}
    for change in impact.comparison.changes:
        if change.area is Area.PROVISIONS and change.new and touches_substance(change):
            told.add(change.identifier)
            how = " and ".join(action.value for action in change.actions)
            digest = digests.get(change.identifier, "")
            yield ChangedProvision(at=change.new.at, identifier=change.identifier, how=how, grounds=digest)
    for identifier, reaches in grounds.items():
        if identifier not in told:
            names = list(dict.fromkeys(reach.what for reach in reaches))
            rest = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
            how = f"changed in what it rests on ({', '.join(names[:_MOST])}{rest})"
            digest = digests[identifier]
            yield ChangedProvision(at=provisions[identifier].at, identifier=identifier, how=how, grounds=digest)
    for old, new in impact.identifiers.items():
        if old not in provisions:
            yield FormerProvision(at=project.root, identifier=old, now=new)


def _grounds(impact: Impact) -> dict[str, list[Reach]]:
    """For each provision that rests on something that has changed: what that is."""
    found: dict[str, list[Reach]] = defaultdict(list)
    for reach in impact.reaches:
        if isinstance(reach.of, Change) and (reach.of.area in _OF_PROOF or reach.of.actions == (Action.RENUMBERED,)):
            continue
        for each in reach.kind(Carrier.PROVISION):
            found[each.identifier].append(reach)
    return found


def _substance(reach: Reach) -> object:
    """What has changed, wherever it stands."""
    if isinstance(reach.of, Change):
        return reach.of.area, reach.of.subject, reach.of.previous, reach.of.actions, reach.of.details
    return reach.of.action, [each for each in reach.of.words if each[0] is not Mark.SAME]
