"""Where in the pages each item of the trace stands: at what defines it, else in the clause where a reader finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.analysis.trace import items_of, trace
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.model.trace import ItemKind
from sphinx_dlmsprofile.model.value_table import Associations, LowerLayerConfiguration
from sphinx_dlmsprofile.sphinx.building.project import project_of
from sphinx_dlmsprofile.sphinx.building.record_query import targets_of
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.trace import Item
    from sphinx_dlmsprofile.text.location import Location

_DEFINED = {kind: kind.value for kind in (ItemKind.REFERENCE, ItemKind.PROFILE, ItemKind.SERVICE, ItemKind.CLASS)}
"""The kinds that a role of the domain can point to, with its name for them."""

_LABELLED = frozenset({ItemKind.EXAMPLE, ItemKind.ASSOCIATION})
"""The kinds that stand in what an author can label."""

Mark = tuple[str, bool]
"""An identifier, and whether it is that of a provision, which a review shows in the margin."""

Places = dict[str, dict[str, list[Mark]]]
"""By document and id: the items that begin there; "" is the begin of the document."""


def items_by_place(env: BuildEnvironment) -> Places:
    """Where all items stand, in document order."""
    project = project_of(env)
    exact = _Exact(env, project)
    places: Places = {}
    # The reports of a review ask for the trace, too.
    for item in trace(project).items if env.config.dlms_review else items_of(project):
        docname = item.docname or str(env.config.root_doc)
        anchor = exact.anchor(item, docname) or item.anchor
        mark = item.identifier, item.kind is ItemKind.PROVISION
        places.setdefault(docname, {}).setdefault(anchor, []).append(mark)
    return places


class _Exact:
    """The ids at which items are defined."""

    def __init__(self, env: BuildEnvironment, project: Project) -> None:
        self._targets: dict[tuple[str, str, str], str] = {}
        for docname, target in targets_of(env):
            if target.kind in _DEFINED.values():
                self._targets.setdefault((docname, target.kind, fold(target.names[0])), target.anchor)
        labels = env.domains.standard_domain.anonlabels
        self._labelled: dict[Location, tuple[str, str]] = {}
        records: list[ApduExample | Exchange | LowerLayerConfiguration | Associations] = [
            *project.of(ApduExample),
            *project.of(Exchange),
            *project.of(LowerLayerConfiguration),
            *project.of(Associations),
        ]
        for record in records:
            found = labels.get(nodes.fully_normalize_name(record.name.value)) if record.name else None
            if found:
                self._labelled[record.at] = found[0], found[1]

    def anchor(self, item: Item, docname: str) -> str:
        """The id in a document; "" where the item has none of its own."""
        if kind := _DEFINED.get(item.kind):
            return self._targets.get((docname, kind, fold(item.title)), "")
        if item.kind in _LABELLED and item.at:
            where, anchor = self._labelled.get(item.at, ("", ""))
            return anchor if where == docname else ""
        return ""
