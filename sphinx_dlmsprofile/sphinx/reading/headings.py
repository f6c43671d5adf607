"""Titles of annexes and the place of the index, settled while a document is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_dlmsprofile.model.heading import Heading, SectionKind, read_heading
from sphinx_dlmsprofile.sphinx.common.node_forms import SKIPPED, add_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

HEADING = "dlms_heading"
"""Attribute of the section of an annex: its title as written, "Annex A (informative) Examples"."""


class dlms_index(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """The place where the index of the standard is printed.

    Empty while reading. When a page is written, builders that print the index themselves find the entries as
    ``node["groups"]``, a tuple of ``IndexGroup``; for all others the node is replaced by ordinary nodes.
    """


class ReadHeadings(SphinxTransform):
    """Marks annexes and opens the index.

    A section is an annex where its title says so and it is at the top: a first-level heading
    of a document, or below the single first-level heading of the root document. Which documents
    the toctrees bring in is not known here and does not matter: the number of an annex depends
    on this mark alone.
    """

    # After translation of titles (20) and before labels (850) and collectors (880) read them.
    default_priority: ClassVar[int] = 800

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Rewrite the titles of annexes, and append the index to the section of that name."""
        if not self.config.dlms_standard:
            return
        for section in top_sections(self.document, self.env):
            title = section.next_node(nodes.title)
            if title is None or title.parent is not section:
                continue
            heading = read_heading(title.astext())
            if heading.kind is SectionKind.ANNEX:
                _mark_annex(section, title, heading)
            elif heading.title.casefold() == "index":
                section.append(dlms_index())


def top_sections(document: nodes.document, env: BuildEnvironment) -> list[nodes.section]:
    """The sections that can be clauses: the first level, or that below the single heading of the root document."""
    sections = list(_sections(document))
    if env.docname == env.config.root_doc and len(sections) == 1:
        return list(_sections(sections[0]))
    return sections


def _sections(parent: nodes.Element) -> Iterator[nodes.section]:
    """The sections directly below, also those in an ``only``."""
    for child in parent.children:
        if isinstance(child, nodes.section):
            yield child
        elif isinstance(child, addnodes.only):
            yield from _sections(child)


def _mark_annex(section: nodes.section, title: nodes.title, heading: Heading) -> None:
    """Leave in the title what is printed after the number: "(informative) Examples"."""
    section[HEADING] = title.astext()
    section["classes"].append("annex")
    prefix = len(_solid(title.astext())) - len(_solid(heading.title))
    _cut(title, prefix)
    if heading.status:
        section["classes"].append(f"annex-{heading.status}")
        status = f"({heading.status})"
        title.insert(0, nodes.inline(status, status, classes=["annex-status"]))
        if heading.title:
            title.insert(1, nodes.Text(" "))


def _solid(text: str) -> str:
    return "".join(text.split())


def _cut(title: nodes.title, count: int) -> None:
    """Take the first ``count`` characters, not counting white space, and the white space after them, off a title."""
    for leaf in list(title.findall(nodes.Text)):
        text = leaf.astext()
        start = 0
        while start < len(text) and (count or text[start].isspace()):
            count -= not text[start].isspace()
            start += 1
        parent = leaf.parent
        if start < len(text):
            parent.replace(leaf, nodes.Text(text[start:]))
            return
        parent.remove(leaf)
        while parent is not title and not parent.children:
            empty, parent = parent, parent.parent
            parent.remove(empty)


def setup(app: Sphinx) -> None:
    """Register the transform and the node."""
    app.add_transform(ReadHeadings)
    add_node(app, dlms_index, SKIPPED)
