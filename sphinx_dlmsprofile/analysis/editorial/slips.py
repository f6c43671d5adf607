"""What the ISO/IEC Directives, Part 2, would have otherwise in a text, by that text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.editorial.patterns import NUMBERS, UNSIGNED, WORDS, combined
from sphinx_dlmsprofile.model.prose import NOTED, TextKind
from sphinx_dlmsprofile.text.citations import find_citations
from sphinx_dlmsprofile.text.patterns import contains_any, regex
from sphinx_dlmsprofile.text.sentences import sentence_spans
from sphinx_dlmsprofile.text.verbal_forms import may_hold_form, verbal_forms, without_quoted

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_WORDS = regex(combined(WORDS, r"(?<![\w@/.-])"))
_NUMBERS = regex(combined(NUMBERS, r"(?=[0-9-])(?<![\w.,/:#+&=-])(?<![0-9] )"))
_LOOKED = {looked.kind.replace("-", "_"): looked for looked in (*WORDS, *NUMBERS)}

_SIGNS = tuple(dict.fromkeys(sign for looked in WORDS for sign in looked.signs))
_UNSIGNED = regex(UNSIGNED)
_DIGIT = regex(r"[0-9]")
_LEFT = regex(r"\[(?:Editor|Ed\.|Author|Drafting|Reviewer|Note to )[^\]]*\]?|(?<!\?)\?{2,}(?!\?)")
_TRADE = regex(r"\b\w+ ?[®™]")
_ADDRESS = regex(r"(?:https?://|www\.|mailto:)\S+|(?<!\S)[^\s@]+@\S+\.\w+")
_IN_ADDRESSES = ("://", "www.", "mailto:", "@")
_LONE = regex(r"[()\[\]{}“”]")
_OPENS = regex(r"(?<=[=,:;/|+({\[])”(?=\w)")
"""A straight mark that was read as the end of a quotation, and begins one: "a","b" without a space."""

_INCHES = regex(r"(?<=[0-9])”")
_ENUMERATED = regex(r"(?:^|(?<=[\s,;]))(?:[0-9]{1,3}|[A-Za-z]|[ivx]{1,4})\)")
_INTERVAL = regex(r"[\[(]\s*[-+\u2212]?[\w.,∞]+\s*[,;]\s*[-+\u2212]?[\w.,∞]+\s*[\])]")
_NUMBER_FIRST = regex(r"[0-9]+(?: [0-9]{3})* [a-z]{3,}")
_STOPPED = regex(r"(?<![.\s])\.$")
_ABBREVIATED = regex(r"(?:\b(?:etc|al|Inc|Ltd|Co)|[A-Z])\.$")

_SENTENCE = 4
"""Spaces in a sentence, at least."""

_WRITTEN = frozenset({*NOTED, TextKind.CELL, TextKind.TITLE, TextKind.CAPTION})
_FORMS = {
    TextKind.PARAGRAPH: "requirement",
    TextKind.CELL: "requirement",
    TextKind.NOTE: "requirement-in-note",
    TextKind.EXAMPLE: "requirement-in-example",
    TextKind.FOOTNOTE: "requirement-in-footnote",
}
_CLOSES = {")": "(", "]": "[", "}": "{", "”": "“"}


class Found(NamedTuple):
    """A slip in a text: its kind, where it stands there, what to write instead; ``safe``: the meaning stays."""

    kind: str
    start: int
    end: int
    instead: str = ""
    safe: bool = False


def slips_in(text: str, scope: TextKind, *, of_table: bool = False) -> Iterator[Found]:
    """All slips of a text; ``of_table`` says that it is a footnote of a table, which may hold provisions.

    Words in quotation marks are spoken of, and addresses are as they are.
    """
    if scope not in _WRITTEN:
        return
    plain = without_quoted(text)
    if contains_any(plain, _IN_ADDRESSES):
        plain = _masked(_ADDRESS, plain)
    found = list(_matches(_WORDS, plain)) if may_hold_word(plain) else []
    if _DIGIT.search(plain):
        found += _matches(_NUMBERS, plain)
        found += _numbers_first(plain, scope)
    if found:
        cited = [(each.start, each.end) for each in find_citations(plain)]
        own = (each for each in found if each.kind != "reference-form" or not cited)
        yield from (each for each in own if not any(start < each.end and each.start < end for start, end in cited))
    if "[" in plain or "??" in plain:
        yield from (Found("note-left", *match.span()) for match in _LEFT.finditer(plain) if match[0] != text)
    if "®" in plain or "™" in plain:
        yield from (Found("trade-name", *match.span()) for match in _TRADE.finditer(plain))
    yield from _stops(text, scope)
    yield from _unbalanced(text)
    if not of_table and scope in _FORMS:
        yield from _forms(plain, scope)


def may_hold_word(text: str) -> bool:
    """Whether it is worth looking for the words of slips: quick, and always right when it says no."""
    folded = text.casefold()
    return contains_any(folded, _SIGNS) or _UNSIGNED.search(folded) is not None


def _masked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "\0" * len(match[0]), text)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        looked = _LOOKED[str(match.lastgroup)]
        # The words alone, without what stands before.
        instead = looked.instead(match)
        if instead is not None and _ends_word(text, match):
            yield Found(looked.kind, match.start(), match.end(), instead, looked.safe)


def _ends_word(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 1]
    return not (match[0][-1].isalpha() and (following.isalnum() or following in {"-", "_"}))


def _numbers_first(text: str, scope: TextKind) -> Iterator[Found]:
    for start, end in sentence_spans(text) if scope in NOTED else ():
        match = _NUMBER_FIRST.match(text, start)
        if match and text[end - 1] == "." and text.count(" ", start, end) >= _SENTENCE:
            yield Found("number-begins-sentence", start, match.end())


def _stops(text: str, scope: TextKind) -> Iterator[Found]:
    kind = {TextKind.TITLE: "title-full-stop", TextKind.CAPTION: "caption-full-stop"}.get(scope)
    if kind and _STOPPED.search(text) and not _ABBREVIATED.search(text):
        start = len(text) - len(text.rsplit(maxsplit=1)[-1])
        yield Found(kind, start, len(text), text[start:-1], safe=True)


def _unbalanced(text: str) -> Iterator[Found]:
    if not _LONE.search(text):
        return
    text = _masked(_INTERVAL, text)
    opened: list[tuple[str, re.Match[str]]] = []
    lone: re.Match[str] | None = None
    for match in _LONE.finditer(text):
        sign = match[0]
        wanted = _CLOSES.get(sign)
        if wanted is None:
            opened.append((sign, match))
        elif opened and opened[-1][0] == wanted:
            opened.pop()
        elif sign == "”" and _OPENS.match(text, match.start()):
            opened.append(("“", match))
        elif sign != "”" or not _INCHES.match(text, match.start()):
            lone = match
            break
    # A quotation of several paragraphs opens each of them.
    if lone is None and opened and not (opened[0][0] == "“" and opened[0][1].start() == 0):
        lone = opened[0][1]
    if lone and not _ENUMERATED.search(text):
        yield Found("unbalanced", *lone.span())


def _forms(text: str, scope: TextKind) -> Iterator[Found]:
    """The requirements of a text by its scope, and the permissions of a note."""
    if not may_hold_form(text):
        return
    for start, end in sentence_spans(text):
        forms = verbal_forms(text[start:end])
        form = next((form for form in forms if form.startswith("shall")), None)
        kind = _FORMS[scope] if form else "permission-in-note"
        if not form and scope is TextKind.NOTE:
            form = next((form for form in forms if form == "may"), None)
        place = text.casefold().find(form.partition(" ")[0], start, end) if form else -1
        if form and place >= 0:
            yield Found(kind, place, place + len(form))
