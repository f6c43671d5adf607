"""Front, body and back; clauses, annexes and terminological entries."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.publishing.assembly import clause_number, is_contents
from sphinx_dlmsprofile.publishing.headings import cut_status, section_kind, source_title
from sphinx_dlmsprofile.publishing.sts.labels import CONTINUES, PART
from sphinx_dlmsprofile.publishing.sts.tree import Tree
from sphinx_dlmsprofile.rendering.classes import TERM_CLASS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FRONT, _BODY, _BACK = "front", "body", "back"
_TYPES = {
    "foreword": "foreword",
    "introduction": "intro",
    "scope": "scope",
    "normative references": "norm-refs",
    "bibliography": "bibl",
}
"""The types of sections, by titles in the source: codes that the ISO and the IEC use."""

_AUTHORIZATION = {"admitted": "admittedTerm", "deprecated": "deprecatedTerm"}
_MATTER = {SectionKind.FRONT: _FRONT, SectionKind.CLAUSE: _BODY, SectionKind.ANNEX: _BACK, SectionKind.BACK: _BACK}


class SectionMixin(Tree):
    """Visitors of the document and its sections."""

    matter = _FRONT
    _in_annexes = False
    _term: Element | None = None
    _terms: list[nodes.Element]

    def begin(self) -> None:
        """Open the front matter, in which metadata come first."""
        self.open(_FRONT)

    def depart_document(self, node: nodes.Element) -> None:
        """Close the parts; a standard has a body, whatever is in it."""
        self.flush_index()
        self._enter(_BODY)
        self._leave_annexes()
        self.close()

    def _enter(self, matter: str) -> None:
        """Go on to a part of the document; there is no way back."""
        parts = (_FRONT, _BODY, _BACK)
        while parts.index(self.matter) < parts.index(matter):
            self.close()
            self.matter = parts[parts.index(self.matter) + 1]
            self.open(self.matter)

    def _leave_annexes(self) -> None:
        if self._in_annexes:
            self._in_annexes = False
            self.close()

    def visit_section(self, node: nodes.Element) -> None:
        """A clause, an annex, a terminological entry, the index."""
        if self.depth == 0 and is_contents(node):
            raise nodes.SkipNode
        self.depth += 1
        if node is self.title_section:
            return
        self.flush_index()
        number = clause_number(self.env, self.docname, node)
        kind = section_kind(node, number) if self.depth == 1 else SectionKind.CLAUSE
        if self.depth == 1:
            self._enter(_MATTER[kind])
            if kind is not SectionKind.ANNEX:
                self._leave_annexes()
        if TERM_CLASS in node["classes"]:
            self._open_term(node, number)
        elif kind is SectionKind.ANNEX:
            self._open_annex(node, number)
        elif any(child.tagname == "dlms_index" and child.get("groups") for child in _elements(node)):
            self.name_element(self.open("index"), node)
        else:
            self.name_element(self.open("sec", sec_type=self._type_of(node)), node)
            if number:
                self.add("label", number)

    def depart_section(self, node: nodes.Element) -> None:
        """Close it."""
        if node is not self.title_section:
            self.flush_index()
            if self._term is not None:
                self._close_term()
            self.close()
        self.depth -= 1

    def _type_of(self, node: nodes.Element) -> str | None:
        if any(TERM_CLASS in child["classes"] for child in node.children if isinstance(child, nodes.section)):
            return "terms"
        title = source_title(node).casefold()
        return ("terms" if title.startswith("terms") else _TYPES.get(title)) if self.depth == 1 else None

    def _open_annex(self, node: nodes.Element, number: str | None) -> None:
        if not self._in_annexes:
            self.open("app-group")
            self._in_annexes = True
        title = next((child for child in node.children if isinstance(child, nodes.title)), nodes.title())
        status = cut_status(title)
        annex = self.open("app", content_type=f"{status}-annex" if status else None)
        self.name_element(annex, node)
        self.add("label", number)
        if status:
            self.add("annex-type", f"({status})")

    # Headings

    def visit_title(self, node: nodes.Element) -> None:
        """The heading of a section, topic or admonition; tables write theirs themselves."""
        if node.parent is self.title_section or isinstance(node.parent, nodes.table):
            raise nodes.SkipNode
        if self.here.tag == "index":
            self.open("index-title-group")
            self.open("title")
        elif isinstance(node.parent, nodes.section):
            self.open("tbx:term" if self._term is not None else "title")
        else:
            self.open("caption")
            self.open("title")

    def depart_title(self, node: nodes.Element) -> None:
        """Close the heading."""
        self.close()
        if self._term is not None and isinstance(node.parent, nodes.section):
            self.add("tbx:partOfSpeech", value="noun")
            self.add("tbx:normativeAuthorization", value="preferredTerm")
        if not isinstance(node.parent, nodes.section) or self.here.tag in {"index-title-group", "tbx:tig"}:
            self.close()

    def visit_subtitle(self, node: nodes.Element) -> None:
        """What stands below the heading of a box."""
        self.open("p", content_type="subheading")

    def depart_subtitle(self, node: nodes.Element) -> None:
        """Close it."""
        self.close()

    # Terminological entries

    def _open_term(self, node: nodes.Element, number: str | None) -> None:
        """The entry with its parts first, then its names: so the model of TBX wants it."""
        self._term = self.open("term-sec")
        self.name_element(self._term, node)
        if number:
            self.add("label", number)
        entry = self.open("tbx:termEntry", id=self.names.free(f"entry_{self._term.get('id', '')}"))
        marks = [child for child in _elements(node) if isinstance(child, addnodes.index)]
        for mark in marks:
            self.note_index(mark)
        entry.extend(self.take_index_terms())
        self.open("tbx:langSet", xml__lang=self.language)
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        names = [child for child in _elements(node) if child.get(PART) in _AUTHORIZATION]
        parts = [child for child in _elements(node) if child.get(PART) not in {None, *_AUTHORIZATION}]
        for part in parts:
            if part is not parts[0] and not part[CONTINUES]:
                self.close()
            if part is parts[0] or not part[CONTINUES]:
                self.open(f"tbx:{part[PART]}")
            part.walkabout(self)
        if parts:
            self.close()
        if title is not None:
            self.open("tbx:tig")
            title.walkabout(self)
        for name in names:
            self.open("tbx:tig")
            self.open("tbx:term")
            for child in name.children:
                child.walkabout(self)
            self.close()
            self.add("tbx:normativeAuthorization", value=_AUTHORIZATION[name[PART]])
            self.close()
        self.close()
        self.close()
        node[:] = [child for child in node.children if child not in {title, *marks, *names, *parts}]

    def _close_term(self) -> None:
        self._term = None

    @property
    def language(self) -> str:
        """The language of the document, as XML names it."""
        return str(self.config.language or "en").replace("_", "-")


def _elements(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]
