"""The index of the standard: each entry with the clauses that contain it.

The entries are ordinary ``index`` markup. A top-level section titled "Index" is filled with them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.index_entries import split_index_msg
from sphinx.util.nodes import make_refnode

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.model.printed_index import IndexEntry, IndexGroup, IndexPlace, entry_paths
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_index
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.compat import builder_of
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of, store_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.numbering.counting import NumberedSection
    from sphinx_dlmsprofile.sphinx.reading.outline import Mark


SYMBOLS = "Symbols"


@dataclass
class _Draft:
    """An entry being collected; ``places`` by position of the section in the standard."""

    places: dict[int, IndexPlace] = field(default_factory=dict)
    see: set[str] = field(default_factory=set)
    see_also: set[str] = field(default_factory=set)
    key: str | None = None
    children: dict[str, _Draft] = field(default_factory=dict)

    def child(self, term: str) -> _Draft:
        return self.children.setdefault(term, _Draft())

    def stand(self, position: int, section: NumberedSection, mark: Mark, annex: str) -> None:
        known = self.places.get(position)
        anchors = known.anchors if known else ()
        if mark.target not in anchors:
            anchors = (*anchors, mark.target)
        main = mark.main or bool(known and known.main)
        heading = section.ids[0] if section.ids else ""
        self.places[position] = IndexPlace(_label(section, annex), section.docname, heading, anchors, main)

    def entry(self, term: str) -> IndexEntry:
        return IndexEntry(
            term,
            tuple(place for _position, place in sorted(self.places.items())),
            tuple(sorted(self.see, key=_sort_key)),
            tuple(sorted(self.see_also, key=_sort_key)),
            tuple(self.children[child].entry(child) for child in sorted(self.children, key=_sort_key)),
        )


def _label(section: NumberedSection, annex: str) -> str:
    if section.number.isalpha():
        return f"{annex} {section.number}"
    return section.number or section.shown


def _sort_key(term: str) -> tuple[int, str, str]:
    """Symbols and digits first, then by letters without regard to case and accents; the same for every locale."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", term) if not unicodedata.combining(c)).casefold()
    return int(plain[:1].isalpha()), plain, term


def _heading(term: str, key: str | None) -> str:
    if key:
        return key
    letter = unicodedata.normalize("NFKD", term)[:1].upper()
    return letter if letter.isalpha() else SYMBOLS


def index_entries(env: BuildEnvironment) -> tuple[IndexGroup, ...]:
    """The whole index, sorted. Entries of documents that no toctree reaches are left out."""
    top = _Draft()
    annex = number_words(env.config.language).annex
    for position, section, mark in _placed(env):
        _collect(top, position, section, mark, annex)
    terms = sorted(top.children, key=lambda term: (_group_key(term, top.children[term].key), _sort_key(term)))
    return tuple(
        IndexGroup(heading, tuple(top.children[term].entry(term) for term in group))
        for heading, group in groupby(terms, key=lambda term: _heading(term, top.children[term].key))
    )


def _group_key(term: str, key: str | None) -> tuple[int, str, str]:
    heading = _heading(term, key)
    return (0, "", "") if heading == SYMBOLS else _sort_key(heading)


def _placed(env: BuildEnvironment) -> Iterator[tuple[int, NumberedSection, Mark]]:
    """All index entries in document order, each with the section that contains it."""
    outlines = store_of(env).outlines
    contents = contents_of(env)
    sections: dict[tuple[str, str], tuple[int, NumberedSection]] = {}
    for position, section in enumerate(contents.tree):
        # What stands above the first heading of a document belongs to it.
        sections.setdefault((section.docname, ""), (position, section))
        if section.ids:
            sections[section.docname, section.ids[0]] = position, section
    for docname in contents.documents:
        for mark in outlines[docname].marks:
            if place := sections.get((docname, mark.section)):
                yield *place, mark


def _collect(top: _Draft, position: int, section: NumberedSection, mark: Mark, annex: str) -> None:
    """Add one ``index`` entry, as Sphinx reads its type and its semicolons."""
    try:
        parts = split_index_msg(mark.type, mark.value)
    except ValueError:  # reported by Sphinx when it read the document
        return
    if mark.type in {"see", "seealso"}:
        draft = top.child(parts[0])
        (draft.see if mark.type == "see" else draft.see_also).add(parts[1])
        draft.key = draft.key or mark.key
        return
    for path in entry_paths(mark.type, parts):
        draft = top.child(path[0])
        draft.key = draft.key or mark.key
        for term in path[1:]:
            draft = draft.child(term)
        draft.stand(position, section, mark, annex)


class PrintIndex(SphinxPostTransform):
    """Fills the place of the index with ordinary nodes; builders that print it themselves find its entries there."""

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Fill it, if the document has one."""
        if not self._may_have_index():
            return
        builder = builder_of(self.env)
        for place in list(self.document.findall(dlms_index)):
            groups = once(self.env, index_entries)
            if output_of(builder).keeps_index:
                place["groups"] = groups
            else:
                place.replace_self(self._lower(groups))

    def _may_have_index(self) -> bool:
        outline = store_of(self.env).outlines.get(self.env.docname)
        if outline is None or outline.has_index or self.env.docname == self.config.root_doc:
            return outline is not None
        # A tree put together from many documents, as single HTML and LaTeX do.
        return "docname" in self.document

    def _lower(self, groups: tuple[IndexGroup, ...]) -> list[nodes.Node]:
        # The search would find every term here again.
        block = nodes.container(classes=["dlms-index", "no-search"])
        for group in groups:
            heading = say("Symbols") if group.heading == SYMBOLS else group.heading
            block += nodes.rubric(heading, heading, classes=["dlms-index-letter"])
            block += self._list(group.entries)
        return [block] if groups else []

    def _list(self, entries: tuple[IndexEntry, ...]) -> nodes.bullet_list:
        return nodes.bullet_list("", *(self._item(entry) for entry in entries), classes=["dlms-index-entries"])

    def _item(self, entry: IndexEntry) -> nodes.list_item:
        line = nodes.paragraph("", entry.term)
        for place in entry.places:
            line += nodes.Text(", ")
            line += self._link(place)
        for words, terms in ((say("see"), entry.see), (say("see also"), entry.see_also)):
            for term in terms:
                line += [nodes.Text(", "), nodes.emphasis(words, words), nodes.Text(f" {term}")]
        item = nodes.list_item("", line)
        if entry.children:
            item += self._list(entry.children)
        return item

    def _link(self, place: IndexPlace) -> nodes.Element:
        text: nodes.Element
        text = nodes.strong("", place.label) if place.main else nodes.inline("", place.label)
        # The ids of index targets count anew in each document; only headings stay apart when all are put together.
        anchor = place.section if "docname" in self.document else place.anchors[0]
        try:
            return make_refnode(builder_of(self.env), self.env.docname, place.docname, anchor, text)
        except NoUri:
            return text


def shown_in(env: BuildEnvironment, docname: str) -> object:
    """The whole index, for the page that has it."""
    outline = store_of(env).outlines.get(docname)
    return once(env, index_entries) if outline and outline.has_index else None
