"""Labels of notes and examples that are typed by hand: "NOTE 2 …", "EXAMPLE 1: …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.prose import LABELLED, REMARKS
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_LABEL = regex(r"(?P<kind>NOTE|EXAMPLE)(?:\s+(?P<number>[0-9]{1,2}))?(?=\s*[:–—]|\s-\s|\.\s|\s+[A-Z“\"'(\[0-9]|$)")
"""At the beginning of a text, and not where a sentence speaks of a note: "NOTE 2 applies"."""


_ENOUGH = 4
"""Words of a text: its label of two, a dash, and one more."""


class WrongLabel(NamedTuple):
    """A typed label: its words, the label that is expected in its place, and whether directives label others there.

    ``expected`` is empty where a directive prints a label before it; then the text goes on as in its ``beginning``.
    """

    typed: str
    expected: str
    mixed: bool = False
    beginning: str = ""


@analysis
def wrong_labels(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, WrongLabel]]:
    """The first typed label of each place that does not fit to the others there: it skips, repeats or is mixed."""
    counts: dict[str, int] = {}
    by_directive: dict[str, bool] = {}
    told: set[str] = set()
    for block in blocks:
        if block.kind in LABELLED:
            counts, by_directive, told = {}, {}, set()
        if block.kind not in REMARKS:
            continue
        match = _LABEL.match(block.text)
        printed = _LABEL.match(block.mark)
        label = printed or match
        if not label:
            continue
        kind = label["kind"]
        expected = counts[kind] = counts.get(kind, 0) + 1
        mixed = by_directive.setdefault(kind, bool(printed)) != bool(printed)
        wrong: WrongLabel | None = None
        if match and printed:
            wrong = WrongLabel(match[0], "", beginning=" ".join(block.text.split()[:_ENOUGH]))
        elif mixed:
            wrong = WrongLabel(label[0], f"{kind} {expected}", mixed=True)
        elif match and match["number"] and int(match["number"]) != expected:
            wrong = WrongLabel(match[0], f"{kind} {expected}")
        if wrong and kind not in told:
            told.add(kind)
            yield block, wrong
