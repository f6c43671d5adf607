"""Titles of annexes and the place of the index, settled while a document is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_dlmsprofile.model.heading import Heading, SectionKind, read_heading
from sphinx_dlmsprofile.rendering.classes import HEADING
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_index
from sphinx_dlmsprofile.sphinx.reading.source_language import leaves, shown_words, source_words, visible, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


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
            section[HEADING] = source_words(title)
            heading = read_heading(section[HEADING])
            if heading.kind in {SectionKind.FRONT, SectionKind.BACK}:
                section[HEADING] = heading.title  # all that look for it know the English one
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
    section["classes"].append("annex")
    if heading.status:
        section["classes"].append(f"annex-{heading.status}")
    source = getattr(title, "source_children", None)
    if source is None:
        _leave(title, heading.title, heading.status)
    else:
        _leave(title, *_translated(shown_words(title), heading))
        written = nodes.title("", "", *source)
        _leave(written, heading.title, heading.status)
        title.source_children = written.children  # type: ignore[attr-defined]


def _translated(title: str, heading: Heading) -> tuple[str, str | None]:
    """Title and status of an annex in another language; all of it where the number cannot be told from the words."""
    status = r"[(\uff08](?P<status>[^()\uff08\uff09]+)[)\uff09]"
    number = rf"\s*{heading.letter}(?!\w)\s*(?:{status})?" if heading.letter else rf"\s*{status}"
    match = re.fullmatch(rf"\w+?{number}\s*[:.\u2013\u2014-]?\s*(?P<title>.*)", title)
    return (match["title"], match["status"]) if match else (title, None)


def _leave(title: nodes.title, rest: str, status: str | None) -> None:
    """Leave the rest of a title, with the status before it."""
    _cut(title, len(_solid(words(title.children))) - len(_solid(rest)))
    if status:
        marked = f"({status})"
        title.insert(0, nodes.inline(marked, marked, classes=["annex-status"]))
        if rest:
            title.insert(1, nodes.Text(" "))


def _solid(text: str) -> str:
    return "".join(text.split())


def _cut(title: nodes.title, count: int) -> None:
    """Take the first ``count`` characters that are seen, and the white space after them, off the words of a title."""
    for leaf in list(leaves(title)):
        text = leaf.astext()
        start = 0
        while start < len(text) and (count or not _solid(visible(nodes.Text(text[start])))):
            count -= len(_solid(visible(nodes.Text(text[start]))))
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
    """Register the transform."""
    app.add_transform(ReadHeadings)
