"""Linking what a web page names, when all is resolved: documents and other outputs stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.rendering.apdu.reference_node import APDU_CLASS
from sphinx_dlmsprofile.rendering.classes import FAULT_TEXT_CLASS
from sphinx_dlmsprofile.rendering.message import dlms_message
from sphinx_dlmsprofile.rendering.nodes import MARGIN, dlms_diagram, dlms_link
from sphinx_dlmsprofile.rendering.references import REFERENCE_CLASS
from sphinx_dlmsprofile.rendering.tree import nodes_in, words_of_text
from sphinx_dlmsprofile.sphinx.links.addresses import Addresses
from sphinx_dlmsprofile.sphinx.links.definitions import definitions_of, words_of
from sphinx_dlmsprofile.sphinx.links.mentions import Mentions
from sphinx_dlmsprofile.sphinx.links.page_facts import PageFacts
from sphinx_dlmsprofile.sphinx.links.provisions import provisions_of
from sphinx_dlmsprofile.sphinx.links.verbal_forms import mark_forms
from sphinx_dlmsprofile.sphinx.reading.record_node import GUIDANCE_CLASS
from sphinx_dlmsprofile.sphinx.reading.words import FORMS, TYPED
from sphinx_dlmsprofile.text.names import fold_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.analysis.name_index import Place
    from sphinx_dlmsprofile.sphinx.links.mentions import Mention

_BLOCKS = (nodes.paragraph, nodes.line)
_TEXT = (nodes.emphasis, nodes.strong, nodes.inline, nodes.abbreviation, dlms_message)
"""What may stand around the words of a block that are linked."""

_HEADS = (
    nodes.title, nodes.subtitle, nodes.rubric, nodes.caption, nodes.thead, nodes.field_name, nodes.attribution,
)  # fmt: skip
"""Where nothing is linked that the author has not linked."""

_SKIPPED = (
    nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.raw, nodes.image, nodes.Invisible, nodes.topic,
    nodes.system_message, nodes.citation, addnodes.toctree, addnodes.compact_paragraph, dlms_diagram,
)  # fmt: skip
"""What is not text of the standard."""

_LONGEST_KEPT = 28
"""The longest designation or label that stays on one line, in signs: it fits on a phone."""

NO_LINKS = "dlms-no-links"
"""The class with which an author leaves a part as it is."""

_SKIPPED_CLASSES = frozenset(
    {REFERENCE_CLASS, APDU_CLASS, FAULT_TEXT_CLASS, GUIDANCE_CLASS, "dlms-index", "dlms-title-block",
     "dlms-abbreviations", "dlms-review"}
)  # fmt: skip
"""Lists of what is defined, what is generated, and what is not part of the standard."""


class _Home:
    """Where a walk is: the document, its section, what is defined around it, and what has been linked in the unit."""

    __slots__ = ("docname", "linked", "normative", "own", "section")

    def __init__(self, docname: str, section: str, own: frozenset[str], *, normative: bool) -> None:
        self.docname, self.section, self.own, self.normative = docname, section, own, normative
        self.linked: set[Place] | None = None

    def within(self, node: nodes.Element) -> _Home:
        """The same in a part that has ids of its own."""
        inner = _Home(self.docname, self.section, self.own.union(node["ids"]), normative=self.normative)
        inner.linked = self.linked
        return inner


class PageLinker:
    """Links the names in one page, and notes what it shows and uses."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        """Take what all documents define."""
        self._env = app.env
        self._known = definitions_of(app.env)
        self._normative = frozenset((each.docname, each.section) for each in provisions_of(app).each)
        self._mentions: dict[str, Mentions] = {}
        self._links = bool(app.config.dlms_links)
        self._addresses = Addresses(app, docname)
        self.facts = PageFacts()
        self._start = docname

    def run(self, doctree: nodes.document) -> None:
        """Link the whole page."""
        self._walk(doctree, _Home(self._start, "", frozenset(), normative=False))

    def _walk(self, node: nodes.Element, home: _Home) -> None:
        for child in list(node.children):
            if not isinstance(child, nodes.Element) or isinstance(child, _SKIPPED):
                continue
            if isinstance(child, (nodes.reference, *_HEADS)) or NO_LINKS in child["classes"]:
                self._count(child, home)
            elif _SKIPPED_CLASSES.isdisjoint(child["classes"]):
                (self._block if isinstance(child, _BLOCKS) else self._part)(child, home)

    def _part(self, node: nodes.Element, home: _Home) -> None:
        if isinstance(node, addnodes.start_of_file):
            self._walk(node, _Home(node["docname"], "", frozenset(), normative=False))
        elif isinstance(node, nodes.section):
            written = self._addresses.written(home.docname, node["ids"][0]) if node["ids"] else ""
            section, normative = f"{home.docname}#{written}", (home.docname, written) in self._normative
            self._walk(node, _Home(home.docname, section, home.own.union(node["ids"]), normative=normative))
        elif isinstance(node, nodes.row):
            inner = home.within(node)
            inner.own = inner.own.union(*(target["ids"] for target in nodes_in(node, nodes.target)))
            inner.linked = set()
            for entry in node.children:
                if isinstance(entry, nodes.entry):
                    (self._count if _is_head(entry) else self._walk)(entry, inner)
        else:
            self._walk(node, home.within(node) if node["ids"] else home)

    def _block(self, block: nodes.Element, home: _Home) -> None:
        if home.normative and FORMS in block.attributes:
            mark_forms(block)
        linked = set() if home.linked is None else home.linked
        references: list[nodes.reference] = []
        leaves = list(_leaves(block, references, free=True))
        linked.update(self._noted(references, home))
        if not self._links:
            return
        text = "".join(words for _, words, _ in leaves)
        mentions = self._mentions_in(home.docname).of(text, typed=TYPED in block.attributes)
        if mentions:
            self._replace(leaves, mentions, home, linked)

    def _count(self, node: nodes.Element, home: _Home) -> set[Place]:
        """Note what an author has linked in a part."""
        return self._noted(nodes_in(node, nodes.reference), home)

    def _noted(self, references: Iterable[nodes.reference], home: _Home) -> set[Place]:
        """Note where links of an author lead."""
        places = (self._addresses.place(each, home.docname) for each in references)
        found = set(filter(None, places))
        for place in sorted(found):
            self.facts.use(place, home.section)
        return found

    def _mentions_in(self, docname: str) -> Mentions:
        if docname not in self._mentions:
            self._mentions[docname] = Mentions(self._known, words_of(self._env, docname))
        return self._mentions[docname]

    def _replace(
        self, leaves: list[tuple[nodes.Text, str, bool]], mentions: list[Mention], home: _Home, linked: set[Place]
    ) -> None:
        """Link what is mentioned in the texts of a block, each place that is not among the ``linked`` once."""
        start = 0
        remaining = iter(mentions)
        mention = next(remaining, None)
        for leaf, text, free in leaves:
            around = leaf.parent
            made: list[nodes.Node] = []
            done = 0
            while mention and mention.start < start + len(text):
                first, last = mention.start - start, mention.end - start
                # A name that goes over the border of markup stays as it is.
                whole = free and first >= done and last <= len(text) and _agrees(around, mention)
                if whole and mention.place not in linked and not self._is_own(mention.place, home):
                    linked.add(mention.place)
                    made += [nodes.Text(text[done:first])] if first > done else []
                    made.append(self._link(text[first:last], mention, home, around))
                    done = last
                mention = next(remaining, None)
            if made:
                made += [nodes.Text(text[done:])] if done < len(text) else []
                around.replace(leaf, made)
            start += len(text)

    def _is_own(self, place: Place, home: _Home) -> bool:
        """Whether the text stands within what it names."""
        return place.docname == home.docname and self._addresses.anchor(place) in home.own

    def _link(self, words: str, mention: Mention, home: _Home, around: nodes.Element) -> dlms_link:
        self.facts.use(mention.place, home.section)
        link = dlms_link("", "", href=self._addresses.of(mention.place), kept=_stays_together(words))
        explains = mention.expansion and not isinstance(around, nodes.abbreviation)
        link += nodes.abbreviation("", words, explanation=mention.expansion) if explains else nodes.Text(words)
        return link


def _stays_together(words: str) -> bool:
    """Whether a link does not break: a designation, "IEEE 802.11", a label, "Table 6", "Annex A", or a code."""
    last = words.rpartition(" ")[2]
    return len(words) <= _LONGEST_KEPT and (len(last) == 1 or any(map(str.isdigit, last)))


def _agrees(around: nodes.Element, mention: Mention) -> bool:
    """Whether an author who explains an abbreviation in place means that of the list."""
    if not isinstance(around, nodes.abbreviation):
        return True
    return fold_case(around.get("explanation", "")) in {"", fold_case(mention.expansion)}


def _leaves(
    node: nodes.Element, references: list[nodes.reference], *, free: bool
) -> Iterator[tuple[nodes.Text, str, bool]]:
    """The texts of a block, each with its words, and whether a name in it may be linked; its links are added."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child, words_of_text(child), free
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.Invisible | nodes.raw | nodes.image):
            if isinstance(child, nodes.reference):
                references.append(child)
            inner = free and type(child) in _TEXT and {MARGIN, NO_LINKS}.isdisjoint(child["classes"])
            yield from _leaves(child, references, free=inner)


def _is_head(entry: nodes.entry) -> bool:
    """Whether it is the head of its row."""
    group = entry.parent.parent.parent
    columns = [each for each in group.children if isinstance(each, nodes.colspec)]
    place = entry.parent.index(entry)
    return place < len(columns) and bool(columns[place].get("stub"))
