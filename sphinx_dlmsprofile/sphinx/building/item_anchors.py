"""An id in the web pages for each item of the trace, so that links of other projects to its need lead to it.

It stands at what defines the item: the entry of a standard, the row of a service, the table of a class or of an
example; for what is defined nowhere, as a demand of the template, at the clause where a reader finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from sphinx_dlmsprofile.sphinx.building.last_build import keep_made, last_made
from sphinx_dlmsprofile.sphinx.building.lasting_anchors import document_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.numbering.pages import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.trace import Item
    from sphinx_dlmsprofile.sphinx.building.item_places import Places

_SHOWN = "anchors of items"


def items_by_place(env: BuildEnvironment, project: Project) -> Places:
    """Where all items stand; a build in which nothing has changed does not ask."""
    from sphinx_dlmsprofile.sphinx.building import item_places  # noqa: PLC0415  with all of the trace

    return item_places.items_by_place(env, project)


def give_anchors(places: Places, doctree: nodes.document, docname: str) -> Iterator[tuple[nodes.Element, Item]]:
    """Give each item its id in a page where no other has it; each with the node where it begins."""
    elements = [element for element in doctree.findall(nodes.Element) if element["ids"]]
    known = {identifier for element in elements for identifier in element["ids"]}
    begun: set[str] = set()
    for node in elements:
        document = document_of(node, docname)
        here = places.get(document, {})
        found = [item for identifier in node["ids"] for item in here.get(identifier, ())]
        if document not in begun and isinstance(node, (nodes.section, nodes.target)):
            begun.add(document)
            found += here.get("", ())
        for item in found:
            if item.identifier not in known:
                known.add(item.identifier)
                node["ids"].append(item.identifier)
            yield node, item


_PLACES: KeptOn[Places] = KeptOn("places_of_items")


def add_anchors(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give the items their ids in a page of the published standard."""
    judgement = judgement_of(app.builder)
    if judgement is not None:
        for _ in give_anchors(_places(app, judgement.project), doctree, docname):
            pass


def _places(app: Sphinx, project: Project) -> Places:
    """Where all items stand; found once a build."""
    return _PLACES.once(app.builder, lambda: items_by_place(app.env, project))


def in_short_by_document(places: Places) -> dict[str, str]:
    """What a page shows of items, in short."""
    return {
        docname: in_short([(anchor, [item.identifier for item in found]) for anchor, found in here.items()])
        for docname, here in places.items()
    }


def shown_in(app: Sphinx) -> Mapping[str, str]:
    """In short, by docname, which items have their ids in pages of the published standard."""
    last: Mapping[str, str] | None = last_made(app, _SHOWN)
    if last is not None:
        return last
    from sphinx_dlmsprofile.sphinx.building.project import project_of  # noqa: PLC0415  where something has changed

    shown = in_short_by_document(_places(app, project_of(app.env)))
    keep_made(app, _SHOWN, shown)
    return shown
