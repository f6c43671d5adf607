"""What a paragraph says of the example, figure or table that it leads to: its size, its addresses, how many of what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.row import INTEGER, OBIS
from sphinx_dlmsprofile.model.prose import WORDED, TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.counts import COUNT
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_UNIT = r"(?P<unit>MSDU|PSDU|MPDU|L?PDU|APDU|AARQ|AARE|PDU|frame|message|packet|datagram|telegram)s?"
_CLAIMS = regex(
    rf"\b(?P<size>{_UNIT}(?: (?:of|in) {OPAQUE})?(?:,? (?:which|that))?(?: (?:is|are|of|has|have|with)){{1,2}} "
    rf"(?P<octets>{COUNT}) octets)\b"
    rf"|\b(?P<sap>(?P<side>[Cc]lient|[Ss]erver)(?:(?: with| at)?(?: the| an?)? SAP)? (?P<address>0[xX][0-9A-Fa-f]+))\b"
    rf"|\b(?P<attribute>attribute {INTEGER.replace('?P<v>', '?P<number>')})"
    rf"|(?<![\w.:-])(?P<object>object (?P<code>{OBIS}))(?!\w|\.[0-9])"
    rf"|\b(?P<value>value {INTEGER.replace('?P<v>', '?P<said>')} in (?:the )?(?:\w+ (?:of|in) )?{OPAQUE})"
    rf"|{OPAQUE} (?P<written>(?:sets?|writes?) [^.;{OPAQUE}]{{1,60}}? to {INTEGER.replace('?P<v>', '?P<wrote>')})"
    r"(?! [a-z])"
    rf"|\b(?P<put>(?:writes?|sets?) {INTEGER.replace('?P<v>', '?P<into>')} (?:in)?to )[^.;{OPAQUE}]{{1,80}}{OPAQUE}"
    rf"|\b(?P<string>octet[ -]string of (?P<long>{COUNT}) octets)\b"
    r"|\b(?P<suite>security suite (?P<numbered>[0-2]))(?!\w|\.[0-9])"
    rf"|\b(?P<window>window (?:size )?of (?P<blocks>{COUNT})(?: blocks?)?)\b"
)
_NUMBER = regex(r" [0-9]")
_ELSEWHERE = regex(r"\b(?:without|instead|otherwise|unlike|would|not|if|each|at most|at least|up to)\b", re.IGNORECASE)
"""What makes a sentence speak of another message than the one that is shown."""


_NOT_COUNTED = frozenset(
    {
        *(
            "of",
            "in",
            "to",
            "or",
            "and",
            "for",
            "other",
            "more",
            "times",
            "the",
            "per",
            "with",
            "is",
            "are",
            "on",
            "by",
        ),
        *("octet", "octets", "byte", "bytes", "bit", "bits", "ms", "min", "km", "kbit"),
    }
)
"""What follows a number and is not what is counted. Values with units are judged as quantities."""

_COUNTED = regex(rf"(?<![\w.,/-])(?P<number>{COUNT}) (?P<noun>[a-z]{{2,20}})(?![\w/-])", re.IGNORECASE)
"""How many of what."""

_CUT = regex(
    r"\b(?:cut|divided|split|carried|sent|transferred|segmented) (?:up )?in(?:to)? "
    rf"(?P<number>{COUNT}) (?P<noun>[a-z]{{3,20}})\b"
)
"""Into how many a message is cut: as many as the caption of what the paragraph refers to says."""

_SHOWN = regex(rf"{OPAQUE} (?:shows?|gives?|lists?) (?:the |an? )?[^.;{OPAQUE}]*")


_KINDS = ("size", "sap", "attribute", "object", "value", "string", "suite", "window")


class Lead(NamedTuple):
    """A claim of an example: its kind, the value as written, the side or kind of unit, and the words.

    ``targets`` are the labels that the paragraph refers to up to the claim, else those after it.
    """

    kind: str
    value: str
    of: str
    targets: tuple[str, ...]
    words: str


@analysis
def leads(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, Lead]]:
    """What paragraphs with references say that an example may show, and what captions count."""
    for block in blocks:
        if block.kind is TextKind.CAPTION and block.numbered:
            for match in _COUNTED.finditer(plain_blanks(block.text)):
                if match["noun"] not in _NOT_COUNTED:
                    yield block, Lead("caption", match["number"], match["noun"], (block.numbered,), match[0])
        if block.kind in WORDED and block.references:
            yield from ((block, lead) for lead in _of_block(block))


def _may_claim(text: str) -> bool:
    """Whether it is worth looking for claims: each has a number in digits after a blank, or one of these words."""
    return "octets" in text or "window" in text or _NUMBER.search(text) is not None


def _of_block(block: TextBlock) -> Iterator[Lead]:
    text = plain_blanks(block.shown or block.text)
    links = [link.target for link in block.references]
    for shown in _SHOWN.finditer(text):
        target = links[text.count(OPAQUE, 0, shown.start())]
        for match in _COUNTED.finditer(shown[0]):
            if match["noun"] not in _NOT_COUNTED:
                yield Lead("counted", match["number"], match["noun"], (target,), match[0])
    for match in _CUT.finditer(text):
        targets = tuple(links)
        yield Lead("counted", match["number"], match["noun"], targets, f"{match['number']} {match['noun']}")
    for start, end in sentence_spans(text) if _may_claim(text) and _CLAIMS.search(text) else ():
        sentence = text[start:end]
        is_elsewhere = _ELSEWHERE.search(sentence)
        for match in _CLAIMS.finditer(sentence):
            # What is written stands right behind the reference: what follows may be of another message.
            if is_elsewhere and not (match["written"] and not _ELSEWHERE.search(sentence, 0, match.end())):
                continue
            if match["put"]:
                yield Lead(
                    "written", match["into"], "", (links[text.count(OPAQUE, 0, start + match.end()) - 1],), match["put"]
                )
                continue
            if match["written"]:
                before = text.count(OPAQUE, 0, start + match.start() + 1)
                yield Lead("written", match["wrote"], "", (links[before - 1],), match["written"])
                continue
            # A value is that of the example named right behind it.
            before = text.count(OPAQUE, 0, start + match.end() if match["value"] else end)
            kind = next(kind for kind in _KINDS if match[kind])
            value = (
                match["octets"]
                or match["address"]
                or match["number"]
                or match["said"]
                or match["code"]
                or match["long"]
                or match["numbered"]
                or match["blocks"]
            )
            of = (match["side"] or match["unit"] or "").casefold()
            named = links[before - 1 : before] if match["value"] else links[:before] or links
            yield Lead(kind, value, of, tuple(named), match[0].replace(OPAQUE, "").strip())
