"""Terms and abbreviations of a standard, however they are written.

The directives ``term`` and ``abbreviations`` hand over records. In plain markup a subclause of
"Terms and definitions" is an entry, and so is an item of a definition list, a field or the first
cell of a row in the list of abbreviations: they are read from the text into the same records.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.alignment import align
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.terms import Abbreviation, AbbreviationList, PartKind, Term, TermPart, names_term
from sphinx_dlmsprofile.model.texts import question
from sphinx_dlmsprofile.template.outline import CLAUSES
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.text.location import Location

_BY_NUMBER = {clause.number: clause for top in CLAUSES for clause in top.walk()}
_LIST_TITLE = regex(r"\babbreviat(?:ion|ed term)s?\b|\bacronyms?\b", re.IGNORECASE)
_HEAD = regex(r"(?:abbreviat|acronym|symbol|term\b)", re.IGNORECASE)
_NUMBER = regex(r"(?:0x[0-9a-f]+|[\d\W])+", re.IGNORECASE)
_PARTS = (
    (PartKind.EXAMPLE, regex(r"(?s)EXAMPLES?\b\s*(?:(?P<number>[1-9]\d?)(?=[\s:.–]))?\s*[:.–]?\s*(?P<text>.*)")),
    (PartKind.NOTE, regex(r"(?is)Note\s*(?P<number>\d+)?\s*to\s+entry\s*[:.–]?\s*(?P<text>.*)")),
    (PartKind.NOTE, regex(r"NOTE\b\s*(?P<number>)(?:\d+)?\s*[:.–-]?\s*(?P<text>.*)", re.DOTALL)),
    (PartKind.SOURCE, regex(r"\[?\s*SOURCE\s*[:.]?(?P<number>)\s*(?P<text>.*?)\s*\]?\s*", re.DOTALL)),
)
_INLINE_ENTRY = regex(
    r"(?P<name>[^\s:=–—]{1,24})(?:\s*[:=–—]| -)\s+(?P<text>\S.*)"
    # Columns that were typed with blanks: no sentence.
    r"|(?P<short>(?=[\w/-]*[A-Z][\w/-]*[A-Z])[\w/-]++)\s(?P<long>[^.]+)",
    re.DOTALL,
)


class Vocabulary(NamedTuple):
    """What the standard defines.

    ``home`` is the clause of the list of abbreviations; ``has_list`` says that there is one, with a
    directive or as a clause; ``unread`` that one could not be read. ``places`` are the lines of
    the entries of the list with their abbreviations.
    """

    terms: tuple[Term, ...]
    abbreviations: tuple[Abbreviation, ...]
    home: Clause | None
    has_list: bool
    unread: bool
    places: dict[tuple[str, int], str]


def vocabulary(project: Project) -> Vocabulary:
    """The terms and abbreviations of a project, in document order; for ``project.memo``."""
    lists = project.of(AbbreviationList)
    home = abbreviation_clause(project)
    written = [entry for record in lists for entry in record.entries]
    listed = project.asked(_plain_abbreviations, home) if home else ()
    plain = [entry for entry in listed if not any(_same(entry, one) for one in written)]
    entries = (*written, *plain)
    return Vocabulary(
        terms=(*project.of(Term), *_plain_terms(project)),
        abbreviations=entries,
        home=home,
        has_list=bool(lists) or home is not None,
        unread=any(record.unread for record in lists),
        places={
            (text.at.source, text.at.line): entry.abbreviation.value
            for entry in entries
            for text in (entry.expansion, entry.abbreviation)
            if text
        },
    )


def named_terms(project: Project) -> tuple[Term, ...]:
    """The terms of a project, without entries that have none."""
    return tuple(term for term in project.memo(vocabulary).terms if term.term.value)


def _same(one: Abbreviation, other: Abbreviation) -> bool:
    ours, theirs = one.abbreviation.at, other.abbreviation.at
    return (ours.source, ours.line) == (theirs.source, theirs.line)


def _counterpart(project: Project, number: str) -> Clause | None:
    return project.memo(_alignment).get(number)


def _alignment(project: Project) -> dict[str, Clause]:
    return align(project.clauses).counterparts


def term_clauses(project: Project) -> tuple[Clause, ...]:
    """The clauses that hold terms: what answers 3.1 of the template, and all that have its title."""
    answer = _counterpart(project, "3.1")
    return tuple(
        clause for clause in project.walk_clauses() if clause is answer or _BY_NUMBER["3.1"].has_title(clause.title)
    )


def abbreviation_clause(project: Project) -> Clause | None:
    """The clause with the list of abbreviations: what answers 3.2 of the template, or speaks of abbreviations."""
    if answer := _counterpart(project, "3.2"):
        return answer
    titled = (clause for clause in project.walk_clauses() if _LIST_TITLE.search(clause.title) and not clause.children)
    return next(titled, None)


# Terms in plain markup


def _plain_terms(project: Project) -> Iterator[Term]:
    written = {id(record.clause) for record in project.of(Term)}
    for home in term_clauses(project):
        # The directive term makes a subclause of the one it is written below.
        leaves = {
            id(clause)
            for clause in home.walk()
            if clause is not home and all(id(child) in written for child in clause.children)
        }
        entries: list[tuple[TextBlock, list[TextBlock]]] = []
        open_entry: list[TextBlock] | None = None
        last: Clause | None = None
        for block in project.texts_in(home):
            if block.clause is not last:
                open_entry, last = None, block.clause
            if id(block.clause) in written:
                continue
            opens = block.kind is TextKind.TITLE and id(block.clause) in leaves and not open_entry
            if (opens and names_term(block.text)) or block.kind is TextKind.TERM:
                open_entry = [block]
                entries.append((block, open_entry))
            elif open_entry is not None:
                open_entry.append(block)
        yield from (_term(title, blocks[1:]) for title, blocks in entries)


def _term(title: TextBlock, blocks: Iterable[TextBlock]) -> Term:
    parts: list[TermPart] = []
    for block in blocks:
        part = _part(block)
        # What follows a part without a label of its own goes on with it, unless the definition is yet to come.
        if part and (part.kind is not PartKind.DEFINITION or all(known.kind is not part.kind for known in parts)):
            parts.append(part)
    return Term(at=title.at, clause=title.clause, term=Text(title.text, title.at), parts=tuple(parts))


def _part(block: TextBlock) -> TermPart | None:
    if block.kind is TextKind.TITLE:
        return None
    for kind, pattern in _PARTS:
        if match := pattern.fullmatch(block.text):
            number = int(match["number"][:9]) if match["number"] else None
            return TermPart(kind, Text(match["text"], block.at), number)
    kinds = {TextKind.NOTE: PartKind.NOTE, TextKind.EXAMPLE: PartKind.EXAMPLE, TextKind.PARAGRAPH: PartKind.DEFINITION}
    kind_of_block = kinds.get(block.kind)
    return TermPart(kind_of_block, Text(block.text, block.at)) if kind_of_block else None


# Abbreviations in plain markup


@question
def _plain_abbreviations(blocks: Iterable[TextBlock]) -> tuple[Abbreviation, ...]:
    return tuple(_abbreviations(blocks))


def _abbreviations(blocks: Iterable[TextBlock]) -> Iterator[Abbreviation]:
    name: Text | None = None
    expansion: Text | None = None
    for block in _without_numbered_rows(blocks):
        if block.kind is TextKind.TERM or block.column == 0:
            if name:
                yield Abbreviation(name, expansion)
            is_head = block.column == 0 and name is None and _HEAD.match(block.text)
            name, expansion = (None if is_head else Text(block.text, block.at)), None
        elif block.kind in {TextKind.PARAGRAPH, TextKind.CELL} and name and not expansion:
            expansion = Text(block.text, block.at)
        elif block.kind is TextKind.PARAGRAPH and (match := _INLINE_ENTRY.fullmatch(block.text)):
            short, long = match["name"] or match["short"], match["text"] or match["long"]
            yield Abbreviation(Text(short, block.at), Text(long, block.at))
    if name:
        yield Abbreviation(name, expansion)


def _without_numbered_rows(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """All but the tables whose rows begin with numbers: those list values, and not abbreviations."""
    for is_table, several in groupby(blocks, lambda block: block.kind is TextKind.CELL):
        together = list(several)
        if not (is_table and _are_numbered(together)):
            yield from together


def _are_numbered(cells: list[TextBlock]) -> bool:
    """Whether most rows begin with a number; the head seldom does."""
    first = [cell.text for cell in cells if cell.column == 0]
    return 2 * sum(bool(_NUMBER.fullmatch(text)) for text in first) > len(first)


def entry_at(known: Vocabulary, at: Location) -> str | None:
    """The abbreviation whose entry stands at a place, None where none does."""
    return known.places.get((at.source, at.line))
