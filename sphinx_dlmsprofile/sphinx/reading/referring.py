"""What can be referred to in a document by a label, and what its text refers to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from docutils import nodes
from docutils.utils import get_source_line
from sphinx import addnodes

from sphinx_dlmsprofile.sphinx.reading.notices import Pending, facts_on
from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment


class Reading(Protocol):
    """What the walk through a document has found."""

    @property
    def pending(self) -> list[Pending]:
        """The references in its text."""

    @property
    def languages(self) -> list[tuple[Location, str]]:
        """The languages that its code blocks name."""


_NO_LABELS = ("footnote", "citation")


def pending_of(node: nodes.Element, at: Location) -> Pending | None:
    """All that is needed to resolve a reference later, for which its words do not matter; None if it is none.

    Of the links of MyST to a place in the same document, ``[](#place)``, those are left to others whose place is not
    known: MyST does the same a little later.
    """
    if isinstance(node, addnodes.pending_xref):
        return Pending(at, {name: value for name, value in node.attributes.items() if value != []})
    document = node.document
    if node.get("id_link") and document is not None:
        place = node["refuri"][1:]
        if place not in {*document.nameids, *document.ids, *getattr(document, "myst_slugs", ())}:
            named = {"refdomain": None, "reftype": "myst", "reftarget": place, "refexplicit": True}
            return Pending(at, named)
    return None


def note_referring(env: BuildEnvironment, docname: str, document: nodes.document, reading: Reading) -> None:
    """Keep the labels, references and languages of a document that has just been read."""
    labels = dict(_labels(env, document, docname))
    if labels or reading.pending or reading.languages:
        facts = facts_on(env, docname)
        facts.labels, facts.pending, facts.languages = labels, reading.pending, reading.languages


def _labels(env: BuildEnvironment, document: nodes.document, docname: str) -> Iterator[tuple[str, Location]]:
    """The labels that authors have written, as the standard domain of Sphinx takes them."""
    srcdir = Path(env.srcdir)
    for name, explicit in document.nametypes.items():
        identifier = document.nameids.get(name)
        node = document.ids.get(identifier) if explicit and identifier else None
        if node is None:
            continue
        place = node
        if isinstance(node, nodes.target) and "refid" in node:
            node = document.ids.get(node["refid"], node)
        if node.tagname in _NO_LABELS or "refuri" in node or node.tagname.startswith("desc_"):
            continue
        source, line = get_source_line(place)
        yield name, Location(relative_source(source, srcdir, docname), line or 1)
