"""References that are typed by hand: "Table 14", "Figure 3", "Clause 12", "5.9", "Annex C", "item b)"."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.prose import NOTED, TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.citations import find_citations
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.remembered import remembered
from sphinx_dlmsprofile.text.sentences import sentence_spans

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.model.prose import TextBlock

_PROSE = NOTED | {TextKind.CELL}
_NUMBER = r"(?:[A-Z]\.)?[0-9]{1,3}(?:\.[0-9]{1,3})*"
_LETTER = r"[A-Z](?:\.[0-9]{1,3})*"
_JOINTS = r"(?: and | or | to |–)"


def _counted(word: str, number: str) -> str:
    """One of its kind, several by the plural, or several that each have the word."""
    return rf"{word}(?:s {number}(?:(?:, |{_JOINTS}){number})*| {number}(?:{_JOINTS}{word} {number})*)"


_TYPED = regex(
    rf"\b(?:(?P<table>{_counted('Table', _NUMBER)})(?!\w|[.-][0-9])"
    rf"|(?P<figure>{_counted('Figure', _NUMBER)})(?!\w|[.-][0-9])"
    rf"|(?P<clause>{_counted('(?:Subc|subc|C)lause', _NUMBER)})(?!\w|[.-][0-9])"
    rf"|(?P<annex>{_counted('Annex', _LETTER)}|Annexes {_LETTER}(?:{_JOINTS}{_LETTER})*)(?![\w-])"
    r"|(?:[Ss]ee(?: also)?|(?:stated|specified|described|defined|given|listed|required|[Aa]s) in|according to"
    r"|in accordance with) (?P<bare>(?:[A-Z]|[0-9]{1,2})(?:\.[0-9]{1,2}){1,4})(?=[,.;:)]|$)"
    r"|[Aa]s (?P<subject>[0-9]{1,2}(?:\.[0-9]{1,2}){1,4}) (?:says|states|specifies|describes|requires|gives)\b"
    r"|(?P<item>[Ii]tem)s? (?P<mark>[a-z])\)"
    r"|(?P<formula>[Ee]quation|[Ff]ormula) \(?(?P<count>[0-9]{1,2})\)?(?!\w|\.[0-9])"
    r"|(?:[Ss]ee|in|by|to|with|and|or|from) (?P<note>NOTE) (?P<note_number>[0-9]{1,2})\b(?! to entry))"
)
_COUNT = regex(r"[0-9](?<=[ (.].)")
"""A figure that is not within a number or a word: all but annexes and items are named by one."""

_OF_ANOTHER = regex(r"[^.;]{0,12}?\b(?:of|in|from) (?:the |that |its |their )?(?!this document|this standard)[\w(\[]")
_APART = 25
"""In characters."""

_CAPTION = regex(r"\s*[–—:]\s|\s-\s")
"""What stands between the number and the words of a caption that is typed as a paragraph."""

_DOES = regex(r" (?:defines?|specif(?:y|ies)|gives?|shows?|lists?|contains?|describes?|adds?)\b")
_NOUN = regex(r"(?:Table|Figure|(?:Subc|subc|C)lause|Annex) ")
_NOTE = regex(r"NOTE\s+([0-9]{1,2})\b")
_ONE = regex(r"\b[A-Z](?:\.[0-9]+)*(?![\w.])|\b[A-Z](?:\.[0-9]+)+|[0-9]+(?:\.[0-9]+)*")


class Typed(NamedTuple):
    """A reference: what kind of thing it names, the numbers, "Clause" for a bare one, and the words."""

    kind: str
    numbers: tuple[str, ...]
    words: str


LIVE = frozenset({"table", "figure", "clause", "annex", "formula"})
"""The kinds that a role can lead to."""


@remembered
def typed_in(text: str) -> tuple[tuple[Typed, int], ...]:
    """The typed references of a text, each with its place; what another document may have is left out."""
    return tuple(_typed_in(text)) if may_name(text) and _TYPED.search(text) else ()


def may_name(text: str) -> bool:
    """Whether it is worth looking for references: quick, and always right when it says no."""
    return "nnex" in text or ("tem" in text and ")" in text) or _COUNT.search(text) is not None


def _typed_in(text: str) -> Iterator[tuple[Typed, int]]:
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        cited = [(citation.start, citation.end) for citation in find_citations(sentence)]
        for match in _TYPED.finditer(sentence):
            typed_caption = match.start() == 0 and _CAPTION.match(sentence, match.end())
            is_own = not cited or _is_apart(match, cited) or _is_subject(sentence, match)
            if is_own and not typed_caption and not _OF_ANOTHER.match(sentence, match.end()):
                typed = _read(match)
                yield typed, start + max(match.start(), match.start("bare"), match.start("subject"))


def _is_apart(match: re.Match[str], cited: Sequence[tuple[int, int]]) -> bool:
    """Whether a table or figure is not that of a document that the sentence cites: that stands far after it."""
    return bool(match["table"] or match["figure"] or match["subject"]) and all(
        start > match.end() + _APART for start, _ in cited
    )


def _is_subject(sentence: str, match: re.Match[str]) -> bool:
    """Whether an annex does something in a part of the sentence that cites nothing: that of this document does."""
    if not match["annex"] or not _DOES.match(sentence, match.end()):
        return False
    start = sentence.rfind(";", 0, match.start()) + 1
    return start > 0 and not list(find_citations(sentence[start : match.start()]))


@analysis
def typed_references(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, Typed]]:
    """The typed references of a document, those to items and notes only where there are none such.

    Both are counted in each clause; a clause without any may mean those of another in its document.
    """
    known = list(blocks)
    sections = list(accumulate(block.kind is TextKind.TITLE for block in known))
    items = _items(known, sections)
    anywhere = set().union(*items.values())
    notes = _notes(known, sections)
    for block, section in zip(known, sections, strict=True):
        if block.mandated or block.kind not in _PROSE:
            continue
        for typed, _ in typed_in(block.text):
            (number, *_) = typed.numbers
            marks = items.get(section, anywhere)
            is_there = (typed.kind == "item" and (not marks or number.rstrip(")") in marks)) or (
                typed.kind == "note" and int(number) <= notes.get(section, max(notes.values(), default=1))
            )
            if not is_there:
                yield block, typed


def _items(blocks: Iterable[TextBlock], sections: Iterable[int]) -> dict[int, set[str]]:
    """The marks of the items in each section that has some, without brackets."""
    marks: dict[int, set[str]] = {}
    for block, section in zip(blocks, sections, strict=True):
        if block.mark and not _NOTE.match(block.mark):
            marks.setdefault(section, set()).add(block.mark.strip("() "))
    return marks


def _notes(blocks: Iterable[TextBlock], sections: Iterable[int]) -> dict[int, int]:
    """The highest number that a note has in each section that has some; a single one may be called NOTE 1."""
    highest: dict[int, int] = {}
    counted: Counter[int] = Counter()
    for block, section in zip(blocks, sections, strict=True):
        if block.kind is TextKind.NOTE:
            counted[section] += 1
            label = _NOTE.match(block.mark) or _NOTE.match(block.text)
            number = int(label[1]) if label else counted[section]
            highest[section] = max(highest.get(section, 1), number)
    return highest


def _read(match: re.Match[str]) -> Typed:
    if match["item"]:
        return Typed("item", (f"{match['mark']})",), match[0])
    if match["note"]:
        return Typed("note", (match["note_number"],), match[0])
    if match["formula"]:
        return Typed("formula", (match["count"],), match[0])
    if bare := match["bare"] or match["subject"]:
        return Typed("clause", (bare,), bare)
    kind = next(kind for kind in ("table", "figure", "clause", "annex") if match[kind])
    return Typed(kind, tuple(_ONE.findall(match[0])), match[0])


def numbered_parts(typed: Typed) -> list[tuple[int, int, str]]:
    """The parts of the words of a reference that lead somewhere, each with its number: all words where it is one."""
    if len(typed.numbers) == 1:
        return [(0, len(typed.words), typed.numbers[0])]
    return [(match.start(), match.end(), match[0]) for match in _ONE.finditer(typed.words)]


def replaced(typed_words: str, roles: Sequence[str]) -> str:
    """The words of a reference with roles for its numbers, in their order: they print the words before numbers."""
    numbers = list(_ONE.finditer(typed_words))
    written = roles[0]
    for (one, other), role in zip(pairwise(numbers), roles[1:], strict=True):
        joint = typed_words[one.end() : other.start()]
        written += _NOUN.sub("", joint) + role
    return written
