"""What a sentence says, as it is judged and as its reader sees it."""

from __future__ import annotations

from dataclasses import replace

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_dlmsprofile.sphinx.reading.plain_words import plain_word
from sphinx_dlmsprofile.sphinx.reading.prose import in_one_line, pieces, raw_prose
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.marks import LABEL, OPAQUE
from sphinx_dlmsprofile.text.verbal_forms import FORM_WORDS, verbal_forms


@frozen
class Wording:
    """``plain`` has ``OPAQUE`` for all that is not prose, ``shown`` what a reader reads, and ``OPAQUE`` for references.

    ``references`` are the nodes of the latter, which show numbers.
    """

    plain: str = ""
    shown: str = ""
    references: tuple[nodes.Node, ...] = ()

    @property
    def begins_with_form(self) -> bool:
        """Whether its subject is elsewhere."""
        return self.plain.partition(" ")[0].casefold() in FORM_WORDS and bool(verbal_forms(self.plain))

    def followed_by(self, *others: Wording) -> Wording:
        """One wording of several."""
        return Wording(
            " ".join(filter(None, [self.plain, *(each.plain for each in others)])),
            " ".join(filter(None, [self.shown, *(each.shown for each in others)])),
            (*self.references, *(node for each in others for node in each.references)),
        )

    @property
    def within(self) -> Wording:
        """The same after its subject, where a form does not begin a sentence: "T1: shall be 3 s"."""
        if not self.begins_with_form or not self.plain[1:2].islower():
            return self
        return replace(self, plain=_small(self.plain), shown=_small(self.shown))

    def named(self) -> Wording:
        """The same as a name before what is said of it: "T1:"."""
        return replace(self, plain=f"{self.plain}:", shown=f"{self.shown}:") if self.plain else self


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


class Raw:
    """The raw prose of a block, and what a reader sees in place of parts of it."""

    def __init__(self, node: nodes.Element, raw: str) -> None:
        self.raw = raw
        self._parts: list[tuple[int, int, str, nodes.Node | None]] = []
        place = 0
        for leaf, text in pieces(node):
            reference = leaf if text == OPAQUE and isinstance(leaf, pending_xref | nodes.reference) else None
            shown = text if reference or text == LABEL else plain_word(leaf).replace(OPAQUE, "…")
            if reference or shown != text:
                start = place
                if isinstance(leaf, nodes.footnote_reference):  # no blank stays before what followed it
                    start = max(len(raw[:place].rstrip()), *(end for _, end, *_ in self._parts[-1:]), 0)
                self._parts.append((start, place + len(text), shown, reference))
            place += len(text)

    def wording(self, start: int, end: int) -> Wording:
        """The wording of a part."""
        plain = in_one_line(self.raw[start:end])
        inside = [part for part in self._parts if part[0] < end and part[1] > start]
        if not inside:
            return Wording(plain, plain)
        shown, place = "", start
        for first, last, text, _ in inside:
            shown += self.raw[place:first] + text
            place = last
        references = tuple(reference for *_, reference in inside if reference is not None)
        return Wording(plain, in_one_line(shown + self.raw[place:end]), references)


def wording_of(node: nodes.Node) -> Wording:
    """All that stands in a block, or in the paragraphs of a list item or cell."""
    blocks = [node] if isinstance(node, nodes.TextElement) else list(node.findall(nodes.paragraph))
    raws = (Raw(block, raw_prose(block)) for block in blocks)
    return Wording().followed_by(*(each.wording(0, len(each.raw)) for each in raws))
