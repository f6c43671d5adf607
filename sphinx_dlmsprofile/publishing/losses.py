"""What a document in one piece has lost on the way to paper: each text of the tree is looked for in the print."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.publishing.assembly import is_contents
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.publishing.title import Title

_NOT_PRINTED = (
    nodes.Invisible, nodes.raw, nodes.image, nodes.math, nodes.math_block, nodes.system_message, nodes.meta,
    nodes.docinfo, nodes.decoration, nodes.label, nodes.colspec, addnodes.toctree, addnodes.index,
    addnodes.highlightlang, addnodes.tabular_col_spec,
)  # fmt: skip
"""What has no words of its own on paper, or has them in another form: formulae, generated marks, pictures."""

_MARKS = (nodes.footnote_reference, nodes.citation_reference, nodes.image, nodes.math)
"""What stands within a text and is printed as something else."""

_NO_WORD = regex(r"[\W_]+")
_NO_ASCII_WORD = {code: None for code in range(128) if not chr(code).isalnum()}
"""The same for what ``str.translate`` does at once: nearly all texts have nothing else."""

_WORD = regex(r"\w+")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_NEAR = 400
"""How many letters and digits may stand between the words of a text: a running head, a footnote."""

_MANY_PLACES = 50

_BREAKABLE, _LEAST_PART = 20, 3
"""Letters and digits from which a word may be broken, and how many of them stand before the break."""

_TELLING = 60
"""Letters and digits from which a text is found again wherever it is: it hardly is there twice."""


@dataclass(frozen=True)
class Fragment:
    """A piece of running text, and the node that says where it was written."""

    text: str
    node: nodes.Element


@dataclass(frozen=True)
class Misplaced:
    """A text that is cut by the edge or overprinted: its page, its words, squeezed, and what is wrong with it.

    ``place`` is where about it begins in the squeezed text of the print.
    """

    page: int
    words: str
    fault: str
    place: int = 0


@dataclass(frozen=True)
class Loss:
    """A text of which words are not in the print."""

    words: tuple[str, ...]
    node: nodes.Element


def fragments(tree: nodes.Element) -> list[Fragment]:
    """All texts of an assembled document that paper must show, in its order."""
    return [
        Fragment(text, block)
        for block, pieces in _blocks(tree, tree)
        for text in pieces
        if not _NO_WORD.fullmatch(text) and text
    ]


def in_title(wanted: list[Fragment], heading: nodes.Element | None, title: Title) -> list[Fragment]:
    """The texts, where paper has the title of a block in the place of the ``heading`` of the root document.

    What both say has to be there as the block shows it, which a translation has in other words; the rest of the
    heading as it stands.
    """
    own = [each for each in wanted if each.node is heading]
    if not (title.is_given and own):
        return wanted
    said = set(map(squeeze, _WORD.findall(title.source)))
    rest = (word for each in own for word in _WORD.findall(each.text) if squeeze(word) not in said)
    place = wanted.index(own[0])
    others = [each for each in wanted[place:] if each.node is not heading]
    return [*wanted[:place], *(Fragment(text, own[0].node) for text in (title.full, " ".join(rest)) if text), *others]


def _blocks(node: nodes.Element, block: nodes.Element) -> Iterator[tuple[nodes.Element, list[str]]]:
    """Each block of text with what it says, in pieces where something else stands between."""
    pieces = [""]
    for child in node.children:
        if isinstance(child, nodes.Text):
            pieces[-1] += child.astext()
        elif isinstance(child, _MARKS):
            pieces.append("")
        elif isinstance(child, nodes.Element) and not is_left_out(child):
            inner = list(_blocks(child, child if isinstance(child, nodes.Body | nodes.Part | nodes.Titular) else block))
            if isinstance(child, nodes.Inline) and len(inner) == 1 and len(inner[0][1]) == 1:
                pieces[-1] += inner[0][1][0]
            else:
                yield from inner
                pieces.append("")
    yield block, pieces


def is_left_out(node: nodes.Element) -> bool:
    """Whether paper does without the node: what leads through pages, what a page of its own says."""
    if isinstance(node, _NOT_PRINTED):
        return True
    classes = node.get("classes", ())
    if isinstance(node, nodes.topic):
        return "contents" in classes
    if isinstance(node, nodes.section):
        return is_contents(node)
    return isinstance(node, nodes.container) and "dlms-title-block" in classes


def located(node: nodes.Element) -> nodes.Element:
    """The node, or what is in it or around it, that knows its line."""
    if node.line is not None:
        return node
    inner = next((child for child in node.findall(nodes.Element) if child.line is not None), None)
    if inner is not None:
        return inner
    around: nodes.Element | None = node
    while around is not None and around.line is None:
        around = around.parent
    return around or node


def squeeze(text: str) -> str:
    """The letters and digits of a text alone: hyphens, breaks and signs do not count."""
    if text.isascii():
        return text.translate(_NO_ASCII_WORD).lower()
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()


def losses(wanted: Iterable[Fragment], printed: str) -> list[Loss]:
    """The texts that a print has lost words of; ``printed`` is its text, squeezed."""
    found: list[Loss] = []
    place = 0
    for fragment in wanted:
        text = squeeze(fragment.text)
        at = _find(text, printed, place)
        if at >= 0:
            place = at + len(text)
        elif text not in printed and (words := _lost_words(fragment.text, printed, place)):
            found.append(Loss(tuple(words), fragment.node))
    return found


def _find(text: str, printed: str, place: int) -> int:
    """Where a text stands behind a place: a short one near it, a long one anywhere; -1 if it does not."""
    near = printed.find(text, place, place + _NEAR * 10 + len(text) - 1)
    return printed.find(text, place) if near < 0 and len(text) > _TELLING else near


def places(
    wanted: Iterable[Fragment], printed: str, misplaced: Iterable[Misplaced]
) -> Iterator[tuple[Misplaced, nodes.Element]]:
    """Each text at a wrong place with the node it was written in, one of each node; none from within pictures.

    Of several texts with the same words, it is the one that is printed nearest to it.
    """
    texts: list[tuple[int, str, nodes.Element]] | None = None
    told: set[tuple[int, str]] = set()
    for each in misplaced:
        if texts is None:
            texts = list(_printed_at(wanted, printed))
        within = [(start, text, node) for start, text, node in texts if each.words in text]
        if not within:
            continue
        _, _, node = min(within, key=lambda found: max(found[0] - each.place, each.place - found[0] - len(found[1])))
        if (id(node), each.fault) not in told:
            told.add((id(node), each.fault))
            yield each, node


def _printed_at(wanted: Iterable[Fragment], printed: str) -> Iterator[tuple[int, str, nodes.Element]]:
    """The texts, squeezed, each with its place in the print, or where that before has ended."""
    place = 0
    for fragment in wanted:
        text = squeeze(fragment.text)
        at = _find(text, printed, place)
        yield (place if at < 0 else at), text, fragment.node
        place = place if at < 0 else at + len(text)


def _lost_words(text: str, printed: str, place: int) -> list[str]:
    """The words of a text that are not where most of them are.

    They are looked for around its longest, first where that is nearest to where the texts before have ended.
    """
    words = [word for word in map(squeeze, _WORD.findall(text)) if word and not runs_left(word)]
    if not words:
        return []
    longest = max(words, key=len)
    best = [longest]
    before = sum(map(len, words)) + _NEAR
    starts = (match.start() for match in re.finditer(re.escape(longest), printed))
    for number, start in enumerate(sorted(starts, key=lambda start: abs(start - place))[:_MANY_PLACES]):
        around = printed[max(start - before, 0) : start + len(longest) + before]
        lost = [word for word in words if not _stands_in(word, around)]
        if not lost:
            return lost
        best = lost if number == 0 else min(best, lost, key=len)
    return best if longest in printed else [word for word in words if not _stands_in(word, printed)]


def _stands_in(word: str, printed: str) -> bool:
    """Whether a word is in print, a long one perhaps on two pages, with their heads between its parts."""
    if word in printed or len(word) < _BREAKABLE:
        return word in printed
    begin = bisect_left(range(1, len(word)), 1, key=lambda end: word[:end] not in printed)
    return begin >= _LEAST_PART and word[begin:] in printed


def runs_left(word: str) -> bool:
    """Whether a word is written from right to left: what a PDF gives of these has no certain order."""
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in word)
