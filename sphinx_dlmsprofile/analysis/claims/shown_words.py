"""What sentences say in words that an example shows: its attribute, class, service class, priority, blocks, meaning."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.elsewhere import ELSEWHERE
from sphinx_dlmsprofile.model.prose import WORDED
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.counts import COUNT
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.patterns import contains_any, regex
from sphinx_dlmsprofile.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_SAID = regex(
    # One look for the beginning of a word, not one for each form: that is three times as fast.
    r"\b(?:"
    r"(?:service|request|notification|APDU|GET|SET|ACTION|ACCESS|push) (?:is|was) (?P<mode>confirmed|unconfirmed)\b"
    r"|(?P<of_mode>confirmed|unconfirmed) (?:service|request|GET|SET|ACTION|ACCESS|[Pp]ush)\b(?! of)"
    r"|(?:opens?|establish(?:es)?) an? (?P<association>confirmed|unconfirmed) (?:AA|application association)\b"
    r"|with (?P<referencing>short|logical) name referencing\b"
    r"|(?P<priority>normal|high) priority\b|priority (?:is |of )?(?P<of_priority>normal|high)\b"
    rf"|blocks of (?P<block>{COUNT})(?: octets|(?=[.,;)]|$))"
    r"|(?:attribute|method) \W?(?P<member>[a-z][a-z0-9_]*)\b|(?<!-)(?P<of_member>[a-z]+(?:_[a-z0-9]+)+)\b"
    r"|value (?P<value>[0-9]{1,5}|0x[0-9A-F]+)\b[^.;]{0,60}? (?:stands for|means|indicates|says) (?P<meaning>[^.;]+))"
    r"|[\"“](?P<class>[A-Z0-9][^\"“”]{2,40})[\"”]"
)
_SIGNS = ("confirmed", "referencing", "priority", "blocks of", "attribute ", "method ", "_", '"', "“", "value ")
"""Each form of what is said has one of them."""

_ELSEWHERE = regex(
    rf"\b(?:{ELSEWHERE}|each|every|before|after|again|real|then|or|can(?! be cut)|may|also|too)\b", re.IGNORECASE
)
"""What makes a sentence speak of more than the one message."""

_KINDS = ("mode", "association", "referencing", "priority", "block", "member", "class", "meaning")


class ShownWord(NamedTuple):
    """What is said: its kind, the words, of a meaning the value.

    ``targets`` are the labels that the sentence refers to, ``around`` those of its paragraph.
    """

    kind: str
    said: str
    value: str
    targets: tuple[str, ...]
    around: tuple[str, ...]


@analysis
def shown_words(blocks: Iterable[TextBlock], saps: tuple[str, ...]) -> Iterator[tuple[TextBlock, ShownWord]]:
    """What sentences say that examples may show; ``saps`` are the names of the service access points."""
    for block in blocks:
        if block.kind in WORDED and not block.mandated:
            yield from ((block, word) for word in _of_block(block))
            if block.references:
                yield from ((block, word) for word in _ends(block, saps))


def _ends(block: TextBlock, saps: tuple[str, ...]) -> Iterator[ShownWord]:
    """The access points in sentences that refer to something, or after which a sentence begins with a reference."""
    text = plain_blanks(block.shown or block.text)
    links = tuple(link.target for link in block.references)
    spans = sentence_spans(text)
    for (start, end), (following, _) in zip_longest(spans, spans[1:], fillvalue=(len(text), 0)):
        sentence = text[start:end]
        if (OPAQUE in sentence or text.startswith(OPAQUE, following)) and not _speaks_of_others(sentence):
            yield from (ShownWord("sap", name, "", links, links) for name in saps if name in sentence)


def _speaks_of_others(sentence: str) -> bool:
    return _ELSEWHERE.search(sentence.replace("without security", "")) is not None


def may_say(text: str) -> bool:
    """Whether it is worth looking for words that are said: quick, and always right when it says no."""
    return contains_any(text, _SIGNS)


def _of_block(block: TextBlock) -> Iterator[ShownWord]:
    text = plain_blanks(block.shown or block.text)
    if not may_say(text):
        return
    links = tuple(link.target for link in block.references)
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        matches = list(_SAID.finditer(sentence)) if may_say(sentence) else []
        if not matches or _speaks_of_others(sentence):
            continue
        first = text.count(OPAQUE, 0, start)
        targets = links[first : first + sentence.count(OPAQUE)]
        has_member = any(match["member"] or match["of_member"] for match in matches)
        for match in matches:
            if match["class"] and has_member:
                continue  # A member and its class are compared with each other.
            kind = next(each for each in _KINDS if match[each] or (f"of_{each}" in _OF and match[f"of_{each}"]))
            said = match[kind] or match[f"of_{kind}"]
            yield ShownWord(kind, said, match["value"] or "", targets, links)


_OF = frozenset({"of_mode", "of_priority", "of_member"})
