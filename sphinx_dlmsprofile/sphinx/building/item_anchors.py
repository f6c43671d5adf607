"""An id in the web pages for each item of the trace, so that links of other projects to its need lead to it.

It stands at what defines the item: the entry of a standard, the row of a service, the table of a class or of an
example; for what is defined nowhere, as a demand of the template, at the clause where a reader finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.building.findings_cache import given_digest
from sphinx_dlmsprofile.sphinx.building.last_build import made
from sphinx_dlmsprofile.sphinx.building.lasting_anchors import document_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.numbering.pages import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.sphinx.building.item_places import Mark, Places

_PART = "places of items"

_PLACES: KeptOn[Places] = KeptOn("places_of_items")


def places_of(app: Sphinx) -> Places:
    """Where all items stand; a build of a project that says what it said asks the last one, and not the project."""
    return _PLACES.once(app.builder, lambda: made(app, _PART, lambda: _found(app), lambda: _project(app)))


def _found(app: Sphinx) -> Places:
    from sphinx_dlmsprofile.sphinx.building.item_places import items_by_place  # noqa: PLC0415  with all of the trace

    return items_by_place(app.env)


def _project(app: Sphinx) -> object:
    """What items are made of, all of the project; None if that is not known."""
    from sphinx_dlmsprofile.sphinx.building.project_digest import project_digest  # noqa: PLC0415  not where nothing has changed

    given = given_digest(app)
    return (given, project_digest(app.env)) if given else None


def give_anchors(places: Places, doctree: nodes.document, docname: str) -> Iterator[tuple[nodes.Element, Mark]]:
    """Give each item its id in a page where no other has it; each with the node where it begins."""
    elements = [element for element in nodes_in(doctree, nodes.Element) if element["ids"]]
    known = {identifier for element in elements for identifier in element["ids"]}
    begun: set[str] = set()
    for node in elements:
        document = document_of(node, docname)
        here = places.get(document, {})
        found = [mark for identifier in node["ids"] for mark in here.get(identifier, ())]
        if document not in begun and isinstance(node, (nodes.section, nodes.target)):
            begun.add(document)
            found += here.get("", ())
        for identifier, is_provision in found:
            if identifier not in known:
                known.add(identifier)
                node["ids"].append(identifier)
            yield node, (identifier, is_provision)


def add_anchors(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give the items their ids in a page of the published standard."""
    for _ in give_anchors(places_of(app), doctree, docname):
        pass


def shown_in(app: Sphinx) -> Mapping[str, str]:
    """In short, by docname, which items have their ids in pages."""
    return {docname: in_short(list(here.items())) for docname, here in places_of(app).items()}
