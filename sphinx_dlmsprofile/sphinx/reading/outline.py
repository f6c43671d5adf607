"""What numbering, references and the index need to know of a document, taken from it while it is read.

The outline is kept with the environment, so that no doctree has to be read back: unpickling them
is what makes numbered references slow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.domains.std import StandardDomain
from sphinx.util.index_entries import split_index_msg

from sphinx_dlmsprofile.model.heading import SectionKind, read_heading
from sphinx_dlmsprofile.rendering.classes import HEADING
from sphinx_dlmsprofile.rendering.footnotes import PLACE
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_index
from sphinx_dlmsprofile.sphinx.reading.source_language import shown_words, source_words, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment


class Caption(NamedTuple):
    """Something with a caption that gets a number.

    ``kind`` is Sphinx' figure type: "figure", "table", "code-block"; ``title`` are the words of the caption.
    """

    kind: str
    ids: tuple[str, ...]
    title: str = ""


class Inclusion(NamedTuple):
    """A toctree: the documents it names, in order, existing or not."""

    docnames: tuple[str, ...]


class Part(NamedTuple):
    """A section.

    ``anchor`` is its key in Sphinx' ``toc_secnumbers``: "#" and its first id, or "" for the first
    heading of a document. ``title`` is as written, ``shown`` as printed, perhaps in another language; both are without
    notes, and that of an annex without "Annex X" and status.
    """

    anchor: str
    ids: tuple[str, ...]
    title: str
    kind: SectionKind
    status: str | None
    children: list[Child]
    shown: str = ""


Child: TypeAlias = Part | Caption | Inclusion


class Mark(NamedTuple):
    """An index entry as Sphinx holds it, and the first id of the section it stands in ("" outside of all)."""

    type: str
    value: str
    target: str
    main: bool
    key: str | None
    section: str


class Reference(NamedTuple):
    """What a cross-reference asks for."""

    domain: str
    type: str
    target: str


class Outline(NamedTuple):
    """A document. ``has_index`` says that the index of the standard is printed in it.

    ``footnotes`` counts those of its text, without those of tables.
    """

    children: list[Child]
    marks: tuple[Mark, ...]
    references: tuple[Reference, ...]
    has_index: bool
    footnotes: int = 0


class Printed(NamedTuple):
    """The number of something: ``kind`` is "section" or Sphinx' figure type, ``number`` as printed, "" without one."""

    kind: str
    number: str


class Outliner:
    """Takes the outline of one document from the nodes that a walk comes by; ``children`` are those of the document."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Begin with nothing."""
        std = env.get_domain("std")
        assert isinstance(std, StandardDomain)  # noqa: S101  Sphinx' own
        self._std = std
        self._others = [
            domain
            for domain in env.domains.sorted()
            if domain is not std
            and (
                domain.enumerable_nodes or type(domain).get_enumerable_node_type is not Domain.get_enumerable_node_type
            )
        ]
        self._parts: list[Part] = []
        self._marks: list[tuple[Part | None, addnodes.index]] = []
        self._references: set[Reference] = set()
        self._has_index = False
        self._footnotes = 0
        self._handlers: dict[type[nodes.Node], Callable[[nodes.Element, list[Child], Part | None], None]] = {
            addnodes.toctree: self._toctree,
            addnodes.pending_xref: self._reference,
            nodes.reference: self._link,
            addnodes.index: self._index,
            dlms_index: self._place,
            nodes.footnote: self._footnote,
            **dict.fromkeys(std.enumerable_nodes, self._caption),
            nodes.math_block: self._caption,
        }
        self.children: list[Child] = []

    @property
    def outline(self) -> Outline:
        """What has been seen so far."""
        references = tuple(sorted(self._references))
        return Outline(self.children, self._placed_marks(), references, self._has_index, self._footnotes)

    def note(self, node: nodes.Node, children: list[Child], part: Part | None) -> None:
        """Look at a node that is not a section; it is below ``part``, among its ``children``."""
        handler = self._handlers.get(node.__class__)
        if handler is not None:
            handler(node, children, part)  # type: ignore[arg-type]

    def section(self, node: nodes.section, children: list[Child]) -> Part:
        """Note a section among its siblings."""
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        text, shown = (source_words(title), shown_words(title)) if title else ("", "")
        ids = tuple(node["ids"])
        heading = read_heading(node.get(HEADING, text))
        kind, status = heading.kind, None
        if kind is SectionKind.ANNEX and HEADING in node:
            text, status = heading.title, heading.status
            shown = shown.removeprefix(_status_of(title)).lstrip()
        elif kind is SectionKind.ANNEX:
            kind = SectionKind.CLAUSE  # not at the top: no annex, whatever its title says
        elif kind is not SectionKind.CLAUSE:
            text = heading.title
        anchor = f"#{ids[0]}" if ids else ""
        part = Part(anchor, ids, text, kind, status, [], shown)
        self._parts.append(part)
        children.append(part)
        return part

    def _toctree(self, node: nodes.Element, children: list[Child], _part: Part | None) -> None:
        children.append(Inclusion(tuple(docname for _title, docname in node["entries"])))

    def _reference(self, node: nodes.Element, _children: list[Child], _part: Part | None) -> None:
        reference = Reference(node.get("refdomain") or "", node.get("reftype") or "", node.get("reftarget") or "")
        self._references.add(reference)

    def _link(self, node: nodes.Element, _children: list[Child], _part: Part | None) -> None:
        """MyST-Parser makes a reference of this that asks for a label, where the document has no such heading."""
        if "id_link" in node:
            self._references.add(Reference("", "myst", node.get("refuri", "").removeprefix("#")))

    def _index(self, node: nodes.Element, _children: list[Child], part: Part | None) -> None:
        if _is_readable(node):
            self._marks.append((part, node))  # type: ignore[arg-type]

    def _place(self, _node: nodes.Element, _children: list[Child], _part: Part | None) -> None:
        self._has_index = True

    def _footnote(self, node: nodes.Element, _children: list[Child], _part: Part | None) -> None:
        self._footnotes += PLACE in node

    def _caption(self, node: nodes.Element, children: list[Child], _part: Part | None) -> None:
        if not node["ids"]:
            return
        kind = self._std.get_enumerable_node_type(node) if self._std.get_numfig_title(node) else None
        if kind is None:
            kinds = (domain.get_enumerable_node_type(node) for domain in self._others)
            kind = next(filter(None, kinds), None)
        if kind:
            caption = next((child for child in node.children if isinstance(child, (nodes.title, nodes.caption))), None)
            children.append(Caption(kind, tuple(node["ids"]), shown_words(caption) if caption else ""))

    def _placed_marks(self) -> tuple[Mark, ...]:
        """The index entries; one written above a heading stands before the section, but its target moved into it."""
        owners = {identifier: part for part in self._parts for identifier in part.ids}
        marks = []
        for part, node in self._marks:
            for kind, value, target, main, key in node["entries"]:
                owner = owners.get(target, part)
                section = owner.ids[0] if owner and owner.ids else ""
                marks.append(Mark(kind, value, target, main == "main", key, section))
        return tuple(marks)


def _status_of(title: nodes.title | None) -> str:
    """The status of an annex as its title shows it: "(informative)"."""
    shown = getattr(title, "shown_children", title.children if title else ())
    first = shown[0] if shown else None
    return words([first]) if isinstance(first, nodes.inline) and "annex-status" in first["classes"] else ""


def _is_readable(node: nodes.Element) -> bool:
    """Whether Sphinx can read its entries; it warns about those that it cannot, and leaves them out."""
    try:
        for kind, value, *_ in node["entries"]:
            split_index_msg(kind, value)
    except ValueError:
        return False
    return True


def without_top_anchor(outline: Outline) -> Outline:
    """The outline of a document whose first heading goes by the name of the document."""
    place = next((place for place, child in enumerate(outline.children) if isinstance(child, Part)), None)
    if place is None:
        return outline
    children = list(outline.children)
    children[place] = children[place]._replace(anchor="")  # type: ignore[call-arg]
    return outline._replace(children=children)
