"""Where "need to", "is to be", "might" and "could" may be meant as a requirement, a permission or a guess.

In a clause of reason, of condition or of consequence they state how things are, and so do what has been, what could
not be, and what is denied: those are left alone. "Might need to" is one slip and not two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re

_LOOK_BACK = 120
"""In characters: how far before its verb a clause begins."""

_ADVERB = r"(?:\w+ly|also|always|even|ever|first|just|never|not|often|only|still|then|therefore|thus) "
_WORD = r"[^\s,;:.]+ "
_BELOW_ANOTHER = regex(
    rf"\b(?:(?:do|does|did)(?: not|n['’]t)|no longer|(?:can|could|may|might|must|shall|should|will|would)) "
    rf"(?:{_ADVERB}){{0,2}}$"
)
"""What makes "need to" a part of another verb ("may need to"), or denies it."""

_NOBODY = regex(rf"\b(?:[Nn]o|[Nn]one|[Nn]obody|[Nn]othing|[Nn]either|nor) (?:{_WORD}){{0,5}}$")

_PERFECT = regex(
    r" (?:not )?(?:\w+ly )?have (?:not |already |\w+ly )?"
    r"(?:been|had|(?!(?:associated|dedicated|embedded|extended|fixed|increased|integrated|limited|mixed|reduced|related"
    r"|restricted|shared|supported|unlimited)\b)\w+ed|become|begun|done|gone|gotten|given|known|left|lost|made|sent"
    r"|seen|taken|written)\b"
)
"""What has been: "might have been set", and not "might have limited memory"."""

_DENIED = regex(r" not\b")

_REASON = (
    r"(?:because|since|if|when|whenever|where|wherever|whether|unless|until|once|while|as long as|as soon as|in case"
    r"|provided that|given that|so that|such that|how|what|why"
    r"|(?:at|by|for|from|in|of|on|to|under|with) which"
    r"|(?:assum(?:e[sd]?|ing|ptions?)|means?|meaning|impl(?:y|ies|ying)) that)"
)
_FINITE = r"(?:is|are|was|were|has|have|had|does|do|shall|should|can|may|might|could|will|would|must)"
_SUBORDINATE = regex(
    rf"\b(?:(?i:{_REASON})|(?<=, )as) (?:{_ADVERB})?"
    rf"(?:(?:it|they|this|that|these|those|one|you|we) |(?:(?!{_FINITE} ){_WORD}){{0,6}}(?<!\bit )(?<!\bthey ))"
    rf"(?:{_ADVERB})?$"
)
"""The beginning of a clause of reason, condition or consequence, up to its verb.

No other verb stands between: "If it was lost it needs to be sent" goes on with what is to be done.
"""

_PERSON = r"(?:it|they|one|we|you)"
# What a thing is called is up to three words, and none of these is among them.
_NO_THING = rf"{_FINITE}|and|but|or|so|that|then"
_THING = rf"(?:(?!(?:{_NO_THING})\b)[\w-]+ ){{1,3}}"
_BARE = rf"(?:(?!(?:{_NO_THING}|as|at|by|for|from|in|of|on|to|with)\b)[\w-]+ ){{1,3}}"
_CONTACT = regex(
    rf"(?:[^\s,;:.] {_WORD}(?:each|every|all|any|the)|(?:^|[.:;] )(?:The|All|Any)) {_THING}{_PERSON} $"
    rf"|(?:^|[.:;] )(?:The|All) {_BARE}the (?:[\w-]+ ){{1,2}}$"
)
"""A clause that has lost its "that": "for each device it needs to manage", "The first thing it needs to know"."""

_WHICH = regex(r"\b[a-z]+ (?:that|which|who) $")
_THE_WHICH = regex(rf"\b[Tt]he {_THING}(?:that|which|who) (?:{_PERSON} )?$")
"""A clause that says which thing is meant: "data that is to be sent", "the number that needs to be kept"."""

_EXPECTED = regex(r" (?:expected|hoped|feared)\b")

_ARTICLES = ("the ", "a ", "no ", "any ")


def leaves_open(match: re.Match[str]) -> bool:
    """Whether a verb that is open to readings is one that its sentence asserts."""
    text, verb, end = match.string, match[0], match.end()
    if verb == "might":
        return not _PERFECT.match(text, end)
    if verb == "could":
        return not (_PERFECT.match(text, end) or _DENIED.match(text, end))
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _SUBORDINATE.search(before):
        return False
    if verb.startswith("need"):
        is_noun = f" {before}".casefold().endswith(tuple(f" {each}" for each in _ARTICLES))
        return not (is_noun or any(each.search(before) for each in (_BELOW_ANOTHER, _NOBODY, _CONTACT, _THE_WHICH)))
    return not (_WHICH.search(before) or _EXPECTED.match(text, end))
