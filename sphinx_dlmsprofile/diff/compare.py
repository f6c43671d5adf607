"""The comparison of two editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Area
from sphinx_dlmsprofile.diff.classes import classes, obis_codes
from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs
from sphinx_dlmsprofile.diff.clauses import clause_changes
from sphinx_dlmsprofile.diff.examples import apdu_examples
from sphinx_dlmsprofile.diff.front import deviations, environment, references, terms, title_block
from sphinx_dlmsprofile.diff.items import compare_items
from sphinx_dlmsprofile.diff.layers import communication_profiles, layers
from sphinx_dlmsprofile.diff.provisions import provision_changes, touches_substance
from sphinx_dlmsprofile.diff.saps import sap_changes
from sphinx_dlmsprofile.diff.services import services
from sphinx_dlmsprofile.diff.tables import tables

if TYPE_CHECKING:
    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.diff.items import Item
    from sphinx_dlmsprofile.model.project import Project

_DESCRIPTIONS = (
    title_block,
    deviations,
    references,
    terms,
    environment,
    layers,
    communication_profiles,
    services,
    tables,
    classes,
    obis_codes,
    apdu_examples,
)


def compare(old: Project, new: Project, clauses: ClausePairs | None = None) -> tuple[Change, ...]:
    """All changes of the model from one edition to the other, by area; within one in the order of the new edition.

    ``clauses`` are the pairs of clauses, where they are known.
    """
    clauses = clauses or ClausePairs(old, new)
    found = [
        *clause_changes(clauses),
        *compare_items(_items(old), _items(new), clauses),
        *sap_changes(old, new, clauses),
        *provision_changes(old, new, clauses),
    ]
    order = list(Area)
    return tuple(sorted(found, key=lambda change: order.index(change.area)))


def _items(project: Project) -> list[Item]:
    return [item for describe in _DESCRIPTIONS for item in describe(project)]


def changed_provisions(old: Project, new: Project) -> tuple[Change, ...]:
    """The provisions that ask for something else now, or are gone: what is linked to them has to be looked at again.

    ``identifier`` of such a change is the one in the new edition, or the old one of what is gone;
    ``previous_identifier`` is the old one where it was another. What has only been added or moved is not among them.
    """
    changes = provision_changes(old, new, ClausePairs(old, new))
    return tuple(change for change in changes if touches_substance(change))
