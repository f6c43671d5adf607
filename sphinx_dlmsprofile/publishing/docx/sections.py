"""Title, contents, clauses, annexes, terminological entries, the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.publishing.assembly import clause_number
from sphinx_dlmsprofile.publishing.docx import styles as named
from sphinx_dlmsprofile.publishing.docx.oxml import field, run, shown_text, text, w
from sphinx_dlmsprofile.publishing.docx.page import Page
from sphinx_dlmsprofile.publishing.headings import cut_status, section_kind, source_title
from sphinx_dlmsprofile.publishing.printed_index import index_groups
from sphinx_dlmsprofile.rendering.classes import PART_CLASS, TERM_CLASS

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.printed_index import IndexEntry
    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml
    from sphinx_dlmsprofile.publishing.printed_index import Mark

_LISTED_LEVELS = 3


class Heading(NamedTuple):
    """A line of the contents: level from 1, number, title, bookmark."""

    level: int
    number: str
    title: str
    bookmark: str


class SectionMixin(Page):
    """Visitors of sections and their headings. ``headings`` are those of the contents."""

    _clause_seen = False
    _term: nodes.Element | None = None
    _kind = SectionKind.CLAUSE
    in_capitals = False
    headings: list[Heading]

    def visit_section(self, node: nodes.Element) -> None:
        """One level deeper; the kind of a section at the top holds for those below."""
        super().visit_section(node)
        if self.depth == 1:
            self._kind = section_kind(node, clause_number(self.env, self.docname, node))
        if TERM_CLASS in node["classes"]:
            self._term = node

    def depart_section(self, node: nodes.Element) -> None:
        """One level up."""
        self.end()
        self._term = None
        super().depart_section(node)

    def visit_title(self, node: nodes.Element) -> None:
        """A heading; tables and boxes write theirs themselves."""
        section = node.parent
        if section is self.title_section or isinstance(section, nodes.table):
            raise nodes.SkipNode
        if not isinstance(section, nodes.section):
            self.begin(named.SUBHEADING)
            return
        number = clause_number(self.env, self.docname, section)
        if self._term is section:
            self._begin_numbered(section, named.TERM_NUMBER, number, self.depth - 1)
            self._listed = None
            self.begin(named.TERM)
            return
        status = cut_status(node) if self.depth == 1 and self._kind is SectionKind.ANNEX else None
        level = min(self.depth, named.LEVELS)
        if self._kind is SectionKind.ANNEX:
            style = named.ANNEX if level == 1 else named.ANNEX_HEADINGS[level - 2]
        elif number is None and level == 1:
            style = named.UNNUMBERED
        else:
            style = named.HEADINGS[level - 1]
        self._begin_numbered(section, style, number, level - 1)
        if level == 1:
            self.in_capitals = self._kind is SectionKind.FRONT or source_title(section).casefold() == "index"
        if number and not self._clause_seen and self._kind is SectionKind.CLAUSE and self.paragraph is not None:
            self._clause_seen = True
            self.paragraph[0].append(w("pageBreakBefore"))
        if status:
            self.text(" ")
            self.line_break()
            with self.formed(w("b", val="false")):
                self.text(f"({status})")
            self.line_break()
            self.line_break()
        self._listed = None if level > _LISTED_LEVELS else (level, number or "")

    def depart_title(self, node: nodes.Element) -> None:
        """Note it for the contents."""
        section = node.parent
        if isinstance(section, nodes.section) and self._listed and self.paragraph is not None:
            level, number = self._listed
            name = self.bookmarks.name(self.anchor_name(section) or f"heading {len(self.headings)}", "_Toc")
            content = [child for child in self.paragraph if not str(child.tag).endswith("}pPr")]
            for child in content:
                self.paragraph.remove(child)
            self.paragraph.extend(self.bookmarks.around(name, content))
            # Word takes the whole paragraph over, of an annex with "(normative)" before the title.
            said = " ".join("".join(map(shown_text, content)).split())
            title = said if said.startswith("(") else plain_title(node)
            title = title.upper() if self.in_capitals else title
            self.headings.append(Heading(level, number, title, name))
        self.in_capitals = False
        self.end()

    def _begin_numbered(self, section: nodes.Element, style: str, number: str | None, level: int) -> None:
        """Begin a heading that Word numbers; where its number would be another, it is typed."""
        names = self.claim(section)
        paragraph = self.begin(style)
        form = paragraph[0]
        is_annex = self._kind is SectionKind.ANNEX
        numbering = self.container.numbering
        kind, lists = ("annex", numbering.annexes) if is_annex else ("clause", numbering.clauses)
        bare = (number or "").rpartition(" ")[2]
        content: list[Oxml] = []
        if number and self.counter.next_heading(kind, level) == bare:
            self.counter.take_heading(kind, level)
            self.counted.update(names)
            if not self.container.styles.is_numbered(style):
                form.append(w("numPr", w("ilvl", val=level), w("numId", val=lists)))
        else:
            form.append(w("numPr", w("ilvl", val=0), w("numId", val=0)))
            if number:
                content = [run(text(number)), run(w("tab"))]
        for name in names:
            content = self.bookmarks.around(name, content)
        paragraph.extend(content)

    # Title page and contents, written when all is known

    def front(self, title_lines: list[tuple[str, str]]) -> list[Oxml]:
        """The title page, the contents, and the lists of figures and tables."""
        styles = self.container.styles
        front = [w("p", w("pPr", w("pStyle", val=styles[style])), run(text(line))) for style, line in title_lines]
        levels = f"{named.ANNEX},1,{named.ANNEX_HEADINGS[0]},2,{named.ANNEX_HEADINGS[1]},3,{named.UNNUMBERED},1"
        entries = [self._contents_line(heading) for heading in self.headings]
        front += self._list(say("Contents").upper(), f'TOC \\o "1-{_LISTED_LEVELS}" \\h \\z \\t "{levels}"', entries)
        for head, style in ((say("Figures"), named.FIGURE_TITLE), (say("Tables"), named.TABLE_TITLE)):
            captions = [
                self._listed_line(styles[named.LISTED], "", caption, name)
                for kept, caption, name in self.captions
                if kept == style
            ]
            front += self._list(head.upper(), f'TOC \\h \\z \\t "{style},1"', captions) if captions else []
        return front

    captions: list[tuple[str, str, str]]
    """Style, text and bookmark of each caption."""

    def _contents_line(self, heading: Heading) -> Oxml:
        style = self.container.styles[named.CONTENTS[heading.level - 1]]
        return self._listed_line(style, heading.number, heading.title, heading.bookmark)

    def _listed_line(self, style: str, number: str, title: str, bookmark: str) -> Oxml:
        parts = [run(text(number)), run(text(" ") if " " in number else w("tab"))] if number else []
        parts += [run(text(title)), run(w("tab")), *field(f"PAGEREF {bookmark} \\h", [run(text("…"))])]
        return w("p", w("pPr", w("pStyle", val=style)), w("hyperlink", *parts, anchor=bookmark, history=1))

    def _list(self, head: str, instruction: str, lines: list[Oxml]) -> list[Oxml]:
        """A list as one field through several paragraphs."""
        if not lines:
            return []
        title = w("p", w("pPr", w("pStyle", val=self.container.styles[named.CONTENTS_TITLE])), run(text(head)))
        begin = [
            run(w("fldChar", fldCharType="begin")),
            run(text(f" {instruction} ", "instrText")),
            run(w("fldChar", fldCharType="separate")),
        ]
        lines[0][1:1] = begin
        lines[-1].append(run(w("fldChar", fldCharType="end")))
        return [title, *lines]

    # Terms

    def term_style(self, node: nodes.Element) -> str:
        """The style of a paragraph of a terminological entry, "" elsewhere."""
        if self._term is None or node.parent is not self._term:
            return ""
        classes, start = node["classes"], node.astext()[:12]
        if "dlms-admitted" in classes:
            part = "deprecated" if start.startswith("DEPRECATED") else "admitted"
        elif "dlms-source" in classes or start.startswith("[SOURCE"):
            part = "source"
        elif PART_CLASS in classes:
            part = "example" if start.startswith("EXAMPLE") else "note"
        else:
            part = "definition"
        return named.TERM_PARTS[part]

    # The index

    def index_field(self, mark: Mark) -> list[Oxml]:
        """An XE field: term and sub-entries with ":" between."""
        path = ":".join(_quoted(part).replace(":", "\\:") for part in mark.path)
        other = mark.see or mark.see_also
        word = say("see") if mark.see else say("see also")
        see = f' \\t "{word} {_quoted(other)}"' if other else ""
        return field(f'XE "{path}"{see}')

    def visit_index(self, node: nodes.Element) -> None:
        """The entries of the index at their place."""
        self.note_index(node)
        raise nodes.SkipNode

    def visit_dlms_index(self, node: nodes.Element) -> None:
        """The index: a field that shows clauses, until Word puts the pages in their place."""
        self.end()
        lines: list[Oxml] = []
        for group in index_groups(node):
            lines.append(self._index_line(named.INDEX_LETTER, group.heading))
            for entry in group.entries:
                self._add_entry(lines, entry, 0)
        if lines:
            begin = (w("fldChar", fldCharType="begin"), text(' INDEX \\c "2" \\h "A" ', "instrText"))
            lines[0][1:1] = [run(each) for each in (*begin, w("fldChar", fldCharType="separate"))]
            lines[-1].append(run(w("fldChar", fldCharType="end")))
            self.break_section()
            self.places[-1].extend(lines)
            self.break_section(columns=2, continuous=True)
        raise nodes.SkipNode

    def break_section(self, *, turned: bool = False, columns: int = 1, continuous: bool = False) -> None:
        """End the section that was written last."""
        raise NotImplementedError

    def _add_entry(self, lines: list[Oxml], entry: IndexEntry, level: int) -> None:
        places = ", ".join(place.label for place in entry.places)
        see = [f"{say('see')} {other}" for other in entry.see]
        see += [f"{say('see also')} {other}" for other in entry.see_also]
        said = ", ".join(filter(None, (entry.term, places, *see)))
        lines.append(self._index_line(named.INDEX[min(level, len(named.INDEX) - 1)], said))
        for child in entry.children:
            self._add_entry(lines, child, level + 1)

    def _index_line(self, style: str, said: str) -> Oxml:
        return w("p", w("pPr", w("pStyle", val=self.container.styles[style])), run(text(said)))

    def shown(self) -> str:
        """What a reader sees, one paragraph a line."""
        roots = (self.container.body, self.container.footnotes)
        return "\n".join(shown_text(paragraph) for root in roots for paragraph in root.iter(w("p").tag))


def _quoted(content: str) -> str:
    """A text between the quotation marks of a field."""
    return content.replace("\\", "\\\\").replace('"', '\\"')


def plain_title(node: nodes.Element) -> str:
    """A heading or caption in a list: without the marks of its footnotes."""
    pieces = [part for part in node.findall(nodes.Text) if not isinstance(part.parent, nodes.footnote_reference)]
    return "".join(pieces).replace("\n", " ").strip()
