"""What has changed since the previous edition, as marks in the tree of a document: new words, struck ones, bars."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.diff.text_edits import TextAction
from sphinx_dlmsprofile.diff.words import Mark
from sphinx_dlmsprofile.publishing.losses import squeeze
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.diff.text_edits import BlockEdit

CHANGED, INSERTED, DELETED = "dlms-changed", "dlms-inserted", "dlms-deleted"
"""Classes of a paragraph with a bar beside it, of new words, and of those that are gone."""

_PLACES = (nodes.section, nodes.document, nodes.list_item, nodes.entry, nodes.definition, nodes.block_quote)
_WORD = regex(r"\s+|\S+")
_ONLY_BAR = (nodes.math_block, nodes.literal_block, nodes.doctest_block)
"""What shows no marks within it."""


def mark_changes(tree: nodes.document, edits: Iterable[BlockEdit]) -> None:
    """Mark in the blocks of a tree what has become of them; what is gone stands before what came after it."""
    known: dict[str, deque[nodes.Element]] = defaultdict(deque)
    for text in tree.findall(nodes.TextElement):
        if not isinstance(text, nodes.Inline):
            known[squeeze(text.astext())].append(text)
    gone: list[str] = []
    last: nodes.Element | None = None
    for edit in edits:
        if edit.new is None:
            gone += [edit.old.block.text] if edit.old else []
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


def _strike(texts: list[str], block: nodes.Element, *, behind: bool = False) -> None:
    """Put what is gone before a block, or behind it, at the next place around it where a paragraph may stand."""
    node: nodes.Element | None = block
    while node is not None and node.parent is not None and not isinstance(node.parent, _PLACES):
        node = node.parent
    if isinstance(node, nodes.title):  # of a section: what is gone stood before that
        node = node.parent
    if node is None or node.parent is None:
        return
    paragraphs = [nodes.paragraph("", "", _words(text, DELETED), classes=[CHANGED]) for text in texts if text.strip()]
    place = node.parent.index(node) + behind
    for paragraph in paragraphs:
        paragraph.source, paragraph.line = block.source, block.line
    node.parent[place:place] = paragraphs


def _mark(node: nodes.Element, edit: BlockEdit) -> None:
    if edit.action is TextAction.SAME:
        return
    if isinstance(node, nodes.paragraph):
        node["classes"].append(CHANGED)
    if isinstance(node, _ONLY_BAR):
        if edit.old and edit.old.block.text != node.astext():
            _strike([edit.old.block.text], node)
        bar = nodes.container(classes=[CHANGED])
        node.parent.replace(node, bar)
        bar += node
    elif edit.old is None:
        _rewrite(node, [(Mark.INSERTED, node.astext())])
    elif edit.old.block.text != (edit.new.block.text if edit.new else ""):
        _rewrite(node, edit.words)


def _rewrite(node: nodes.Element, marks: list[tuple[Mark, str]]) -> None:
    """Mark the words of a block, which keep their markup; where these are printed otherwise, as a whole."""
    words = [(mark, squeeze(word), word) for mark, text in marks for word in _WORD.findall(text) if word.strip()]
    leaves = [leaf for leaf in node.findall(nodes.Text) if not isinstance(leaf.parent, nodes.math)]
    now = [squeeze(word) for leaf in leaves for word in _WORD.findall(leaf.astext()) if word.strip()]
    if now != [word for mark, word, _ in words if mark is not Mark.DELETED]:
        words = [(Mark.INSERTED, word, word) for word in now]
        old = "".join(text for mark, text in marks if mark is not Mark.INSERTED)
        if old.strip():
            node.insert(0, [_words(old, DELETED), nodes.Text(" ")])
    waiting = deque(words)
    for leaf in leaves:
        pieces = list(chain.from_iterable(_pieces(part, waiting) for part in _WORD.findall(leaf.astext())))
        leaf.parent.replace(leaf, pieces)
    rest = " ".join(word for _, _, word in waiting)
    if rest:
        node += [nodes.Text(" "), _words(rest, DELETED)]


def _pieces(part: str, waiting: deque[tuple[Mark, str, str]]) -> Iterator[nodes.Node]:
    """A word, or white space, with what was struck out before it."""
    if not part.strip():
        yield nodes.Text(part)
        return
    while waiting and waiting[0][0] is Mark.DELETED:
        yield _words(waiting.popleft()[2], DELETED)
        yield nodes.Text(" ")
    is_new = bool(waiting) and waiting.popleft()[0] is Mark.INSERTED
    yield _words(part, INSERTED) if is_new else nodes.Text(part)


def _words(text: str, kind: str) -> nodes.inline:
    return nodes.inline("", text, classes=[kind])
