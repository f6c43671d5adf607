"""The comparison of two editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Area
from sphinx_dlmsprofile.diff.classes import classes, obis_codes
from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs
from sphinx_dlmsprofile.diff.clauses import clause_changes
from sphinx_dlmsprofile.diff.constants import constants
from sphinx_dlmsprofile.diff.examples import apdu_examples
from sphinx_dlmsprofile.diff.front import deviations, environment, references, terms, title_block
from sphinx_dlmsprofile.diff.items import compare_items
from sphinx_dlmsprofile.diff.layers import communication_profiles, layers
from sphinx_dlmsprofile.diff.objects import objects
from sphinx_dlmsprofile.diff.provisions import provision_changes
from sphinx_dlmsprofile.diff.saps import sap_changes
from sphinx_dlmsprofile.diff.services import services
from sphinx_dlmsprofile.diff.tables import tables
from sphinx_dlmsprofile.diff.tests import test_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    constants,
    services,
    tables,
    classes,
    obis_codes,
    objects,
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
        *(_test_changes(old, new, clauses) if old.knows_tests and new.knows_tests else ()),
    ]
    order = list(Area)
    return tuple(sorted(found, key=lambda change: order.index(change.area)))


def _test_changes(old: Project, new: Project, clauses: ClausePairs) -> Iterator[Change]:
    return compare_items(list(test_cases(old, old)), list(test_cases(new, old)), clauses)


def _items(project: Project) -> list[Item]:
    return [item for describe in _DESCRIPTIONS for item in describe(project)]
