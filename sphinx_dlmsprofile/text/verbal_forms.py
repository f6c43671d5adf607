"""The verbal forms of the ISO/IEC Directives, Part 2, Clause 7: what makes a sentence a provision."""

from __future__ import annotations

import re
from enum import Enum

from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.remembered import remembered


class ProvisionKind(Enum):
    """What a provision expresses, the strongest first."""

    REQUIREMENT = "requirement"
    """shall, shall not"""

    RECOMMENDATION = "recommendation"
    """should, should not"""

    PERMISSION = "permission"
    """may, may not, need not"""

    POSSIBILITY = "possibility"
    """can, cannot: possibility or capability"""


_KIND_OF = {
    "shall": ProvisionKind.REQUIREMENT,
    "should": ProvisionKind.RECOMMENDATION,
    "may": ProvisionKind.PERMISSION,
    "need": ProvisionKind.PERMISSION,
    "can": ProvisionKind.POSSIBILITY,
    "cannot": ProvisionKind.POSSIBILITY,
}
FORM_WORDS = frozenset(_KIND_OF)
"""The words with which forms begin."""

_STRENGTH = list(ProvisionKind)


_JOINED = r"[\w'’/_-]"
# Capitals as in RFC 2119 are forms too, but a CAN is a bus and May a month or a name.
_BEGINNING = regex("shall|should|may|can|need|SHALL|SHOULD|MAY|CAN|NEED")
_FORM = regex(
    rf"(?<!{_JOINED})(?<!\w\.)(?:(?:shall|should|may|can|SHALL|SHOULD|MAY)(?:\s+(?:not|NOT)(?!\w))?"
    rf"|cannot|CANNOT|(?:need|NEED)\s+(?:not|NOT))(?!{_JOINED}|\.\w)"
)
_FOLLOWS = r"not|be|have|only|also|never|always"
_FIRST_WORD = regex(
    rf"(?:Shall(?:\s+not)?|Should\s+(?:{_FOLLOWS})|May\s+(?:{_FOLLOWS})|Can\s+(?:{_FOLLOWS})|Cannot|Need\s+not)\b"
)
"""A form that begins a cell or an item; "Should the link fail" is a condition and "May 2016" a date."""

_QUOTED = regex(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|‘[^’]*’|(?<!\w)'[^'\s]+'(?!\w)")
_OPENING = frozenset("\"“„«‘'")
_ANY_FORM = r"(?:shall|should|may|can|cannot|need)"
_BEFORE_MENTION = regex(
    r"\b(?:words?|verbs?|verbal\s+forms?|auxiliar(?:y|ies)|terms?|expressions?)\s+"
    rf"(?P<others>(?:{_ANY_FORM}(?:\s+not)?(?:,|,?\s+(?:and|or))\s+){{0,6}})$",
    re.IGNORECASE,
)
_AFTER_MENTION = regex(
    rf"\s*(?:$|[^\w\s,]|,?\s*(?:(?:and|or)\s+)?{_ANY_FORM}\b|(?:are|were|do|in|here)\b|\w*[^\Ws]s\b)", re.IGNORECASE
)
"""What follows a form that is spoken of: another one, or a verb of its own ("the word shall is used")."""

_LOOK_BACK = 150

_ARTICLE = regex(r"(?:^|\s)(?:[Tt]he|[Tt]in|(?P<letter>(?<!where\s)a))\s+$")
_FOLLOWS_FORM = regex(rf"\s+(?:be|{_FOLLOWS})\b")
_NOUNS = frozenset({"can", "need not"})
"""Forms that are nouns too: a can of paint, the need not to send."""


def may_hold_form(text: str) -> bool:
    """Whether it is worth looking for forms: quick, and always right when it says no."""
    lowered = text.casefold()
    return "shall" in lowered or "should" in lowered or "may" in lowered or "can" in lowered or "need" in lowered


def without_quoted(text: str) -> str:
    """A text as long as it is, without what stands in quotation marks: its words are spoken of."""
    return text if _OPENING.isdisjoint(text) else _QUOTED.sub(lambda match: "\0" * len(match[0]), text)


@remembered
def verbal_forms(sentence: str) -> tuple[str, ...]:
    """The forms with which a sentence speaks, lower case, in its order: ("shall not", "may").

    Those in quotation marks, and those spoken of ("the word shall"), do not count; nor does "may" in a name or date,
    "can" as a noun, or "should" where it begins a condition.
    """
    return tuple(_normal(sentence[start:end]) for start, end in form_spans(sentence))


def form_spans(sentence: str) -> list[tuple[int, int]]:
    """Where the forms with which a sentence speaks begin and end."""
    text = without_quoted(sentence)
    found = [_FIRST_WORD.match(text, len(text) - len(text.lstrip()))]
    # To look for the letters alone and then at what is around them is four times as fast as to do both at each sign.
    forms = (_FORM.match(text, place.start()) for place in _BEGINNING.finditer(text))
    found += [form for form in forms if form and not (_is_spoken_of(form) or _is_noun(form))]
    return [form.span() for form in found if form]


def _normal(form: str) -> str:
    words = form.casefold().split()
    negative = ["not"] if words[-1] == "not" and len(words) > 1 else []
    return " ".join([words[0], *negative])


def kind_of(forms: tuple[str, ...]) -> ProvisionKind:
    """What a sentence with these forms expresses: the strongest of them counts."""
    return min((_KIND_OF[form.partition(" ")[0]] for form in forms), key=_STRENGTH.index)


def _is_spoken_of(form: re.Match[str]) -> bool:
    """Whether the text is about the word: "the words shall and should"."""
    before = _BEFORE_MENTION.search(_before(form))
    return before is not None and bool(before["others"] or _AFTER_MENTION.match(form.string, form.end()))


def _before(form: re.Match[str]) -> str:
    """What stands before a form, as far as it can be about it: a sentence may have thousands of forms."""
    return form.string[max(0, form.start() - _LOOK_BACK) : form.start()]


def _is_noun(form: re.Match[str]) -> bool:
    """Whether it follows an article as a noun; "A" and "a" are also names, of timers, bands, variables."""
    if form[0] not in _NOUNS:
        return False
    article = _ARTICLE.search(_before(form))
    return bool(article and not (article["letter"] and _FOLLOWS_FORM.match(form.string, form.end())))
