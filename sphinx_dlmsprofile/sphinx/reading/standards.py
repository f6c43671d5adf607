"""Citing standards: the entries of lists in plain markup as targets of the role ``std``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import make_id

from sphinx_dlmsprofile.model.heading import SectionKind, read_heading
from sphinx_dlmsprofile.model.references import split_entry
from sphinx_dlmsprofile.rendering.references import REFERENCE_CLASS
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.reading.record_node import Target, dlms_records
from sphinx_dlmsprofile.sphinx.reading.source_language import source_words
from sphinx_dlmsprofile.template.outline import CLAUSES
from sphinx_dlmsprofile.text.citations import read_designations

if TYPE_CHECKING:
    from collections.abc import Iterator


_CLAUSE_2 = next(clause for clause in CLAUSES if clause.number == "2")


def reference_target(designation: str, anchor: str) -> Target:
    """An entry of a list as a target, under its designation and all others by which it can be cited."""
    handles = (handle for known in read_designations(designation) for handle in known.handles)
    return Target("reference", tuple(dict.fromkeys((designation, *handles))), anchor)


class MarkReferences(SphinxTransform):
    """Lets citations find the entries of Clause 2 and the bibliography that are plain paragraphs."""

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Give each entry an id and a target."""
        for paragraph, designation in list(self._entries()):
            anchor = make_id(self.env, self.document, "", f"ref-{designation}")
            paragraph["ids"].append(anchor)
            paragraph["classes"].append(REFERENCE_CLASS)
            self.document.note_explicit_target(paragraph)
            paragraph.append(dlms_records((), (reference_target(designation, anchor),)))

    def _entries(self) -> Iterator[tuple[nodes.paragraph, str]]:
        for section in nodes_in(self.document, nodes.section):
            title = section.children[0] if section.children else None
            if not isinstance(title, nodes.title) or not _is_list(source_words(title)):
                continue
            for paragraph in section.findall(nodes.paragraph):
                is_plain = REFERENCE_CLASS not in paragraph["classes"] and not isinstance(paragraph.parent, nodes.note)
                entry = split_entry(source_words(paragraph)) if is_plain else None
                if entry:
                    yield paragraph, entry[0]


def _is_list(title: str) -> bool:
    heading = read_heading(title)
    is_bibliography = heading.kind is SectionKind.BACK and heading.title.casefold() == "bibliography"
    return is_bibliography or _CLAUSE_2.has_title(title)
