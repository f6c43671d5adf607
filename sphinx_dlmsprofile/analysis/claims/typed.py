"""References that are typed by hand: "Table 14", "Figure 3", "Clause 12", "5.9", "Annex C", "item b)"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.citations import find_citations
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_PROSE = frozenset({TextKind.PARAGRAPH, TextKind.NOTE, TextKind.EXAMPLE, TextKind.FOOTNOTE, TextKind.CELL})
_NUMBER = r"(?:[A-Z]\.)?[0-9]{1,3}(?:\.[0-9]{1,3})*"
_LETTER = r"[A-Z](?:\.[0-9]{1,3})*"
_JOINTS = r"(?: and | or | to |–)"


def _counted(word: str, number: str) -> str:
    """One of its kind, several by the plural, or several that each have the word."""
    return rf"{word}(?:s {number}(?:(?:, |{_JOINTS}){number})*| {number}(?:{_JOINTS}{word} {number})*)"


_TYPED = regex(
    rf"\b(?P<table>{_counted('Table', _NUMBER)})(?!\w|[.-][0-9])"
    rf"|\b(?P<figure>{_counted('Figure', _NUMBER)})(?!\w|[.-][0-9])"
    rf"|\b(?P<clause>{_counted('(?:Subc|subc|C)lause', _NUMBER)})(?!\w|[.-][0-9])"
    rf"|\b(?P<annex>{_counted('Annex', _LETTER)}|Annexes {_LETTER}(?:{_JOINTS}{_LETTER})*)(?![\w-])"
    r"|\b(?:[Ss]ee(?: also)?|(?:stated|specified|described|defined|given|listed|required|as) in|according to"
    r"|in accordance with) (?P<bare>[0-9]{1,2}(?:\.[0-9]{1,2}){1,4})(?=[,.;:)]|$)"
    r"|\b(?P<item>[Ii]tem)s? (?P<mark>[a-z])\)"
    r"|\b(?P<formula>[Ee]quation|[Ff]ormula) \(?(?P<count>[0-9]{1,2})\)?(?![\w.])"
    r"|\b(?:see|in|by) (?P<note>NOTE) (?P<note_number>[0-9]{1,2})\b"
)
_OF_ANOTHER = regex(r"[^.;]{0,12}?\b(?:of|in|from) (?:the |that |its |their )?(?!this document|this standard)[\w(\[]")
_CAPTION = regex(r"\s*[–—:]\s|\s-\s")
"""What stands between the number and the words of a caption that is typed as a paragraph."""

_ONE = regex(r"\b[A-Z](?:\.[0-9]+)*(?![\w.])|\b[A-Z](?:\.[0-9]+)+|[0-9]+(?:\.[0-9]+)*")


class Typed(NamedTuple):
    """A reference: what kind of thing it names, the numbers, "Clause" for a bare one, and the words."""

    kind: str
    numbers: tuple[str, ...]
    words: str


@analysis
def typed_references(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, Typed]]:
    """The typed references of a document, those to items and notes only where the document has none such."""
    known = list(blocks)
    marks = {block.mark.strip("() ") for block in known if block.mark}
    notes = [block for block in known if block.kind is TextKind.NOTE]
    for block in known:
        if block.mandated or block.kind not in _PROSE or not _TYPED.search(block.text):
            continue
        for start, end in sentence_spans(block.text):
            sentence = block.text[start:end]
            # A document that is cited may have the clause or table.
            if find_citations(sentence):
                continue
            for match in _TYPED.finditer(sentence):
                typed_caption = match.start() == 0 and _CAPTION.match(sentence, match.end())
                if not typed_caption and not _OF_ANOTHER.match(sentence, match.end()):
                    yield from ((block, typed) for typed in _read(match, marks, len(notes)))


def _read(match: re.Match[str], marks: set[str], notes: int) -> Iterator[Typed]:
    if match["item"]:
        if marks and match["mark"] not in marks:
            yield Typed("item", (f"{match['mark']})",), match[0])
    elif match["note"]:
        if int(match["note_number"]) > max(notes, 1):
            yield Typed("note", (match["note_number"],), match[0])
    elif match["formula"]:
        yield Typed("formula", (match["count"],), match[0])
    elif match["bare"]:
        yield Typed("clause", (match["bare"],), match["bare"])
    else:
        kind = next(kind for kind in ("table", "figure", "clause", "annex") if match[kind])
        yield Typed(kind, tuple(_ONE.findall(match[0])), match[0])
