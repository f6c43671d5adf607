"""Reading a document: one walk that collects its records, its texts, its outline and the contents of its sections."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.util import get_filetype
from sphinx.util.nodes import make_id

from sphinx_dlmsprofile.model.lost_text import FormulaSigns
from sphinx_dlmsprofile.model.printed import Exhibit
from sphinx_dlmsprofile.model.prose import Illustration, IndexMark, Literal, TextBlock, TextKind
from sphinx_dlmsprofile.model.review_records import WrittenNeed
from sphinx_dlmsprofile.rendering.apdu.reference_node import APDU_CLASS
from sphinx_dlmsprofile.rendering.classes import FAULT_TEXT_CLASS, TERM_CLASS
from sphinx_dlmsprofile.rendering.footnotes import is_table_note
from sphinx_dlmsprofile.rendering.hidden_words import hidden_words
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.sphinx.reading.cells import Cells
from sphinx_dlmsprofile.sphinx.reading.content import answers_of, is_content, is_statement
from sphinx_dlmsprofile.sphinx.reading.document_texts import DocumentTexts
from sphinx_dlmsprofile.sphinx.reading.editorial import hanging, shapes_of, slips_of_block
from sphinx_dlmsprofile.sphinx.reading.links import link_of, reference_of
from sphinx_dlmsprofile.sphinx.reading.lost_text import NEVER_PRINTED, lost_in
from sphinx_dlmsprofile.sphinx.reading.misread_code import note_misread_code
from sphinx_dlmsprofile.sphinx.reading.outline import Outliner
from sphinx_dlmsprofile.sphinx.reading.picture_files import PictureFiles
from sphinx_dlmsprofile.sphinx.reading.printed_words import (
    exhibit_of,
    first_line,
    mark_of,
    notes_of,
    numbered_by,
    warning_label,
    words_of,
)
from sphinx_dlmsprofile.sphinx.reading.prose import (
    block_kind,
    column_of,
    in_one_line,
    is_illustration,
    kind_around,
    kind_by_label,
    prose,
)
from sphinx_dlmsprofile.sphinx.reading.record_node import GUIDANCE_CLASS, dlms_records
from sphinx_dlmsprofile.sphinx.reading.referring import pending_of
from sphinx_dlmsprofile.sphinx.reading.source_lines import Places
from sphinx_dlmsprofile.sphinx.reading.standard_role import cited_in
from sphinx_dlmsprofile.sphinx.reading.statements import Statements
from sphinx_dlmsprofile.sphinx.reading.typed_places import live_references, typed_places
from sphinx_dlmsprofile.sphinx.reading.words import WordCollector
from sphinx_dlmsprofile.text.glyphs import beyond_ascii
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.remembered import forget_texts

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.sphinx.reading.document_texts import PlacedText
    from sphinx_dlmsprofile.sphinx.reading.notices import Pending
    from sphinx_dlmsprofile.sphinx.reading.outline import Child, Outline, Part
    from sphinx_dlmsprofile.sphinx.reading.record_node import Target


@dataclass(slots=True)
class SectionFacts:
    """The contents of a section without its subsections, and where its heading is."""

    at: Location
    has_content: bool = False
    index_entries: int = 0
    answers: list[str] = field(default_factory=list)


@dataclass
class Harvest:
    """What one document holds.

    ``sections`` are keyed by their first id; a record or text has that of the section that contains it,
    "" outside of all. ``sources`` are the files it was read from, in order.
    """

    docname: str
    source: str
    sources: dict[str, None]
    sections: dict[str, SectionFacts] = field(default_factory=dict)
    records: list[tuple[Record, str]] = field(default_factory=list)
    words: DocumentTexts = field(default_factory=lambda: DocumentTexts([]))

    @property
    def texts(self) -> list[PlacedText]:
        """All texts; they are opened for it."""
        return self.words.open()


class Reading(NamedTuple):
    """All that is taken from a document: what it holds, what can be pointed to in it, its outline, its references.

    ``languages`` are those that its code blocks name, ``words`` all that are in its text, as
    :func:`~sphinx_dlmsprofile.sphinx.reading.words.unpacked` reads them.
    """

    harvest: Harvest
    targets: list[Target]
    outline: Outline
    pending: list[Pending]
    languages: list[tuple[Location, str]]
    words: str


def read(env: BuildEnvironment, docname: str, document: nodes.document) -> Reading:
    """Collect all that is needed from a document that has just been read, in one walk."""
    filetype = get_filetype(env.config.source_suffix, str(env.doc2path(docname)))

    def mark(words: str) -> nodes.target:
        target = nodes.target("", "", ids=[make_id(env, document, "prov", words)], classes=["dlms-provision"])
        document.set_id(target)
        return target

    statements = Statements(docname, mark if env.config.dlms_review else None)
    places = Places(docname, document, Path(env.srcdir), underlined=filetype == "restructuredtext")
    outliner = Outliner(env)
    harvester = _Harvester(document, places, statements, outliner)
    harvester.result.words = DocumentTexts(harvester.texts)
    forget_texts()
    return Reading(
        harvester.result,
        harvester.targets,
        outliner.outline,
        harvester.pending,
        harvester.languages,
        harvester.words.packed(),
    )


def _is_generated(node: nodes.Element) -> bool:
    """Whether it is the inside of the table of an APDU example: its words are not the author's."""
    return isinstance(node, nodes.tgroup) and APDU_CLASS in node.parent["classes"]


class _Home(NamedTuple):
    """The section that contains nodes: its first id ("" outside of all), what is in it, its place in the outline."""

    anchor: str
    facts: SectionFacts
    part: Part | None
    children: list[Child]


class _Harvester:
    def __init__(self, document: nodes.document, places: Places, statements: Statements, outliner: Outliner) -> None:
        self._places = places
        self._cells = Cells()
        self._statements = statements
        self._outliner = outliner
        self._env: BuildEnvironment = document.settings.env
        self._language = str(self._env.config.language)
        self._highlight = str(self._env.config.highlight_language)
        source = places.source
        self.result = Harvest(places.docname, source, {source: None})
        self.texts: list[PlacedText] = []
        self.targets: list[Target] = []
        self.pending: list[Pending] = []
        self.languages: list[tuple[Location, str]] = []
        self.words = WordCollector()
        self._spent: list[nodes.Element] = []
        # MyST puts all footnotes at the end of the document.
        self._beside = {note["ids"][0]: note for note in document.children if is_table_note(note)}
        home = _Home("", SectionFacts(Location(source, 1)), None, outliner.children)
        self._walk(document, home, None)
        for note in self._beside.values():
            self._shown(note, home, None)
        for node in self._spent:
            node.parent.remove(node)

    def _walk(self, node: nodes.Element, home: _Home, around: TextKind | None) -> None:
        anchor, facts = home.anchor, home.facts
        for child in node.children:
            if isinstance(child, nodes.Text):
                continue
            if isinstance(child, nodes.section):
                self._section(child, home)
                continue
            self._outliner.note(child, home.children, home.part)
            if isinstance(child, dlms_records):
                facts.answers += answers_of(child)
                # A need of the same identifier as another is left out, by each of the parallel readers another one.
                facts.has_content |= any(isinstance(record, WrittenNeed) for record in child.records)
                self.result.sources.update((record.at.source, None) for record in child.records)
                self.result.records += [(record, anchor) for record in child.records]
                self.targets += child.targets
                self._spent.append(child)
            elif isinstance(child, addnodes.index):
                facts.index_entries += len(child["entries"])
                self._marks(child, anchor)
            elif isinstance(child, nodes.Element) and GUIDANCE_CLASS in child.get("classes", ()):
                # A clause that still has its guidance is not reported as empty too.
                facts.has_content = True
                self._spent += child.findall(dlms_records)
                self._pass_by(child, home.children, home.part)
            elif isinstance(child, NEVER_PRINTED):
                self._never_printed(child, anchor)
            elif is_table_note(child) and child.parent.parent is None:
                self._pass_by(child, home.children, home.part)  # read with its table
            elif isinstance(child, nodes.Element) and not (isinstance(child, nodes.Invisible) or is_statement(child)):
                self._shown(child, home, around)
            else:
                self._pass_by(child, home.children, home.part)

    def _shown(self, node: nodes.Element, home: _Home, around: TextKind | None) -> None:
        """Keep what is to be read of a node, and of all that is in it."""
        if isinstance(node.parent, (nodes.section, nodes.document)):
            home.facts.has_content |= is_content(node)
        self._text(node, home.anchor, around)
        self.result.records += [(lost, home.anchor) for lost in lost_in(node, self._places)]
        self._link(node, home.anchor)
        if _is_generated(node):
            self._pass_by(node, home.children, home.part)
        else:
            self._walk(node, home, kind_around(node, around))
        if isinstance(node, nodes.table):
            named = [reference.get("refid", "") for reference in node.findall(nodes.footnote_reference)]
            for note in [self._beside.pop(each) for each in dict.fromkeys(named) if each in self._beside]:
                self._shown(note, home, around)

    def _never_printed(self, node: nodes.Element, anchor: str) -> None:
        """Keep what stands where no output shows it."""
        self.result.records += [(lost, anchor) for lost in lost_in(node, self._places)]
        if isinstance(node, nodes.decoration):
            self._spent.append(node)  # Writers of Sphinx stumble over it.

    def _pass_by(self, node: nodes.Node, children: list[Child], part: Part | None) -> None:
        """Look at what holds no words of the standard for its place in the outline alone."""
        for child in node.children:
            if isinstance(child, nodes.section):
                below = self._outliner.section(child, children)
                self._pass_by(child, below.children, below)
            else:
                self._outliner.note(child, children, part)
                self._pass_by(child, children, part)

    def _marks(self, node: addnodes.index, anchor: str) -> None:
        """Keep what the index will hold."""
        at = self._places.of(node)
        marks = (IndexMark(at=at, kind=kind, text=text) for kind, text, *_ in node["entries"])
        self.result.records += [(mark, anchor) for mark in marks]

    def _text(self, node: nodes.Element, anchor: str, around: TextKind | None) -> None:
        """Keep what is to be read of a node."""
        before = self._places.before(node)
        self._exhibits(node, anchor)
        self.result.records += [(record, anchor) for record in shapes_of(node, self._places, before)]
        if isinstance(node, dlms_diagram):
            for label in node["labels"]:
                self._keep(TextBlock(at=label.at, kind=TextKind.FIGURE, text=label.value), anchor)
        elif isinstance(node, nodes.image):
            self._picture(node, anchor)
        elif isinstance(node, (nodes.literal, nodes.literal_block)):
            self._literal(node, anchor)
        elif isinstance(node, (nodes.math, nodes.math_block)) and (signs := beyond_ascii(node.astext())):
            self.result.records.append((FormulaSigns(at=self._places.of(node), signs=signs), anchor))
        elif isinstance(node, addnodes.highlightlang):
            self._highlight = str(node.get("lang", self._highlight))
        elif kind := block_kind(node, around):
            self._block(node, kind, anchor)

    def _exhibits(self, node: nodes.Element, anchor: str) -> None:
        """Keep what is shown beside words."""
        if isinstance(node, nodes.table):
            self._places.of(node)
        if exhibit := exhibit_of(node):
            kind, text = exhibit
            record = Exhibit(at=self._places.of(node), kind=kind, text=text, numbered=numbered_by(node))
            self.result.records.append((record, anchor))
        if is_illustration(node):
            caption = next((prose(child) for child in node.children if isinstance(child, nodes.caption)), "")
            self.result.records.append((Illustration(at=self._places.of(node), caption=caption), anchor))

    def _picture(self, node: nodes.image, anchor: str) -> None:
        """Keep a picture, the texts in it, and what is wrong with its files."""
        files = PictureFiles(node, self._places.docname, self._places.srcdir)
        at = self._places.of(node)
        for text in files.texts():
            self._keep(TextBlock(at=at, kind=TextKind.FIGURE, text=text), anchor)
        found = (Exhibit(at=at, kind=TextKind.PICTURE, text=files.words() + hidden_words(node)), *files.damaged(at))
        self.result.records += [(each, anchor) for each in found]

    def _block(self, node: nodes.Element, kind: TextKind, anchor: str) -> None:
        """Keep a block, and the statements in it."""
        words = words_of(node)
        at, text = self._places.of(node), in_one_line(words.raw)
        column = column_of(node) if kind is TextKind.CELL else None
        kind = kind_by_label(kind, text)
        block = TextBlock(
            at=at,
            kind=kind,
            text=text,
            mandated="dlms-mandated" in node["classes"],
            column=column,
            cited=cited_in(node),
            shown=words.shown,
            references=tuple(reference_of(each, at, self.result.docname) for each in words.references),
            mark=mark_of(node, self._language),
            numbered=numbered_by(node),
            warning=warning_label(node),
            cell=self._cells.of(node),
            notes=notes_of(node),
            stressed=words.stressed,
        )
        self._keep(block, anchor)
        typed = live_references(text)
        self.words.add(node, text, typed=bool(typed))
        self.result.records += [(place, anchor) for place in typed_places(node, block, typed, self._places)]
        self.result.records += [(slip, anchor) for slip in slips_of_block(node, block, self._places)]
        self.result.records += [(record, anchor) for record in self._statements.of(node, kind, words.raw, at)]

    def _literal(self, node: nodes.literal | nodes.literal_block, anchor: str) -> None:
        """Keep what is not prose, and the language of code."""
        if FAULT_TEXT_CLASS not in node["classes"]:
            code = node if isinstance(node, nodes.literal_block) else None
            literal = Literal(
                at=self._places.of(node), text=node.astext(), block=code is not None, first_line=first_line(node)
            )
            self.result.records.append((literal, anchor))
            if code is not None and (language := code.get("language", self._highlight)):
                self.languages.append((literal.at, language))
                note_misread_code(self._env, self.result.docname, code, language)

    def _link(self, node: nodes.Element, anchor: str) -> None:
        """Keep a cross-reference; its place is that of its paragraph."""
        if link := link_of(node, self._places.last, self.result.docname):
            self.result.records.append((link, anchor))
        if pending := pending_of(node, self._places.last):
            self.pending.append(pending)

    def _keep(self, block: TextBlock, anchor: str) -> None:
        if block.text:
            self.texts.append((block, anchor))

    def _section(self, node: nodes.section, home: _Home) -> None:
        part = self._outliner.section(node, home.children)
        title = next((child for child in node.children if isinstance(child, nodes.title)), node)
        # What a term lacks is not reported again for its subclause.
        facts = SectionFacts(self._places.of(title), has_content=TERM_CLASS in node["classes"])
        self.result.sources[facts.at.source] = None
        anchor = node["ids"][0] if node["ids"] else ""
        self.result.sections[anchor] = facts
        self.result.records += [(slip, anchor) for slip in hanging(node, self._places)]
        self._walk(node, _Home(anchor, facts, part, part.children), None)
