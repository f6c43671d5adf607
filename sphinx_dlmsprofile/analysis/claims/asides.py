"""Sentences that do not say how things are here: of drafts, of what might be, of what something is compared with."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

_ASIDE = regex(
    r"(?i)\b(?:drafts?|earlier|former(?:ly)?|previous(?:ly)?|withdrawn|no longer|predecessors?|pilots?|obsolete"
    r"|in the past|used to be|would|could|might|compared|other (?:profiles?|standards?|parts?)|[a-z]+er than)\b"
    r"|^(?:IEC|EN|ISO(?:/IEC)?) [0-9-]+ (?:supports?|uses?|has|offers?|specifies|allows)\b"
)


def is_aside(sentence: str) -> bool:
    """Whether a sentence speaks of the past, of something else, or of what is not so."""
    return _ASIDE.search(sentence) is not None
