"""What has changed since the previous edition, as marks in the tree of a document: new words, struck ones, bars."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.diff.text_edits import TextAction
from sphinx_dlmsprofile.diff.words import Mark
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.publishing.losses import squeeze
from sphinx_dlmsprofile.rendering.hidden_words import hidden_words
from sphinx_dlmsprofile.text.latex import plain_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.diff.text_edits import BlockEdit
    from sphinx_dlmsprofile.model.printed import PrintedBlock

CHANGED, INSERTED, DELETED = "dlms-changed", "dlms-inserted", "dlms-deleted"
"""Classes of a paragraph with a bar beside it, of new words, and of those that are gone."""

ABOVE = "dlms-changed-above"
"""The class of a paragraph that says what has changed in the table or figure below it."""

_PLACES = (nodes.section, nodes.document, nodes.list_item, nodes.entry, nodes.definition, nodes.block_quote)
_LAST = float("inf")
_END = (_LAST, _LAST)
_WHOLE = (nodes.math_block, nodes.literal_block, nodes.doctest_block)
"""What shows no marks within it: it is new as a whole."""


def mark_changes(tree: nodes.document, edits: Iterable[BlockEdit]) -> None:
    """Mark in the blocks of a tree what has become of them; what is gone stands before what came after it."""
    known: dict[str, deque[nodes.Element]] = defaultdict(deque)
    for text in tree.findall(nodes.TextElement):
        if not isinstance(text, nodes.Inline):
            known[squeeze(_said(_leaves(text)))].append(text)
    gone: list[PrintedBlock] = []
    last: nodes.Element | None = None
    for edit in edits:
        if edit.new is None:
            gone += [edit.old.block] if edit.old else []
            continue
        found = known.get(squeeze(edit.new.block.text))
        if not found:
            continue  # printed by other means, as what an index or a title page says
        node = found.popleft()
        _strike(gone, node)
        gone, last = [], node
        _mark(node, edit)
    if last is not None:
        _strike(gone, last, behind=True)


def _strike(blocks: list[PrintedBlock], block: nodes.Element, *, behind: bool = False) -> None:
    """Put what is gone before a block, or after it, at the next place around it where a paragraph may stand."""
    node = place_around(block)
    if node is None or node.parent is None:
        return
    place = node.parent.index(node) + behind
    struck = [_struck(gone) for gone in blocks if gone.text.strip()]
    for each in (part for one in struck for part in one.findall(nodes.Element)):
        each.source, each.line = block.source, block.line
    node.parent[place:place] = struck


def place_around(block: nodes.Element) -> nodes.Element | None:
    """A block, or what is around it, beside which a paragraph may stand."""
    node: nodes.Element | None = block
    while node is not None and node.parent is not None and not isinstance(node.parent, _PLACES):
        node = node.parent
    return node.parent if isinstance(node, nodes.title) else node  # what is gone stood before the section


def _struck(gone: PrintedBlock) -> nodes.Element:
    """What is gone; a formula is struck as it was set, code line by line."""
    whole = {TextKind.FORMULA: nodes.math_block, TextKind.CODE: nodes.literal_block}.get(gone.kind)
    if whole is None:
        return nodes.paragraph("", "", _words(gone.text, DELETED), classes=[CHANGED])
    return _changed(whole(gone.text, gone.text), DELETED)


def _changed(node: nodes.Element, *kinds: str) -> nodes.Element:
    for kind in (*kinds, CHANGED):
        node = nodes.container("", node, classes=[kind])
    return node


def _mark(node: nodes.Element, edit: BlockEdit) -> None:
    if edit.action is TextAction.SAME:
        return
    if isinstance(node, nodes.paragraph):
        _bar(node)
    if isinstance(node, _WHOLE):
        is_new = edit.old is None or edit.old.block.text.strip() != node.astext().strip()
        if edit.old and is_new:
            _strike([edit.old.block], node)
        around, place = node.parent, node.parent.index(node)
        around.remove(node)
        around.insert(place, _changed(node, *([INSERTED] if is_new else [])))
    elif edit.old is None:
        _rewrite(node, [(Mark.INSERTED, node.astext())])
    elif edit.old.block.text != (edit.new.block.text if edit.new else ""):
        _rewrite(node, edit.words)


def _bar(paragraph: nodes.Element) -> None:
    """Set a bar beside a paragraph; beside the whole note, if it runs in behind the mark of one."""
    around: nodes.Element = paragraph.parent
    if isinstance(around, nodes.footnote):
        return  # it is set among the others of its page
    if not issubclass(type(around), nodes.Admonition):  # which is no element to the type checker
        paragraph["classes"].append(CHANGED)
    elif CHANGED not in _classes(around.parent):
        outside, place = around.parent, around.parent.index(around)
        outside.remove(around)
        outside.insert(place, _changed(around))


def _rewrite(node: nodes.Element, marks: list[tuple[Mark, str]]) -> None:
    """Mark the words of a block, which keep their markup; where these are printed otherwise, as a whole."""
    leaves = _leaves(node)
    now = _said(leaves)
    if squeeze(now) != squeeze("".join(text for mark, text in marks if mark is not Mark.DELETED)):
        old = "".join(text for mark, text in marks if mark is not Mark.INSERTED)
        marks = [(Mark.DELETED, old), (Mark.INSERTED, now)] if old.strip() else [(Mark.INSERTED, now)]
    walk = _Walk(marks)
    for leaf in leaves:
        pieces = list(walk.pieces(_word(leaf)))
        pieces += [each for each in walk.pieces(hidden_words(leaf)) if DELETED in _classes(each)]
        if isinstance(formula := leaf.parent, nodes.math):  # stays whole
            around, place = formula.parent, formula.parent.index(formula)
            around[place : place + 1] = _with_formula(pieces, formula)
        else:
            leaf.parent.replace(leaf, pieces)
    node += list(walk.gone(_END))


def _with_formula(pieces: list[nodes.Node], formula: nodes.Element) -> list[nodes.Node]:
    """A formula behind what is gone before it; behind the whole of what it was, if some of it is new."""
    if not any(INSERTED in _classes(each) for each in pieces):
        return [*(each for each in pieces if DELETED in _classes(each)), formula]
    new = nodes.inline("", "", formula.deepcopy(), classes=[INSERTED])
    old = " ".join("".join(each.astext() for each in pieces if INSERTED not in _classes(each)).split())
    return [_words(old, DELETED), nodes.Text(" "), new] if old else [new]


def _leaves(node: nodes.Element) -> list[nodes.Text]:
    """The texts of a block, without the numbers of notes, which come and go with others."""
    return [leaf for leaf in node.findall(nodes.Text) if not isinstance(leaf.parent, nodes.footnote_reference)]


def _said(leaves: list[nodes.Text]) -> str:
    return "".join(_word(leaf) + hidden_words(leaf) for leaf in leaves)


def _word(leaf: nodes.Text) -> str:
    """What the text of an edition has for it: a formula is written in one line."""
    return plain_formula(leaf.astext()) if isinstance(leaf.parent, nodes.math) else leaf.astext()


class _Walk:
    """Marks along a text whose letters are the same, and whose other signs and spaces may differ.

    A place is the number of letters before it, and that of the signs since the last of them.
    """

    def __init__(self, marks: list[tuple[Mark, str]]) -> None:
        self._at = (0, 0)
        self._ends: deque[tuple[tuple[float, float], bool]] = deque()
        self._gone: deque[tuple[tuple[float, float], str, bool]] = deque()
        at = (0, 0)
        for index, (mark, text) in enumerate(marks):
            if mark is Mark.DELETED:
                self._gone.append((at, text, any(kind is Mark.INSERTED for kind, _ in marks[index + 1 : index + 2])))
                continue
            for sign in text:
                at = _next(at, sign)
            self._ends.append((at, mark is Mark.INSERTED))

    def pieces(self, text: str) -> Iterator[nodes.Node]:
        """The next text, in pieces that are new or not, with what is gone between them."""
        begin = 0
        for place, sign in enumerate(text):
            reached = (self._at[0], _LAST) if squeeze(sign) else self._at
            is_over = len(self._ends) > 1 and self._ends[0][0] <= reached
            if is_over or (self._gone and self._gone[0][0] <= reached):
                yield from self._piece(text[begin:place])
                yield from self.gone(reached)
                begin = place
            while len(self._ends) > 1 and self._ends[0][0] <= reached:
                self._ends.popleft()
            self._at = _next(self._at, sign)
        yield from self._piece(text[begin:])

    def _piece(self, text: str) -> Iterator[nodes.Node]:
        if text:
            yield _words(text, INSERTED) if self._ends[0][1] else nodes.Text(text)

    def gone(self, reached: tuple[float, float]) -> Iterator[nodes.Node]:
        """What is gone up to a place; a word and what replaces it have no space between them."""
        while self._gone and self._gone[0][0] <= reached:
            _, text, is_replaced = self._gone.popleft()
            yield _words(text, DELETED)
            if is_replaced:
                yield nodes.Text(" ")


def _next(at: tuple[int, int], sign: str) -> tuple[int, int]:
    letters = len(squeeze(sign))
    return (at[0] + letters, 0) if letters else (at[0], at[1] + 1)


def _classes(node: nodes.Node) -> list[str]:
    return list(node["classes"]) if isinstance(node, nodes.Element) else []


def _words(text: str, kind: str) -> nodes.inline:
    return nodes.inline("", text, classes=[kind])
