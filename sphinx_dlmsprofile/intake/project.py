"""A draft as a project: clauses divided into files, records into directives, references into labels."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake import records
from sphinx_dlmsprofile.intake.classes import ClassDraft, class_of
from sphinx_dlmsprofile.intake.draft import Document, Draft
from sphinx_dlmsprofile.intake.examples import OCTETS, apdu_example, octets_in
from sphinx_dlmsprofile.intake.gathered import EXAMPLE, Gathered, is_abbreviations
from sphinx_dlmsprofile.intake.labels import CAPTION, Labels, slug
from sphinx_dlmsprofile.intake.parts import Part, is_left_out, title_of
from sphinx_dlmsprofile.intake.pictures import FOLDER
from sphinx_dlmsprofile.intake.plain import has_picture, inlines_of, nodes_in, plain, text_of, with_breaks, words_of
from sphinx_dlmsprofile.intake.rest import Writer
from sphinx_dlmsprofile.intake.table_notes import take_notes
from sphinx_dlmsprofile.intake.tables import Table, read_table, write_table
from sphinx_dlmsprofile.model.heading import SectionKind, read_heading
from sphinx_dlmsprofile.template.fingerprints import fingerprints
from sphinx_dlmsprofile.template.outline import CLAUSES
from sphinx_dlmsprofile.template.wording import Stream
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dlmsprofile.intake.examples import Decode
    from sphinx_dlmsprofile.intake.pandoc import Node

_NOTE = regex(r"NOTE(?:\s+\d+)?\s*:?\s+")
_ITEM = regex(r"(?:[a-z]|\d{1,2})\)\s")
_DASH = regex(r"[—–•]\s+")
_PART = regex(r"Part\s+\d+-\d+.*")
_UNDERLINES = '=-~^"'
_TABLES = (
    (records.sap_table, "SAP tables"),
    (records.obis_codes, "tables of OBIS codes"),
    (records.services, "tables of services"),
)
"""What a table can become, if all of it fits."""

_CODE = regex(r"(?i)code.*|source code")
_UNSHOWN = (".emf", ".wmf", ".tif", ".tiff", ".bmp", ".bin")
"""Forms of pictures that Word knows and browsers do not."""

_CAPTIONS = frozenset({"caption", "table caption", "image caption"})
_BESIDE_FIGURES = ("TABFIGFOOTNOTE", "NOTE", "FIGURE")
"""Styles of what stands between a figure and its caption."""


class Importer:
    """Goes through the parts of a draft once."""

    def __init__(self, parts: Iterable[Part], decode: Decode = lambda _octets: None) -> None:
        self._parts, self._decode = list(parts), decode
        self.draft = Draft()
        self._labels = Labels(self._parts)
        self._before = Document("index.rst")
        self._documents: list[Document] = []
        self._level = self._place = 0
        self._clause = self._above = ""
        self._caption: tuple[str, str] | None = None
        self._is_code = self._was_code = False
        self._beside_figure = 0
        self._class: ClassDraft | None = None
        self._gathered = Gathered(self.draft, self._settle)

    def run(self) -> Draft:
        """All files of the project but ``conf.py``."""
        for place, part in enumerate(self._parts):
            self._place = place
            if part.style.upper() == "MAIN-TITLE":
                self.draft.title = " ".join(filter(None, (self.draft.title, plain(part.block.get("c", ())).strip())))
            if not is_left_out(part):
                self._take(part)
                self._tell_rest(part.block)
        self._settle()
        self._count_wording()
        self.draft.before = "\n".join(self._before.blocks)
        if self._before.blocks:
            self._before.blocks.clear()
            self.draft.left.append("index.rst: what stood before the first heading is a comment there")
        notes = self._before.notes
        self.draft.left += [f"index.rst: {each}" for each in notes.said(_picture_fault)]
        self.draft.left += [f"index.rst: Footnote: {each}" for each in notes.footnotes]
        for document in self._documents:
            self.draft.files[document.name] = document.written()
            for remark in document.notes.said(_picture_fault):
                self.draft.left.append(f"{document.name}: {remark}")
        return self.draft

    def _count_wording(self) -> None:
        """Count the paragraphs that the template orders, which stay as they are typed."""
        texts = [text_of(part.block) for part in self._parts if part.block.get("t") in {"Para", "Plain"}]
        stream = Stream(texts, fingerprints())
        if found := sum(stream.find(paragraph) is not None for paragraph in fingerprints().paragraphs):
            self.draft.count("paragraphs of ordered wording", found)

    # Labels

    def _refer(self, text: str) -> str:
        return self._labels.refer(text, self._note)

    def _note(self, what: str, words: Sequence[str]) -> None:
        """Count a reference, which says its words by itself."""
        self._count(what)
        self.draft.said.update(words)

    def _tell_rest(self, block: Node) -> None:
        """Write what stands beside the text of a block and has no place in what it became."""
        for note in self._writer.tell_rest(block):
            self._document.notes.remarks.append(f"Footnote: {note}")
        if not self._gathered.is_term and self._class is None:
            self._document.add("")

    # Parts

    @property
    def _document(self) -> Document:
        return self._documents[-1] if self._documents else self._before

    @property
    def _writer(self) -> Writer:
        return Writer(self._document.notes, self._refer, self._picture, self._clause_reference)

    def _clause_reference(self, target: str, text: str) -> str:
        return self._labels.linked(target, text, self._note)

    def _picture(self, target: str) -> str:
        if fault := _picture_fault(target):
            self._leave(fault)
        return target

    def _add(self, block: str) -> None:
        self._document.add(block)

    def _leave(self, what: str) -> None:
        self.draft.left.append(f"{self._document.name}: {what}")

    def _count(self, what: str) -> None:
        self.draft.count(what)

    def _take(self, part: Part) -> None:
        self._is_code, self._was_code = self._was_code, False
        kind = part.block.get("t")
        text = text_of(part.block) if kind in {"Para", "Plain", "Header"} else ""
        if not part.style.upper().startswith("TERM-NUMBER"):
            self.draft.words += words_of(part.block)
        if part.level and not text.strip():
            return  # a heading without words heads nothing
        if part.level:
            self._settle()
            is_annex = part.style == "ANNEX_title" and not text.casefold().startswith("annex")
            self._begin_section(f"Annex {self._annex_letter} {text}" if is_annex else text, part)
        elif self._class is not None and self._class.take(part, self._writer.line):
            # A directive says by itself what stands before and between its texts.
            self.draft.said.update(word for word in words_of(part.block) if not word[:1].isalpha() or "_" in word)
        elif self._gathered.take(part, text, self._writer, self._clause, self._above):
            return
        elif kind == "Table":
            self._settle()
            self._take_table(part.block)
        elif caption := self._caption_of(part, text):
            self._settle()
            self._take_caption(*caption, text)
        elif not text.strip() and kind in {"Para", "Plain"} and not has_picture(part.block):
            return
        else:
            self._settle()
            before = len(self._document.blocks)
            self._take_block(part, text)
            is_beside = part.style.upper() in _BESIDE_FIGURES and not has_picture(part.block)
            self._beside_figure = self._beside_figure + len(self._document.blocks) - before if is_beside else 0

    def _begin_section(self, text: str, part: Part) -> None:
        level = part.level
        title, number = title_of(text, level)
        self.draft.said.update(number.split())
        if level == 1 or not self._documents:
            level = 1
            self._documents.append(Document(self._file_name(title)))
            self._level = 0
        level = min(level, self._level + 1, len(_UNDERLINES))
        self._level = level
        if level == 1:
            heading = read_heading(title)
            if heading.kind is SectionKind.CLAUSE and not any(clause.has_title(title) for clause in CLAUSES):
                self.draft.left.append(f'{self._documents[-1].name}: no clause of the template is called "{title}"')
            self._above = title
            title = title.capitalize() if title.isupper() and " " not in title else title  # FOREWORD
        self._clause = title
        line = Writer(self._document.notes, str, self._picture).line([{"t": "Str", "c": title}])
        line += self._writer.notes_in(inlines_of(part.block))
        self._document.notes.pictures += [image["c"][2][0] for image in nodes_in(part.block, "Image")]
        if label := self._labels.heading(self._place):
            self._add(f".. _{label}:")
        self._add(f"{line}\n{_UNDERLINES[level - 1] * max(len(line), 4)}")
        self._count("headings")

    @property
    def _annex_letter(self) -> str:
        """The letter of an annex that Word numbers."""
        return chr(ord("A") + sum(each.name.startswith("annex-") for each in self._documents) % 26)

    def _file_name(self, title: str) -> str:
        heading = read_heading(title)
        if heading.kind is SectionKind.CLAUSE:
            number = sum(each.name[:2].isdigit() for each in self._documents) + 1
            name = f"{number:02}-{slug(title)[:30].strip('-') or 'clause'}.rst"
        elif heading.kind is SectionKind.ANNEX:
            name = f"annex-{self._annex_letter.lower()}.rst"
        else:
            name = f"{slug(heading.title) or 'part'}.rst"
            name = "99-index.rst" if name == "index.rst" else name
        names = {each.name for each in self._documents}
        return name if name not in names else f"{name.removesuffix('.rst')}-{len(names)}.rst"

    def _settle(self) -> None:
        """Write what was gathered."""
        if self._class is not None:
            self._add(self._class.written())
            self._class = None
        for block in self._gathered.written(self._leave):
            self._add(block)

    # Tables, figures, text

    def _take_table(self, block: Node) -> None:
        table = read_table(block["c"])
        caption, label = self._caption or (self._writer.caption(block["c"]), "")
        self._caption = None
        rows = table.texts
        octets = octets_in(rows, table.heads)
        if octets and (written := apdu_example(octets, self._decode, caption, label)):
            self._add(written)
            self._count("examples of APDUs")
            self.draft.said.update(word for row in rows for cell in row for word in cell.split())
            return
        if is_abbreviations(self._clause) and rows and all(len(row) == 2 for row in rows) and table.is_simple:  # noqa: PLR2004
            written = records.abbreviations([(row[0], row[1]) for row in rows[table.heads :]])
            if written:
                self._add(written)
                self.draft.count("abbreviations", len(rows) - table.heads)
                return
        if found := class_of(rows, label):
            self._writer.pass_entries(block)
            self._class = found
            self._count("interface classes")
            self.draft.said.update(word for row in rows for cell in row for word in cell.split())
            return
        for read, what in _TABLES:
            if written := read(rows, table.heads, caption, label):
                self._writer.pass_entries(block)
                self._add(written)
                self._count(what)
                self.draft.said.update(word for row in rows for cell in row for word in cell.split())
                return
        if any("SAP" in cell for row in rows[:2] for cell in row):
            what = f'"{caption}"' if caption else "a table"
            self._leave(f"{what} looks like one of SAPs and does not fit into sap-table: it stays a table")
        self._add_table(table, caption, label)

    def _add_table(self, table: Table, caption: str, label: str) -> None:
        """A table as it stands, with its footnotes."""
        table, found = take_notes(table)
        writer, notes = self._writer, self._document.notes
        notes.letters = {letter: writer.footnote(writer.line(text)) for letter, text in found.items()}
        self.draft.said.update(found)
        self._add(write_table(table, writer.blocks, caption, label))
        notes.letters = {}
        self._count("tables")

    def _caption_of(self, part: Part, text: str) -> tuple[str, str, str] | None:
        """Word, number and title of a caption; other programs tell it by its style, without a number."""
        if match := CAPTION.fullmatch(text):
            return match["word"], match["number"], match["title"]
        style = part.style.casefold()
        if not text.strip() or style not in _CAPTIONS:
            return None
        following = self._parts[self._place + 1].block.get("t") if self._place + 1 < len(self._parts) else ""
        if following == "Table":
            return "Table", "", text
        blocks = self._document.blocks
        is_figure = bool(blocks) and blocks[-1].startswith(".. figure::") and "\n\n" not in blocks[-1]
        return ("Figure", "", text) if is_figure else None

    def _take_caption(self, word: str, number: str, title: str, whole: str) -> None:
        label = self._labels.exhibits.get(f"{word} {number}", "")
        self.draft.said.update({word, number})
        title = " ".join(title.split())
        if word == "Table":
            self._caption = title, label
            return
        blocks = self._document.blocks
        place = len(blocks) - 1 - self._beside_figure
        if place >= 0 and blocks[place].startswith(".. figure::") and "\n\n" not in blocks[place]:
            head, _, options = blocks[place].partition("\n")
            named = [head, *([f"   :name: {label}"] if label else []), *([options] if options else [])]
            legend = [textwrap.indent(block, "   ") for block in blocks[place + 1 :]]
            blocks[place:] = ["\n\n".join(["\n".join(named), f"   {title}", *legend])]
        else:
            self._add(f".. rubric:: {whole}")
            self._leave(f'the figure of the caption "{title}" is not a picture: draw it')

    def _take_block(self, part: Part, text: str) -> None:
        writer, kind = self._writer, part.block.get("t")
        if kind == "CodeBlock" and OCTETS.fullmatch(" ".join(part.block["c"][1].split())):
            self._take_code([{"t": "Str", "c": part.block["c"][1]}], " ".join(part.block["c"][1].split()))
            return
        if kind in {"Para", "Plain"} and (_CODE.fullmatch(part.style) or OCTETS.fullmatch(text.strip())):
            self._take_code(part.block["c"], text)
            return
        if kind == "OrderedList" and self._above.casefold() == "bibliography":
            self._take_numbered(part.block["c"])
            return
        written = writer.block(part.block)
        if kind in {"Para", "Plain"} and _ITEM.match(text):
            written = written.removeprefix("\\")  # items whose marks are typed are a list all the same
        elif kind in {"Para", "Plain"} and _DASH.match(text):
            written = _DASH.sub("- ", written.removeprefix("\\"), count=1)
        for pattern, directive in ((_NOTE, ".. note::"), (EXAMPLE, ".. admonition:: Example")):
            if kind in {"Para", "Plain"} and pattern.match(written):
                inner = pattern.sub("", written, count=1)
                self.draft.said.update(written.split()[:2])
                self._add(f"{directive}\n\n   {inner}")
                self._count("notes and examples")
                return
        self._add(written)

    def _take_numbered(self, content: Node) -> None:
        """Entries of the bibliography, whose numbers Word counts."""
        for number, item in enumerate(content[1], int(content[0][0])):
            self._add(f"[{number}] {self._writer.blocks(item)}")

    def _take_code(self, inlines: list[Node], text: str) -> None:
        """Lines of code, which go on from paragraph to paragraph; octets that the decoder knows are an example."""
        octets = text.replace("\u00a0", " ").strip()
        if OCTETS.fullmatch(octets):
            if written := apdu_example(octets, self._decode, "", "", form="octets"):
                self._add(written)
                self._count("examples of APDUs")
                self.draft.said.update(octets.split())
                return
            self._leave(f"octets {octets[:24]}…: the decoder does not know them")
        lines = plain(with_breaks(inlines)).replace("\u00a0", " ").strip("\n").split("\n")
        shown = "\n".join(f"   {line}".rstrip() for line in lines)
        blocks = self._document.blocks
        if blocks and self._is_code:
            blocks[-1] = f"{blocks[-1]}\n{shown}"
        else:
            self._add(f"::\n\n{shown}")
        self._add(self._writer.notes_in(inlines).strip())
        self._was_code = True


def _picture_fault(target: str) -> str:
    """Why a picture is not shown; "" if it is."""
    if not target.startswith(FOLDER):
        return f"the picture {target} is not beside the draft: copy it to {FOLDER}, and name it there"
    if target.lower().endswith(_UNSHOWN):
        return f"no page can show the picture {target}: save it as SVG or PNG, and name that"
    return ""
