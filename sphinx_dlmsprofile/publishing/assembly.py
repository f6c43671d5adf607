"""One document made from many: the step that every single-document output begins with.

All toctrees are inlined, references resolved, and each anchor gets one name in the whole document.
Numbers are not made here: they come from the Sphinx environment, whatever the output.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from sphinx_dlmsprofile.rendering.classes import HEADING
from sphinx_dlmsprofile.rendering.footnotes import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

DOCUMENT_URI = "%"
"""What the URI of a document begins with in single-document builders: "%docname", "%docname#id"."""


@dataclass
class Assembly:
    """The assembled tree and its anchors.

    ``elements`` are all of the tree in document order, each with the document it was written in.
    ``anchors`` maps "docname#id" (and "docname", its beginning) to the one name of the node that
    carries the id: a node with several ids has one name and several aliases. ``footnotes`` maps
    "docname#id" to footnotes, ``wanted`` holds the names that some reference leads to.
    ``footnote_numbers`` go by identity of the node: footnotes count through the document.
    """

    tree: nodes.document
    elements: list[tuple[nodes.Element, str]]
    anchors: dict[str, str] = field(default_factory=dict)
    wanted: set[str] = field(default_factory=set)
    footnotes: dict[str, nodes.footnote] = field(default_factory=dict)
    footnote_numbers: dict[int, str] = field(default_factory=dict)

    def resolve(self, key: str) -> str | None:
        """The name of the node at "docname#id" or "docname", None if there is none."""
        return self.anchors.get(key)


def assemble_document(builder: Builder) -> Assembly:
    """Inline all documents of the project below the root, resolve references, name all anchors.

    The builder's ``get_target_uri`` must give ``DOCUMENT_URI + docname``.
    """
    env, root = builder.env, builder.config.root_doc
    tree = _inlined(env, root, {root})
    tree["docname"] = root
    adopt(tree)
    env.resolve_references(tree, root, builder)
    from sphinx_dlmsprofile.publishing.stray_parts import settle  # noqa: PLC0415  pages do without

    settle(tree)
    adopt(tree)
    assembly = Assembly(tree, list(walk_documents(tree, root)))
    _name_anchors(assembly)
    _note_references(assembly)
    return assembly


def _inlined(env: BuildEnvironment, docname: str, seen: set[str]) -> nodes.document:
    """A document with those that its toctrees bring in, each where it is named first.

    As ``inline_all_toctrees`` of Sphinx, which copies each tree to keep it as it was: ours come fresh from their file.
    """
    tree = env.get_doctree(docname)
    for toctree in list(tree.findall(addnodes.toctree)):
        parts = []
        for name in toctree["includefiles"]:
            if name in seen:
                continue
            seen.add(name)
            if name not in env.all_docs:  # removed since the toctree was read
                message = "the toctree names %r, which does not exist: it is left out"
                logger.warning(message, name, location=toctree, type="toc", subtype="not_readable")
                continue
            part = _inlined(env, name, seen)
            for section in part.findall(nodes.section):
                section.setdefault("docname", name)
            parts.append(addnodes.start_of_file("", *part.children, docname=name))
        toctree.parent.replace(toctree, parts)
    return tree


def clause_number(env: BuildEnvironment, docname: str, section: nodes.Element) -> str | None:
    """The number of a section as the environment has it ("5.3", "Annex A", "A.1"), None if it has none."""
    numbers = env.toc_secnumbers.get(docname, {})
    for anchor in (*(f"#{node_id}" for node_id in section["ids"]), ""):
        if anchor in numbers:
            return ".".join(map(str, numbers[anchor] or ())) or None
    return None


def caption_number(env: BuildEnvironment, docname: str, kind: str, node: nodes.Element) -> str | None:
    """The number of a figure, table or listing ("7", "A.1"), None if it has none."""
    numbers = env.toc_fignumbers.get(docname, {}).get(kind, {})
    for node_id in node["ids"]:
        if number := numbers.get(node_id):
            return ".".join(map(str, number))
    return None


def caption_label(env: BuildEnvironment, docname: str, kind: str, node: nodes.Element) -> str | None:
    """The number with its word, as it stands before a caption: "Table 7 –", "Figure A.1 –"."""
    number = caption_number(env, docname, kind, node)
    if number is None:
        return None
    template = str(env.config.numfig_format.get(kind, "%s"))
    return template % number if "%s" in template else f"{template} {number}"


def is_contents(section: nodes.Element) -> bool:
    """Whether a section is that of the contents, by its title in the source: paper has contents of its own."""
    return str(section.get(HEADING, "")).casefold() == "contents"


def walk_documents(node: nodes.Element, docname: str) -> Iterator[tuple[nodes.Element, str]]:
    """All elements in document order, each with the document it was written in."""
    waiting = [(node, docname)]
    while waiting:
        node, docname = waiting.pop()
        if isinstance(node, addnodes.start_of_file):
            docname = node["docname"]
        yield node, docname
        waiting.extend((child, docname) for child in reversed(node.children) if isinstance(child, nodes.Element))


def reference_key(node: nodes.Element, docname: str) -> str | None:
    """The "docname#id" that a reference node leads to, None if it leads outside the document."""
    if node.get("refid"):
        return f"{docname}#{node['refid']}"
    uri = str(node.get("refuri", ""))
    return uri.removeprefix(DOCUMENT_URI).removesuffix("#") if uri.startswith(DOCUMENT_URI) else None


def adopt(node: nodes.Element) -> None:
    """Set all parents: they are stale after inlining."""
    for child in node.children:
        child.parent = node
        if isinstance(child, nodes.Element):
            adopt(child)


def _name_anchors(assembly: Assembly) -> None:
    for node, docname in assembly.elements:
        keys = [f"{docname}#{node_id}" for node_id in node["ids"]]
        if isinstance(node, nodes.section) and docname not in assembly.anchors:
            keys.append(docname)
        for key in keys:
            assembly.anchors.setdefault(key, keys[0])
        if isinstance(node, nodes.footnote):
            assembly.footnotes.update(dict.fromkeys(keys, node))
    for node, docname in assembly.elements:
        if isinstance(node, nodes.target) and node.get("refid"):  # an alias of what follows
            name = assembly.resolve(f"{docname}#{node['refid']}")
            for node_id in node["ids"]:
                assembly.anchors[f"{docname}#{node_id}"] = name or f"{docname}#{node_id}"


def _note_references(assembly: Assembly) -> None:
    for node, docname in assembly.elements:
        if not isinstance(node, nodes.reference | nodes.footnote_reference | nodes.citation_reference):
            continue
        key = reference_key(node, docname)
        if key is None:
            continue
        name = assembly.resolve(key)
        if name and not isinstance(node, nodes.footnote_reference):
            assembly.wanted.add(name)
        if isinstance(node, nodes.footnote_reference) and key in assembly.footnotes:
            footnote = assembly.footnotes[key]
            number = str(footnote.get(MARK) or len(assembly.footnote_numbers) + 1)
            assembly.footnote_numbers.setdefault(id(footnote), number)
