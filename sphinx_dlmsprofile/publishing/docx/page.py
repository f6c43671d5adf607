"""What all parts of the writer share: where the next paragraph goes, its style, the form of its runs, anchors."""

from __future__ import annotations

from contextlib import contextmanager
from copy import deepcopy
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import caption_label, caption_number, clause_number
from sphinx_dlmsprofile.publishing.docx import styles as named
from sphinx_dlmsprofile.publishing.docx.bookmarks import Bookmarks
from sphinx_dlmsprofile.publishing.docx.numbering import Counter
from sphinx_dlmsprofile.publishing.docx.oxml import is_w, q, run, w
from sphinx_dlmsprofile.publishing.docx.oxml import text as oxml_text
from sphinx_dlmsprofile.publishing.printed_index import Mark, marks_of
from sphinx_dlmsprofile.publishing.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.publishing.docx.container import Container
    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml
    from sphinx_dlmsprofile.publishing.paper import Paper

UPRIGHT, TURNED = 9070, 14000
"""The width of the text on a page, in twentieths of a point."""


class Page(Walk):
    """Writes paragraphs into the innermost of ``places``: the body, a cell, a footnote.

    ``style`` is that of paragraphs that say nothing else, ``indent`` that of the block, ``room`` the width of the
    place, both in twentieths of a point.
    """

    style = named.PARAGRAPH
    indent = 0
    room = UPRIGHT
    is_boxed = False

    def __init__(self, document: nodes.document, builder: Paper, container: Container) -> None:
        super().__init__(document, builder)
        self.container = container
        self.places: list[Oxml] = [container.body]
        self.paragraph: Oxml | None = None
        self.bookmarks = Bookmarks()
        self.counter = Counter()
        self.labels: dict[str, str] = self._find_labels()
        self.counted: set[str] = set()
        self._forms: list[Oxml] = []
        self._waiting: list[str] = []
        self._marks: list[Mark] = []
        self._hanging: Oxml | None = None

    def _find_labels(self) -> dict[str, str]:
        """What Word numbers, by anchor: "5.2", "Annex A", "Table 7", "(1)"."""
        found: dict[str, str] = {}
        for node, docname in self.assembly.elements:
            label: str | None = None
            if isinstance(node, nodes.section):
                label = clause_number(self.env, docname, node)
            elif isinstance(node, nodes.table | nodes.figure | nodes.container) and node["ids"]:
                kind = {nodes.table: "table", nodes.figure: "figure"}.get(type(node), "code-block")
                label = caption_label(self.env, docname, kind, node)
            elif isinstance(node, nodes.math_block):
                number = caption_number(self.env, docname, "displaymath", node) or node.get("number")
                label = f"({number})" if number else None
            for node_id in node["ids"] if label else ():
                name = self.assembly.resolve(f"{docname}#{node_id}")
                found.setdefault(name or "", str(label).rstrip(" –\u00a0"))
        return found

    # Paragraphs

    def begin(self, style: str | None = None) -> Oxml:
        """Begin a paragraph; the one before it ends."""
        self.end()
        form = w("pPr", w("pStyle", val=self.container.styles[style or self.style]))
        if self.is_boxed:
            form.append(w("pBdr", w("left", val="single", sz=12, space=8, color="808080")))
        if self._hanging is not None:
            form.extend(self._hanging)
            self._hanging = None
        elif self.indent and style is None:
            form.append(w("ind", left=self.indent))
        self.paragraph = w("p", form)
        self.places[-1].append(self.paragraph)
        return self.paragraph

    def end(self) -> None:
        """End the paragraph."""
        self.paragraph = None

    def begin_item(self, *form: Oxml) -> None:
        """Let the next paragraph have the mark of an item: its numbering or its indents."""
        self.end()
        self._hanging = w("pPr", *form)

    def put(self, *content: Oxml) -> Oxml:
        """Write runs and other content of a paragraph, which is given back."""
        paragraph = self.begin() if self.paragraph is None else self.paragraph
        self._set_anchors()
        paragraph.extend(content)
        return paragraph

    def text(self, text: str) -> None:
        """Write plain text in the form of the place."""
        if text:
            self.put(self.run(oxml_text(text)))

    def run(self, *content: Oxml) -> Oxml:
        """A run in the form of the place."""
        return run(*content, form=self._form())

    def line_break(self) -> None:
        """End the line."""
        self.put(self.run(w("br")))

    def skip_empty(self) -> None:
        """Write a paragraph for an item that nothing follows, so that its mark is there."""
        if self._hanging is not None:
            self.begin()
            self.end()

    def _form(self) -> Oxml | None:
        """The properties of a run, each once and in the order of the schema."""
        found = {form.tag: form for form in self._forms}
        if not found:
            return None
        return w("rPr", *(deepcopy(found[tag]) for tag in map(q, _ORDER) if tag in found))

    @contextmanager
    def formed(self, *forms: Oxml) -> Iterator[None]:
        """Write what follows in these forms."""
        self.push(*forms)
        yield
        self.pop(len(forms))

    def push(self, *forms: Oxml) -> None:
        """Begin forms of runs."""
        self._forms += forms

    def pop(self, number: int = 1) -> None:
        """End the forms that were begun last."""
        del self._forms[len(self._forms) - number :]

    @contextmanager
    def inside(self, place: Oxml, style: str, room: int = UPRIGHT) -> Iterator[None]:
        """Write into a cell or footnote; it ends with a paragraph, as Word wants it."""
        names = ("paragraph", "style", "indent", "room", "is_boxed", "_forms", "_hanging")
        state = {name: getattr(self, name) for name in names}
        self.paragraph, self.style, self.indent, self.is_boxed = None, style, 0, False
        self.room, self._forms, self._hanging = room, [], None
        self.places.append(place)
        yield
        if not len(place) or not is_w(place[-1], "p"):
            self.begin()
        self._set_anchors()
        self.places.pop()
        vars(self).update(state)

    @contextmanager
    def block(self, style: str | None = None, indent: int = 0, *, boxed: bool = False) -> Iterator[None]:
        """Write blocks in another style, further in, or beside a line."""
        self.end()
        state = self.style, self.indent, self.is_boxed
        self.style, self.indent = style or self.style, self.indent + indent
        self.is_boxed = self.is_boxed or boxed
        yield
        self.end()
        self.style, self.indent, self.is_boxed = state

    def walk(self, node: nodes.Element) -> None:
        """Write what is in a node."""
        for child in list(node.children):
            child.walkabout(self)

    # Anchors and marks of the index

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Let the anchor of a node, if something leads to it, wait for its paragraph."""
        if isinstance(node, nodes.Element) and node["ids"] and not (isinstance(node, nodes.target) and "refid" in node):
            name = self.anchor_name(node)
            if name is not None and name in self.assembly.wanted and name not in self._waiting:
                self._waiting.append(name)
        super().dispatch_visit(node)

    def claim(self, node: nodes.Element) -> list[str]:
        """The bookmarks of a node whose label they are put around; they wait no longer."""
        name = self.anchor_name(node)
        if name is None or name not in self.assembly.wanted:
            return []
        if name in self._waiting:
            self._waiting.remove(name)
        return [self.bookmarks.name(name)]

    def note_index(self, node: nodes.Element) -> None:
        """Let the entries of an ``index`` node wait for their paragraph."""
        self._marks += marks_of(node)

    def _set_anchors(self) -> None:
        if self.paragraph is None:
            return
        waiting, self._waiting = self._waiting, []
        for name in waiting:
            self.paragraph.extend(self.bookmarks.around(self.bookmarks.name(name), []))
        marks, self._marks = self._marks, []
        for mark in marks:
            self.paragraph.extend(self.index_field(mark))

    def flush(self) -> None:
        """Write what still waits into the last paragraph."""
        if self._waiting or self._marks:
            self.put()

    def index_field(self, mark: Mark) -> list[Oxml]:
        """The field of an entry of the index."""
        raise NotImplementedError


_ORDER = (
    "rStyle", "rFonts", "b", "i", "strike", "sz", "u", "shd", "vertAlign",
)  # fmt: skip
"""The order of the properties of a run."""
