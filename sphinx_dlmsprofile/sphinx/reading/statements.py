"""The sentences of a document that may be provisions, found block by block while it is harvested."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.model.prose import Link, TextKind
from sphinx_dlmsprofile.model.provision import IDENTIFIER, LabelFault, Statement, StrayLabel, derived_identifier
from sphinx_dlmsprofile.rendering.footnotes import is_table_note
from sphinx_dlmsprofile.sphinx.reading.lead_ins import (
    LEADS_IN,
    completes,
    conditions_over,
    formula_behind,
    items_behind,
    named_by,
    subject_of,
)
from sphinx_dlmsprofile.sphinx.reading.links import reference_of
from sphinx_dlmsprofile.sphinx.reading.prose import pieces, raw_prose
from sphinx_dlmsprofile.sphinx.reading.record_node import LABEL_KEY
from sphinx_dlmsprofile.sphinx.reading.wordings import Raw, Wording
from sphinx_dlmsprofile.sphinx.reading.words import FORMS
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.marks import LABEL
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans
from sphinx_dlmsprofile.text.verbal_forms import may_hold_form, verbal_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.location import Location

    Mark = Callable[[str], nodes.target]

_KINDS = frozenset({TextKind.PARAGRAPH, TextKind.CELL})


_TYPED_NOTE = regex(r"(?:NOTE|EXAMPLE)\b|(?:Note|Example)(?:\s+\d+)?(?:\s+to\s+entry)?\s*[:–—]")
"""A note or example that its author typed as a paragraph."""

_PRONOUN = regex(
    r"(?:(?:Otherwise|Then|Also|However|Therefore|Thus|Moreover|Furthermore|Afterwards|In\s+addition"
    r"|In\s+(?:this|that|such\s+a|either|both|all)\s+cases?|After\s+that|Before\s+that),?\s+)?"
    r"(?:(?:If|When|Where|While|Unless|Until|Once|After|Before)\s+(?:it|they|this|these|so|not)\b"
    r"|(?:It|They|He|She|This|These|That|Those|Both|Neither|Either|Its|Their|Such|The\s+(?:latter|former)"
    r"|(?:Each|One|None)\s+of\s+(?:them|these))\b)",
    re.IGNORECASE,
)
"""The begin of a sentence that does not say itself what it is about."""

_SUBJECT = regex(r"(?P<subject>.*?)(?: (?:shall|should|may|can|cannot|need)\b.*)?$", re.DOTALL)
_ENDED = regex(r"[.!?:;][\"'”’»)\]]*$")
_IDENTIFIER = regex(IDENTIFIER)


class Statements:
    """Collects the statements of one document.

    ``mark`` makes a place with an id from the words for it, where each provision shall have one in the page;
    without it, only those with a given identifier have.
    """

    def __init__(self, docname: str, mark: Mark | None = None) -> None:
        self._docname = docname
        self._mark = mark
        self._lead_ins: dict[int, Wording] = {}
        """By first paragraph of an item, what it completes."""
        self._previous: nodes.Element | None = None
        """The paragraph or heading before, to which a pronoun may refer."""

    def of(self, node: nodes.Element, kind: TextKind, raw: str, at: Location) -> Iterator[Record]:
        """The statements of a block, and its identifiers that belong to no sentence; ``raw`` is its raw prose."""
        previous = self._previous
        if kind in {TextKind.PARAGRAPH, TextKind.TITLE}:
            self._previous = node
        lead_in = self._lead_ins.pop(id(node), None)
        can_hold = kind in _KINDS or is_table_footnote(node)
        if not (LABEL in raw or (can_hold and (lead_in or may_hold_form(raw)))):
            return
        informative = not can_hold or is_informative(node) or bool(_TYPED_NOTE.match(raw.lstrip(LABEL + " ")))
        marks: list[tuple[int, nodes.target]] = []
        speech = _Speech(lambda: _before(node, kind, previous))
        for sentence in _sentences(node, raw):
            yield from (StrayLabel(at=at, identifier=name, fault=fault) for name, fault in sentence.stray)
            wording = self._completed(node, kind, sentence, lead_in, speech)
            context = speech.context_of(sentence.wording)
            if lead_in:
                lead_in, context = None, Wording()
            forms = verbal_forms(wording.plain)
            if not sentence.wording.plain or not (sentence.given or (forms and not informative)):
                continue
            over = conditions_over(node)
            unsaid = (each for each in over if not wording.plain.startswith(each.plain))
            context = Wording().followed_by(
                *(each for each in unsaid if not context.plain.startswith(each.plain)), context
            )
            anchor = sentence.anchor
            if forms and not informative:
                node[FORMS] = True
            derived = derived_identifier(wording.shown) if forms and not (informative or sentence.given) else ""
            if self._mark and derived:
                mark = self._mark(derived)
                anchor = mark["ids"][0]
                marks.append((sentence.start, mark))
            yield Statement(
                at=at,
                text=wording.shown,
                context=context.shown,
                written=sentence.wording.shown,
                references=tuple(self._links(context.followed_by(wording), at)),
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

    def _links(self, wording: Wording, at: Location) -> Iterator[Link]:
        return (reference_of(node, at, self._docname) for node in wording.references)

    def _completed(
        self, node: nodes.Element, kind: TextKind, sentence: _Sentence, lead_in: Wording | None, speech: _Speech
    ) -> Wording:
        """The wording of a sentence with the text outside its block; none if the items of a list say it."""
        wording = sentence.wording
        if lead_in:
            wording = lead_in.followed_by(wording.within)
        elif wording.begins_with_form and (subject := speech.unended() or subject_of(node, kind)):
            wording = subject.followed_by(wording.within)
        is_last = kind is not TextKind.CELL and sentence.is_last and LEADS_IN.search(wording.plain)
        if not is_last or not verbal_forms(wording.plain):
            return wording
        items = items_behind(node)
        if items and completes(items, wording, sentence.given):
            self._lead_ins.update((id(item.first), wording.followed_by(item.head)) for item in items)
            if not sentence.given:
                return Wording()
        return wording.followed_by(*([item.wording for item in items] or [formula_behind(node)]))


class _Speech:
    """What has been said in a block: what a pronoun in it refers to."""

    def __init__(self, outside: Callable[[], Wording]) -> None:
        self._outside = outside
        self._root: Wording | None = None
        self._last = Wording()

    def context_of(self, wording: Wording) -> Wording:
        """The sentences that say what the next one is about, if it does not say it; the next one is then the last."""
        context = Wording()
        if _PRONOUN.match(wording.plain):
            if self._root is None:
                self._root = self._outside()
            context = self._root if self._last in {self._root, Wording()} else self._root.followed_by(self._last)
        elif not wording.begins_with_form:
            self._root = wording
        self._last = wording
        return context

    def unended(self) -> Wording | None:
        """The subject of the last sentence, where an identifier has cut it off."""
        subject = _SUBJECT.match(self._last.plain)
        is_cut = subject and not self._last.references and not _ENDED.search(self._last.plain)
        return Wording(subject["subject"], subject["subject"]) if subject and subject["subject"] and is_cut else None


def _before(node: nodes.Element, kind: TextKind, previous: nodes.Element | None) -> Wording:
    """What a pronoun in the first sentence of a block refers to: the head of its row or item, or the block before."""
    named = named_by(node, kind)
    if named is not None or previous is None or isinstance(node.parent, nodes.footnote):
        return named or Wording()
    sentences = [sentence.wording for sentence in _sentences(previous, raw_prose(previous))]
    return next((each for each in reversed(sentences) if not _PRONOUN.match(each.plain)), Wording())


@frozen
class _Sentence:
    """A sentence of a block: where it begins in the raw prose, what was given it, and what else is before it."""

    start: int
    wording: Wording
    given: str
    anchor: str
    stray: tuple[tuple[str, LabelFault | None], ...]
    is_last: bool


def _sentences(node: nodes.Element, raw: str) -> Iterator[_Sentence]:
    labels = (piece for piece, text in pieces(node) if text == LABEL and isinstance(piece, nodes.target))
    shown = Raw(node, raw)
    spans = sentence_spans(raw)
    for start, end in spans:
        wording = shown.wording(start, end)
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
        yield _Sentence(start, wording, given, anchor, tuple(stray), is_last=end == spans[-1][1])


def is_informative(node: nodes.Element) -> bool:
    """Whether a block is a quotation, the head of a table, or wording that the template orders."""
    if "dlms-mandated" in node["classes"]:
        return True
    around = node.parent
    while isinstance(around, nodes.Element) and not isinstance(around, (nodes.section, nodes.document)):
        if isinstance(around, nodes.thead) or is_quotation(around):
            return True
        around = around.parent
    return False


def is_quotation(node: nodes.Element) -> bool:
    """Indented text is one; indented lists are what becomes of a list with more space before it."""
    listed = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.table)
    return isinstance(node, nodes.block_quote) and not all(
        isinstance(child, (*listed, nodes.Invisible)) for child in node.children
    )


def is_table_footnote(node: nodes.Element) -> bool:
    """Whether it stands in a footnote of a table, which may hold provisions, as no other footnote does.

    So have it the ISO/IEC Directives, Part 2.
    """
    return is_table_note(node.parent)


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
