"""Which services a sentence says that the association of an example proposes or accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.elsewhere import ELSEWHERE
from sphinx_dlmsprofile.model.prose import WORDED
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.registry.conformance_bits import SERVICE_BITS
from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_BITS = {
    **{name: bit for bit, name in SERVICE_BITS.items()},
    **dict.fromkeys(("GBT", "general block transfer", "General block transfer"), "general-block-transfer"),
    "selective access": "selective-access",
}
_SAYS = regex(rf"\b(?:propos|offer|accept|negotiat|ask(?:s|ed)? for|agree)[a-z]*\b(?P<list>[^;:{OPAQUE}]*)")
_NAMED = regex(rf"(?<![\w-])(?:{'|'.join(sorted(_BITS, key=len, reverse=True))})(?![\w-])")
_ELSEWHERE = regex(rf"\b(?:{ELSEWHERE}|no|only|but|may|can)\b", re.IGNORECASE)


class Proposed(NamedTuple):
    """The names and bits of what is proposed, and the labels that the sentence refers to."""

    services: tuple[tuple[str, str], ...]
    targets: tuple[str, ...]


@analysis
def proposed(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, Proposed]]:
    """What sentences with a reference say that is proposed, offered or accepted."""
    for block in blocks:
        if block.kind in WORDED and block.references and not block.mandated and _SAYS.search(block.text):
            text = plain_blanks(block.shown or block.text)
            links = tuple(link.target for link in block.references)
            for start, end in sentence_spans(text):
                sentence, before = text[start:end], text.count(OPAQUE, 0, start)
                said = _SAYS.search(sentence)
                targets = links[before : before + sentence.count(OPAQUE)]
                if said is None or not targets or _ELSEWHERE.search(sentence):
                    continue
                names = dict.fromkeys(_NAMED.findall(said["list"]))
                if names:
                    yield block, Proposed(tuple((name, _BITS[name]) for name in names), targets)
