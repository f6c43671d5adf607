"""Sentences that name several fields of an envelope, and give one of them a value."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.elsewhere import ELSEWHERE
from sphinx_dlmsprofile.model.prose import WORDED, TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_PROSE = WORDED | {TextKind.CELL}
_VALUE = r"(?: (?:octet|byte|field))?(?: is| of| has the value|:)? (?P<value>0x[0-9A-F]{1,8})\b"
_ELSEWHERE = regex(rf"\b(?:{ELSEWHERE}|no|or)\b", re.IGNORECASE)


class NamedFields(NamedTuple):
    """The fields that a sentence names, the one of them with the value, and the value as written."""

    fields: tuple[str, ...]
    field: str
    value: str


@analysis
def named_fields(blocks: Iterable[TextBlock], labels: tuple[str, ...]) -> Iterator[tuple[TextBlock, NamedFields]]:
    """The sentences with several of the labels, one of which has a value."""
    pattern = _pattern(labels)
    for block in blocks:
        if block.kind not in _PROSE or "0x" not in block.text:
            continue
        for start, end in sentence_spans(block.text):
            sentence = block.text[start:end]
            found = list(pattern.finditer(sentence))
            names = tuple(dict.fromkeys(match["label"] for match in found))
            valued = [match for match in found if match["value"]]
            if len(names) > 1 and len(valued) == 1 and not _ELSEWHERE.search(sentence):
                yield block, NamedFields(names, valued[0]["label"], valued[0]["value"])


@lru_cache(maxsize=8)
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?P<label>{known})(?![\w-])(?:{_VALUE})?")
