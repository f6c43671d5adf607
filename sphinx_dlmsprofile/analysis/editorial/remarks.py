"""The numbers of notes and examples that are typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.prose import LABELLED, TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_LABEL = regex(r"(?P<kind>NOTE|EXAMPLE)(?: (?P<number>[0-9]{1,2}))?(?P<stop>:| –| —|\.)?(?= [A-Z“\"'(\[0-9])")


@analysis
def typed_remarks(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, str]]:
    """The typed labels with a sign after them, the only one of a clause with a number, several without, and why."""
    group: dict[str, list[tuple[TextBlock, str, str]]] = {}
    for block in blocks:
        if block.kind in LABELLED:
            yield from _judged(group)
            group = {}
        match = _LABEL.match(block.text) if block.kind in {TextKind.NOTE, TextKind.EXAMPLE} else None
        if match and not block.mark:
            if match["stop"]:
                label = match[0].removesuffix(match["stop"])
                yield block, f'"{match[0]}": nothing stands between a label and its text: write "{label}" and a space'
            group.setdefault(match["kind"], []).append((block, match["kind"], match["number"] or ""))
    yield from _judged(group)


def _judged(group: dict[str, list[tuple[TextBlock, str, str]]]) -> Iterator[tuple[TextBlock, str]]:
    for several in group.values():
        if len(several) == 1 and several[0][2]:
            block, kind, number = several[0]
            if number == "1":  # any other is out of order
                yield block, f'"{kind} {number}" is the only one here, which has no number: write "{kind}"'
        elif len(several) > 1:
            for place, (block, kind, number) in enumerate(several, 1):
                if not number:
                    yield block, f'"{kind}" is one of several here, which have numbers: write "{kind} {place}"'
