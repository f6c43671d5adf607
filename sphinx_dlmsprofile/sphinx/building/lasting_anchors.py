"""Further ids of a web page: identifiers that other projects know, and the numbers that this edition prints.

Those of provisions, and names of clauses, are the same in the published standard and in a review build, whose
``needs.json`` has them. Where an author has given an id, or a heading has it, it stays where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import start_of_file

from sphinx_dlmsprofile.model.clause_names import PREFIX, NamedSection, given_label, lasting_names
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.building.record_query import holds, records_of
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.numbering.printed_ids import printed_ids
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of
from sphinx_dlmsprofile.sphinx.reading.record_node import CLASS_KEY, LABEL_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    Sections = dict[tuple[str, str], str]

_NUMBERED = (nodes.section, nodes.table, nodes.figure)


def _names(env: BuildEnvironment) -> Sections:
    """The identifiers of clauses, by document and first id."""
    sections = [section for section in contents_of(env).tree if section.level]
    named = [NamedSection(each.level, given_label(each.ids, each.title), each.title) for each in sections]
    names = zip(sections, lasting_names(named), strict=True)
    return {(section.docname, section.ids[0]): f"{PREFIX}{name}" for section, name in names if section.ids}


def add_anchors(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give sections, captions, classes and marked sentences of a page their further ids."""
    if not (output_of(app.builder).published and app.config.dlms_standard):
        return
    names, printed, classes = once(app.env, _names), printed_ids(app.env), class_ids(app.env)
    known: set[str] = set()
    places: list[tuple[nodes.Element, str]] = []
    for element in nodes_in(doctree, nodes.Element):
        ids = element["ids"]
        if not ids:
            continue
        known.update(ids)
        if isinstance(element, _NUMBERED):
            place = document_of(element, docname), ids[0]
            places += ((element, known_as.get(place, "")) for known_as in (names, printed))
            places += ((element, identifier) for identifier in classes.get(element.get(CLASS_KEY, ""), ()))
        elif LABEL_KEY in element.attributes:
            places.append((element, element[LABEL_KEY]))
    for element, identifier in places:
        if identifier and identifier not in known:
            known.add(identifier)
            element["ids"].append(identifier)


def class_ids(env: BuildEnvironment) -> Mapping[str, Sequence[str]]:
    """The printed ids of the classes that the standard defines, by class_id and version: "180 1"."""
    return once(env, _class_ids)


def _class_ids(env: BuildEnvironment) -> Mapping[str, Sequence[str]]:
    if not holds(env, "InterfaceClass"):
        return {}
    from sphinx_dlmsprofile.model.cosem import InterfaceClass  # noqa: PLC0415  where there is one

    versions: dict[int, set[int]] = {}
    for record in records_of(env, InterfaceClass):
        if (number := record.id_number) is not None:
            versions.setdefault(number, set()).add(record.version_number)
    return {
        f"{number} {version}": (f"class-{number}-v{version}", *([f"class-{number}"] if version == max(known) else []))
        for number, known in versions.items()
        for version in known
    }


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
