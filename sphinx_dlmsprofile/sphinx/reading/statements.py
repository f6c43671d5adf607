"""The sentences of a document that may be provisions, found block by block while it is harvested."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_dlmsprofile.model.prose import Link, TextKind
from sphinx_dlmsprofile.model.provision import IDENTIFIER, LabelFault, Statement, StrayLabel, derived_identifier
from sphinx_dlmsprofile.sphinx.reading.links import reference_of
from sphinx_dlmsprofile.sphinx.reading.prose import in_one_line, pieces, prose, raw_prose
from sphinx_dlmsprofile.sphinx.reading.record_node import LABEL_KEY
from sphinx_dlmsprofile.text.marks import LABEL, OPAQUE
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans
from sphinx_dlmsprofile.text.verbal_forms import FORM_WORDS, may_hold_form, verbal_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.location import Location

    Mark = Callable[[str], nodes.target]

_KINDS = frozenset({TextKind.PARAGRAPH, TextKind.CELL})


_TYPED_NOTE = regex(r"(?:NOTE|EXAMPLE)\b|(?:Note|Example)(?:\s+\d+)?(?:\s+to\s+entry)?\s*[:–—]")
"""A note or example that its author typed as a paragraph."""

_UNFINISHED = regex(
    r"\b(?:shall|should|may|can|cannot|need)(?:\s+not)?(?:\s+(?:also|always|never|only|therefore|then))?\s*:?$",
    re.IGNORECASE,
)
"""A lead-in that each item of its list completes: "The client shall:"."""

_LEADS_IN = regex(r"[\w:,–—]$")
"""Continues in the list after it, with a colon or without: "The client shall", "The client shall either"."""

_IDENTIFIER = regex(IDENTIFIER)
_OR = regex(r"\bor[,;]?$")


class Statements:
    """Collects the statements of one document.

    ``mark`` makes a place with an id from the words for it, where each provision shall have one in the page;
    without it, only those with a given identifier have.
    """

    def __init__(self, docname: str, mark: Mark | None = None) -> None:
        self._docname = docname
        self._mark = mark
        self._lead_ins: dict[int, _Wording] = {}
        """By first paragraph of an item, what it completes."""

    def of(self, node: nodes.Element, kind: TextKind, raw: str, at: Location) -> Iterator[Record]:
        """The statements of a block, and its identifiers that belong to no sentence; ``raw`` is its raw prose."""
        lead_in = self._lead_ins.pop(id(node), None)
        if not (LABEL in raw or (kind in _KINDS and (lead_in or may_hold_form(raw)))):
            return
        informative = kind not in _KINDS or _is_informative(node) or bool(_TYPED_NOTE.match(raw.lstrip(LABEL + " ")))
        marks: list[tuple[int, nodes.target]] = []
        for sentence in _sentences(node, raw):
            yield from (StrayLabel(at=at, identifier=name, fault=fault) for name, fault in sentence.stray)
            wording = self._completed(node, kind, sentence, lead_in)
            lead_in = None
            forms = verbal_forms(wording.plain)
            if not sentence.wording.plain or not (sentence.given or (forms and not informative)):
                continue
            anchor = sentence.anchor
            derived = derived_identifier(wording.shown) if forms and not (informative or sentence.given) else ""
            if self._mark and derived:
                mark = self._mark(derived)
                anchor = mark["ids"][0]
                marks.append((sentence.start, mark))
            yield Statement(
                at=at,
                text=wording.shown,
                written=sentence.wording.plain,
                references=tuple(self._links(wording, at)),
                forms=forms,
                given=sentence.given,
                informative=informative,
                anchor=anchor,
                derived=derived,
            )
        for start, mark in reversed(marks):
            _insert(node, start, mark)
        if LABEL in raw:
            _close_up(node)

    def _links(self, wording: _Wording, at: Location) -> Iterator[Link]:
        return (reference_of(node, at, self._docname) for node in wording.references)

    def _completed(
        self, node: nodes.Element, kind: TextKind, sentence: _Sentence, lead_in: _Wording | None
    ) -> _Wording:
        """The wording of a sentence with the text outside its block; none if the items of a list say it."""
        wording = sentence.wording
        if lead_in:
            wording = lead_in.followed_by(wording)
        elif wording.begins_with_form and (subject := _subject(node, kind)):
            wording = subject.followed_by(wording)
        if kind is TextKind.CELL or not _LEADS_IN.search(wording.plain) or not verbal_forms(wording.plain):
            return wording
        items = _list_behind(node)
        if items and not sentence.given and _UNFINISHED.search(wording.plain) and not _are_alternatives(items):
            self._lead_ins.update((id(item.children[0]), wording) for item in items if item.children)
            return _Wording()
        return wording.followed_by(*map(_wording_of, items))


@dataclass(frozen=True)
class _Wording:
    """What a reader reads, with ``OPAQUE`` for each reference that shows a number; ``plain`` has it for literals too.

    ``references`` are the nodes of the former.
    """

    plain: str = ""
    shown: str = ""
    references: tuple[nodes.Node, ...] = ()

    @property
    def begins_with_form(self) -> bool:
        """Whether its subject is elsewhere."""
        return self.plain.partition(" ")[0].casefold() in FORM_WORDS and bool(verbal_forms(self.plain))

    def followed_by(self, *others: _Wording) -> _Wording:
        """One wording of several."""
        return _Wording(
            " ".join([self.plain, *(each.plain for each in others)]),
            " ".join([self.shown, *(each.shown for each in others)]),
            (*self.references, *(node for each in others for node in each.references)),
        )


def _wording(raw: str, opaque: Iterator[nodes.Node]) -> _Wording:
    """The wording of raw prose; ``opaque`` gives the nodes that ``OPAQUE`` replaces in it."""
    if OPAQUE not in raw:
        plain = in_one_line(raw)
        return _Wording(plain, plain)
    first, *parts = raw.split(OPAQUE)
    shown, references = [first], []
    for part, node in zip(parts, opaque, strict=False):
        if isinstance(node, pending_xref):
            shown.append(OPAQUE)
            references.append(node)
        elif isinstance(node, (nodes.literal, nodes.math)):
            shown.append(node.astext())
        shown.append(part)
    return _Wording(in_one_line(raw), in_one_line("".join(shown)), tuple(references))


def _wording_of(node: nodes.Node) -> _Wording:
    """All that stands in a list item or cell."""
    blocks = list(node.findall(nodes.paragraph))
    opaque = (piece for block in blocks for piece, text in pieces(block) if text == OPAQUE)
    return _wording(" ".join(map(raw_prose, blocks)), opaque)


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a block: where it begins in the raw prose, what was given it, and what else is before it."""

    start: int
    wording: _Wording
    given: str
    anchor: str
    stray: tuple[tuple[str, LabelFault | None], ...]


def _sentences(node: nodes.Element, raw: str) -> Iterator[_Sentence]:
    labels = (piece for piece, text in pieces(node) if text == LABEL and isinstance(piece, nodes.target))
    opaque = (piece for piece, text in pieces(node) if text == OPAQUE)
    for start, end in sentence_spans(raw):
        wording = _wording(raw[start:end], opaque)
        given = anchor = ""
        stray: list[tuple[str, LabelFault | None]] = []
        for label in islice(labels, raw.count(LABEL, start, end)):
            name = label[LABEL_KEY]
            if not _IDENTIFIER.fullmatch(name):
                stray.append((name, None))
            elif not wording.plain or given:
                stray.append((name, LabelFault.SECOND if wording.plain else LabelFault.NO_SENTENCE))
            else:
                given, anchor = name, label["ids"][0]
        yield _Sentence(start, wording, given, anchor, tuple(stray))


def _is_informative(node: nodes.Element) -> bool:
    """Whether a block is a quotation, the head of a table, or wording that the template orders."""
    if "dlms-mandated" in node["classes"]:
        return True
    around = node.parent
    while isinstance(around, nodes.Element) and not isinstance(around, (nodes.section, nodes.document)):
        if isinstance(around, nodes.thead) or _is_quotation(around):
            return True
        around = around.parent
    return False


def _is_quotation(node: nodes.Element) -> bool:
    """Indented text is one; indented lists are what becomes of a list with more space before it."""
    listed = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.table)
    return isinstance(node, nodes.block_quote) and not all(
        isinstance(child, (*listed, nodes.Invisible)) for child in node.children
    )


def _subject(node: nodes.Element, kind: TextKind) -> _Wording | None:
    """What a text that begins with its verb is about: the first cell of its row, or what is before its list."""
    if kind is TextKind.CELL:
        entry = node.parent
        while not isinstance(entry, nodes.entry):
            entry = entry.parent
        first = entry.parent.children[0]
        wording = _Wording() if first is entry else _wording_of(first)
        return replace(wording, plain=f"{wording.plain}:", shown=f"{wording.shown}:") if wording.plain else None
    item = node.parent
    if not isinstance(item, nodes.list_item) or item.index(node):
        return None
    listed = item.parent
    place = listed.parent.index(listed)
    before = listed.parent.children[place - 1] if place else None
    wording = _wording_of(before) if isinstance(before, nodes.paragraph) else _Wording()
    return wording if wording.plain.endswith(":") else None


def _list_behind(node: nodes.Element) -> list[nodes.list_item]:
    """The items of the list that directly follows a block."""
    siblings = node.parent.children[node.parent.index(node) + 1 :]
    following = next((each for each in siblings if not isinstance(each, nodes.Invisible)), None)
    if isinstance(following, nodes.block_quote) and len(following.children) == 1:
        following = following.children[0]
    if not isinstance(following, (nodes.bullet_list, nodes.enumerated_list)):
        return []
    return [item for item in following.children if isinstance(item, nodes.list_item)]


def _are_alternatives(items: list[nodes.list_item]) -> bool:
    """Whether one of the items is enough: "…; or"."""
    return any(_OR.search(prose(item)) for item in items[:-1])


def _close_up(block: nodes.Element) -> None:
    """Remove the white space after identifiers: nothing is printed before it."""
    is_behind = False
    for piece, text in list(pieces(block)):
        if is_behind and isinstance(piece, nodes.Text) and text != text.lstrip():
            piece.parent.replace(piece, nodes.Text(text.lstrip()))
        is_behind = text == LABEL or (is_behind and not text)


def _insert(block: nodes.Element, offset: int, mark: nodes.Element) -> None:
    """Put a node where the prose of a block has this offset."""
    for place, text in pieces(block):
        piece = place
        if offset < len(text):
            break
        offset -= len(text)
    parent = piece.parent
    if offset and isinstance(piece, nodes.Text):
        parent.replace(piece, [nodes.Text(piece[:offset]), mark, nodes.Text(piece[offset:])])
        return
    while parent is not block and parent.index(piece) == 0:
        piece, parent = parent, parent.parent
    parent.insert(parent.index(piece), mark)
