"""Places of a web page by the identifiers that other projects know: those of provisions, and names of clauses.

They are the same in the published standard and in a review build, whose ``needs.json`` has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import start_of_file

from sphinx_dlmsprofile.model.clause_names import PREFIX, NamedSection, given_label, lasting_names
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of
from sphinx_dlmsprofile.sphinx.reading.record_node import LABEL_KEY

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    Sections = dict[tuple[str, str], str]


def _names(env: BuildEnvironment) -> Sections:
    """The identifiers of clauses, by document and first id."""
    sections = [section for section in contents_of(env).tree if section.level]
    named = [NamedSection(each.level, given_label(each.ids, each.title), each.title) for each in sections]
    names = zip(sections, lasting_names(named), strict=True)
    return {(section.docname, section.ids[0]): f"{PREFIX}{name}" for section, name in names if section.ids}


def add_anchors(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give sections and marked sentences of a page their identifiers as further ids."""
    if not (output_of(app.builder).published and app.config.dlms_standard):
        return
    names = once(app.env, _names)
    known: set[str] = set()
    places: list[tuple[nodes.Element, str]] = []
    for element in doctree.findall(nodes.Element):
        ids = element["ids"]
        if not ids:
            continue
        known.update(ids)
        if isinstance(element, nodes.section):
            places.append((element, names.get((document_of(element, docname), ids[0]), "")))
        elif LABEL_KEY in element.attributes:
            places.append((element, element[LABEL_KEY]))
    for element, identifier in places:
        if identifier and identifier not in known:
            known.add(identifier)
            element["ids"].append(identifier)


def document_of(node: nodes.Node, docname: str) -> str:
    """The document that a node comes from, where several are put into one."""
    around = node.parent
    while around is not None:
        if isinstance(around, start_of_file):
            return str(around["docname"])
        around = around.parent
    return docname


def setup(app: Sphinx) -> None:
    """Connect to the build, before sphinx-needs fills in what leads there."""
    app.connect("doctree-resolved", add_anchors, priority=40)
