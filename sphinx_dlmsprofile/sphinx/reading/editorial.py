"""What the editorial rules look at, taken from the nodes that the walk through a document comes by."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.analysis.blocks import may_hold_wording
from sphinx_dlmsprofile.analysis.claims.lead_ins import promised
from sphinx_dlmsprofile.analysis.editorial.slips import slips_in
from sphinx_dlmsprofile.model.editorial import Numbered, Slip
from sphinx_dlmsprofile.model.finding import Edit, Rewrite
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.rendering.classes import SHOWS
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.sphinx.reading.content import is_content
from sphinx_dlmsprofile.sphinx.reading.data_tables import FROM_DATA
from sphinx_dlmsprofile.sphinx.reading.statements import is_informative, is_table_footnote
from sphinx_dlmsprofile.template.fingerprints import fingerprints
from sphinx_dlmsprofile.template.wording import holds_wording
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.analysis.editorial.slips import Found
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.sphinx.reading.source_lines import Places
    from sphinx_dlmsprofile.text.location import Location

_LONGEST = 60
"""How many lines of a text its words are looked for in."""

_DEEPEST = 4
"""Levels of lists (ISO/IEC Directives, Part 2, Clause 23)."""

_OF_OTHERS = frozenset({"ReferenceList", "TemplateText", "Guidance"})
"""Records whose words are the titles of others, the template's, or go when the text is written."""

_SENTENCE = regex(r"(?<![a-z])[a-z]{3,} \S+ [a-z]{2,}")
_JOINED = regex(r"[;,](?= (?:and|or)$)")
_LISTS = (nodes.bullet_list, nodes.enumerated_list)
_AUTHORS_OWN = frozenset({TextKind.NOTE, TextKind.EXAMPLE, TextKind.FOOTNOTE})


def _around(node: nodes.Element) -> Iterator[nodes.Element]:
    around: nodes.Node | None = node
    while isinstance(around, nodes.Element) and not isinstance(around, (nodes.section, nodes.document)):
        yield around
        around = around.parent


def _shows(node: nodes.Element) -> str:
    """The kind of record that is shown around a node, "" for what its author wrote as text."""
    return next((str(each[SHOWS]) for each in _around(node) if SHOWS in each.attributes), "")


def slips_of_block(node: nodes.Element, block: TextBlock, places: Places) -> Iterator[Slip]:
    """What is found in the words of a block; quotations and ordered wording are not the author's own."""
    if block.mandated or not block.text:
        return
    found = [
        each
        for each in slips_in(block.text, block.kind, of_table=is_table_footnote(node))
        # A definition is no sentence: "64 bit mode of a processor."
        if each.kind != "number-begins-sentence" or each.start or not isinstance(node.parent, nodes.definition)
    ]
    if not found or (block.kind not in _AUTHORS_OWN and is_informative(node) and not _is_head(node)):
        return
    shown = _shows(node)
    if shown in _OF_OTHERS or (may_hold_wording(block.text) and holds_wording(block.text, fingerprints())):
        return
    # A cell of a record is a value, unless it is a sentence.
    is_value = bool(shown) and not _SENTENCE.search(block.text)
    for each in found:
        slip = _placed(each, block, places)
        # What the source of a record does not say is not its author's.
        if not shown or (slip.at.column and not is_value):
            yield slip


def _is_head(node: nodes.Element) -> bool:
    return any(isinstance(each, nodes.thead) for each in _around(node))


def _placed(found: Found, block: TextBlock, places: Places) -> Slip:
    words = block.text[found.start : found.end]
    at = block.at
    edit: Edit | Rewrite | None = None
    before, count = block.text[: found.start].count(words), block.text.count(words)
    span = places.words_at(block.at, words, before, count, lines=1 if block.kind is TextKind.CELL else _LONGEST)
    if span:
        at, end = span
        if found.instead or found.kind == "doubled-word":
            edit = Edit(at, end, found.instead, safe=found.safe)
    elif found.instead and block.kind is TextKind.CELL:
        # Several cells of its line may have the words.
        edit = Rewrite(words, found.instead, safe=found.safe)
    return Slip(at=at, kind=found.kind, scope=block.kind, words=words, instead=found.instead, edit=edit)


def shapes_of(node: nodes.Element, places: Places, before: Location) -> Iterator[Record]:
    """What is found in a figure, a picture, a table, a formula or a list by its form; ``before`` is the last place."""
    look = _SHAPES.get(node.__class__)
    if look:
        at = places.of(node)
        if isinstance(node, nodes.table) and not _shows(node) and FROM_DATA not in node.attributes:
            at = places.table_after(before, at)
        yield from look(node, at)
    if isinstance(node, _LISTS) and not _shows(node):
        yield from _counted(node, places)


def _counted(node: nodes.bullet_list | nodes.enumerated_list, places: Places) -> Iterator[Slip]:
    """A list with more or fewer items than the sentence before it says, and one that skips a mark."""
    parent = node.parent
    siblings = [each for each in parent if not isinstance(each, (nodes.Invisible, nodes.system_message))]
    place = siblings.index(node)
    before = siblings[place - 1] if place else None
    after = siblings[place + 1] if place + 1 < len(siblings) else None
    start = node.get("start", 1)
    if isinstance(before, nodes.enumerated_list) and _is_alike(before, node):
        expected = before.get("start", 1) + len(before.children)
        if start > expected:
            yield Slip(at=places.of(node), kind="list-gap", words=str(start - expected))
    # What is counted may go on in another list.
    goes_on = any(_is_alike(each, node) and _first(each) != 1 for each in siblings[place + 1 :])
    said = promised(before.astext()) if isinstance(before, nodes.paragraph) else None
    differs = said is not None and said[0] != len(node.children) and not goes_on
    if said and isinstance(before, nodes.paragraph) and differs and not isinstance(after, _LISTS) and start == 1:
        yield Slip(at=places.of(before), kind="list-count", words=said[1], instead=str(len(node.children)))


def _first(node: nodes.Node) -> int:
    return int(node.get("start", 1)) if isinstance(node, nodes.enumerated_list) else 1


def _table(node: nodes.Element, at: Location) -> Iterator[Record]:
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    if title is not None and _is_for_references(node):
        yield Numbered(at=at, kind="table", ids=(*node["ids"], *node["names"]))
    if _shows(node):
        return
    parent = node.parent
    in_other = any(isinstance(each, nodes.entry) for each in _around(parent))
    before = parent[parent.index(node) - 1] if parent.index(node) else None
    # What the signs of a formula mean may be a table.
    if title is None and not in_other and not _explains(before):
        yield Slip(at=at, kind="untitled-table")
    body = next(iter(node.findall(nodes.tbody)), None)
    if body is None or not (body.astext().strip() or any(True for _ in body.findall(nodes.image))):
        yield Slip(at=at, kind="empty-table")


def _is_for_references(node: nodes.Element) -> bool:
    """Whether something has a label; what a directive makes of a record without one is not meant to be referred to."""
    return bool(node["names"]) if _shows(node) else bool(node["ids"])


def _explains(before: nodes.Node | None) -> bool:
    if isinstance(before, nodes.math_block):
        return True
    return isinstance(before, nodes.paragraph) and before.astext().strip().rstrip(":").casefold() in {"where", "key"}


def _figure(node: nodes.Element, at: Location) -> Iterator[Record]:
    has_caption = any(isinstance(child, nodes.caption) for child in node.children)
    if has_caption and _is_for_references(node):
        yield Numbered(at=at, kind="figure", ids=(*node["ids"], *node["names"]))
    if not has_caption and not _shows(node) and not any(isinstance(child, dlms_diagram) for child in node.children):
        yield Slip(at=at, kind="untitled-figure")


def _image(node: nodes.Element, at: Location) -> Iterator[Record]:
    if _shows(node):
        return
    uri = str(node.get("uri", ""))
    around = [type(each) for each in _around(node.parent)]
    if not str(node.get("alt", "")).strip() or node.get("alt") == uri:
        yield Slip(at=at, kind="alt-text-missing", words=uri)
    if not {nodes.figure, nodes.entry, nodes.reference} & set(around) and not isinstance(
        node.parent, nodes.TextElement
    ):
        yield Slip(at=at, kind="untitled-figure", words=uri)


def _formula(node: nodes.Element, at: Location) -> Iterator[Record]:
    if node.get("label"):
        yield Numbered(at=at, kind="formula", ids=tuple(map(str, [node["label"], *node["ids"]])))


def _list(node: nodes.Element, at: Location) -> Iterator[Record]:
    around = list(_around(node.parent))
    if _shows(node) or any(isinstance(each, nodes.entry) or _is_made(each) for each in around):
        return
    if sum(isinstance(each, _LISTS) for each in around) == _DEEPEST:
        yield Slip(at=at, kind="list-depth")
    if isinstance(node.parent, nodes.section):
        siblings = [
            each
            for each in node.parent[: node.parent.index(node)]
            if not isinstance(each, (nodes.Invisible, nodes.system_message))
        ]
        before = siblings[-1] if siblings else None
        if isinstance(before, nodes.title):
            yield Slip(at=at, kind="list-lead-in")
        is_first = isinstance(node, nodes.enumerated_list) and node.get("start", 1) == 1
        if is_first and any(_is_alike(each, node) for each in siblings):
            yield Slip(at=at, kind="two-numbered-lists")
    yield from _ends(node, at)


def _is_made(node: nodes.Element) -> bool:
    """Whether it is a table of contents, which is made of the headings."""
    return isinstance(node, nodes.topic) and "contents" in node["classes"]


def _is_alike(other: nodes.Node, node: nodes.Element) -> bool:
    return isinstance(other, nodes.enumerated_list) and other.get("enumtype") == node.get("enumtype")


def _ends(node: nodes.Element, at: Location) -> Iterator[Record]:
    """The items of a list end alike: with semicolons, and the last with a full stop, or all of them so."""
    texts = [item.astext().strip() for item in node.children if isinstance(item, nodes.list_item)]
    is_simple = all(len(item.children) == 1 for item in node.children)
    if is_simple and len({_end(text) for text in texts[:-1]}) > 1:
        yield Slip(at=at, kind="list-punctuation")


def _end(text: str) -> str:
    """The sign at the end of an item; a list that is one sentence has it before the last "and" or "or"."""
    if joined := _JOINED.search(text):
        return joined[0]
    return text[-1:] if text[-1:] in ".;," else ""


def hanging(node: nodes.section, places: Places) -> Iterator[Slip]:
    """What stands in a section before its first subsection."""
    if any(isinstance(child, nodes.section) for child in node.children):
        for child in takewhile(lambda child: not isinstance(child, nodes.section), node.children):
            if isinstance(child, nodes.Element) and is_content(child):
                yield Slip(at=places.of(child), kind="hanging-paragraph")
                return


_SHAPES: dict[type[nodes.Node], Callable[[nodes.Element, Location], Iterator[Record]]] = {
    nodes.table: _table,
    nodes.figure: _figure,
    nodes.image: _image,
    nodes.math_block: _formula,
    nodes.bullet_list: _list,
    nodes.enumerated_list: _list,
}
