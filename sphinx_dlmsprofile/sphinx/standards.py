"""Citing standards: the role ``std``, and the entries of lists in plain markup as its targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import ReferenceRole
from sphinx.util.nodes import make_id

from sphinx_dlmsprofile.model.heading import SectionKind, read_heading
from sphinx_dlmsprofile.model.references import split_entry
from sphinx_dlmsprofile.rendering.references import REFERENCE_CLASS
from sphinx_dlmsprofile.sphinx.record_node import Target, dlms_records
from sphinx_dlmsprofile.template.outline import CLAUSES
from sphinx_dlmsprofile.text.citations import find_citations, normalised, read_designations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx

CITED = "dlms_cited"
"""The attribute of a reference that holds what was cited, as written."""

_CLAUSE_2 = next(clause for clause in CLAUSES if clause.number == "2")


class StandardRole(ReferenceRole):
    """``:std:`IEC 62056-5-3:2016, 7.2```: cites a document of Clause 2 or the bibliography, and links to its entry.

    A document that stands in neither is a matter of the rule reference-unlisted, and not linked.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the link."""
        reference = pending_xref(
            self.rawtext,
            nodes.inline("", self.title),
            refdomain="dlms",
            reftype="reference",
            reftarget=designation_in(self.target),
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
            refwarn=False,
        )
        reference[CITED] = self.target
        self.set_source_info(reference)
        return [reference], []


def designation_in(target: str) -> str:
    """The designation without the clause that is cited."""
    found = find_citations(target)
    return normalised(target)[found[0].start : found[0].end] if found else target


def cited_in(block: nodes.Element) -> tuple[str, ...]:
    """What the roles in a block cite."""
    return tuple(node[CITED] for node in block.findall(pending_xref) if CITED in node)


def reference_target(designation: str, anchor: str) -> Target:
    """An entry of a list as a target, under its designation and all others by which it can be cited."""
    handles = (handle for known in read_designations(designation) for handle in known.handles)
    return Target("reference", tuple(dict.fromkeys((designation, *handles))), anchor)


class MarkReferences(SphinxTransform):
    """Lets citations find the entries of Clause 2 and the bibliography that are plain paragraphs."""

    default_priority: ClassVar[int] = 811

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Give each entry an id and a target."""
        for paragraph, designation in list(self._entries()):
            anchor = make_id(self.env, self.document, "", f"ref-{designation}")
            paragraph["ids"].append(anchor)
            paragraph["classes"].append(REFERENCE_CLASS)
            self.document.note_explicit_target(paragraph)
            paragraph.append(dlms_records((), (reference_target(designation, anchor),)))

    def _entries(self) -> Iterator[tuple[nodes.paragraph, str]]:
        for section in self.document.findall(nodes.section):
            if not section.children or not isinstance(section[0], nodes.title) or not _is_list(section[0].astext()):
                continue
            for paragraph in section.findall(nodes.paragraph):
                is_plain = REFERENCE_CLASS not in paragraph["classes"] and not isinstance(paragraph.parent, nodes.note)
                entry = split_entry(paragraph.astext()) if is_plain else None
                if entry:
                    yield paragraph, entry[0]


def _is_list(title: str) -> bool:
    heading = read_heading(title)
    is_bibliography = heading.kind is SectionKind.BACK and heading.title.casefold() == "bibliography"
    return is_bibliography or _CLAUSE_2.has_title(title)


def setup(app: Sphinx) -> None:
    """Register role and transform."""
    app.add_role("std", StandardRole())
    app.add_transform(MarkReferences)
