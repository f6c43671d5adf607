"""Where places are in the pages of a build, and which place a reference of a page leads to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.name_index import Place
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.numbering.single_page import renamed_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx

_PAGES: KeptOn[Mapping[str, str]] = KeptOn("documents_by_address")


class Addresses:
    """Knows the addresses of one page."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        """Take the page that is written."""
        self._builder = app.builder
        self._docname = docname
        self._single = output_of(app.builder).in_one_piece
        self._renamed = renamed_ids(app) if self._single else {}
        self._written = {(docname, new): old for (docname, old), new in self._renamed.items()}
        self._relative: dict[str, str] = {}
        self._seen: dict[str, str | None] = {}

    def anchor(self, place: Place) -> str:
        """The id of a place in its page."""
        return self._renamed.get(place, place.anchor)

    def written(self, docname: str, identifier: str) -> str:
        """The id in the document of what has this one in the page."""
        return self._written.get((docname, identifier), identifier)

    def of(self, place: Place) -> str:
        """Where a link to a place leads."""
        if self._single or place.docname == self._docname:
            return f"#{self.anchor(place)}"
        if place.docname not in self._relative:
            self._relative[place.docname] = self._builder.get_relative_uri(self._docname, place.docname)
        return f"{self._relative[place.docname]}#{place.anchor}"

    def place(self, reference: nodes.reference, docname: str) -> Place | None:
        """The place that a reference leads to, None for other sites."""
        if "refid" in reference:
            return Place(docname, reference["refid"])
        address = str(reference.get("refuri", ""))
        page, separator, anchor = address.partition("#")
        if not separator or ":" in page:
            return None
        if not page:
            return Place(docname, anchor)
        if page not in self._seen:
            self._seen[page] = self._document(page)
        found = self._seen[page]
        return Place(found, anchor) if found else None

    def _document(self, page: str) -> str | None:
        own = self._builder.get_target_uri(self._docname)
        address = posixpath.normpath(posixpath.join(posixpath.dirname(own), page))
        return _PAGES.once(self._builder, self._pages).get(address)

    def _pages(self) -> Mapping[str, str]:
        documents = self._builder.env.all_docs
        return {posixpath.normpath(self._builder.get_target_uri(docname)): docname for docname in sorted(documents)}
