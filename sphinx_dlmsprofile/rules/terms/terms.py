"""Terms and definitions (IEC TS 62056-1-1, 3.1; ISO 10241-1; ISO/IEC Directives, Part 2, Clause 16)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.vocabulary import named_terms, vocabulary
from sphinx_dlmsprofile.analysis.word_runs import Words, phrases_used, words
from sphinx_dlmsprofile.model.finding import Rewrite, without_label
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.terms import PartKind, Term
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.rules.terms._common import is_used
from sphinx_dlmsprofile.template.placeholders import placeholders
from sphinx_dlmsprofile.template.samples import SAMPLE_ABBREVIATIONS, SAMPLE_TERMS
from sphinx_dlmsprofile.text.names import fold_case
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.terms import TermPart
    from sphinx_dlmsprofile.text.location import Location

_CLAUSE = "3.1"
_ORDER = {kind: rank for rank, kind in enumerate(PartKind)}
_OWN_LABEL = {
    PartKind.EXAMPLE: regex(r"EXAMPLE\b(?:\s+\d+\b)?"),
    PartKind.NOTE: regex(r"note(?:\s+\d+)?\s+to\s+entry\b", re.IGNORECASE),
}


@rule("term-no-definition", _CLAUSE, ERROR)
def term_no_definition(project: Project) -> Iterator[Fault]:
    """A term has no definition.

    An entry says what the term means in this standard, in words that can replace the term.

    Bad (in 3.1)::

        .. term:: joining

           notes: Joining takes some seconds.

    Good (in 3.1)::

        .. term:: joining

           definition: procedure by which a meter becomes a member of a network
           notes: Joining takes some seconds.
    """
    for term in named_terms(project):
        if not term.unread and term.definition is None:
            yield Fault(term.at, f'"{term.term}" has no definition: add one below the term')


@rule("term-duplicate", _CLAUSE, ERROR)
def term_duplicate(project: Project) -> Iterator[Fault]:
    """A term has two entries, or two terms have one definition.

    One term for one concept: two names for one concept are in one entry, the second as admitted
    term. A reference to a term must lead to one place.

    Bad (in 3.1)::

        .. term:: relay

           definition: device that forwards frames

        .. term:: repeater

           definition: device that forwards frames

    Good (in 3.1)::

        .. term:: relay

           definition: device that forwards frames
           admitted: repeater
    """
    entries: dict[Words, Term] = {}
    definitions: dict[Words, Term] = {}
    ranks = {source: rank for rank, source in enumerate(project.sources)}
    in_order = sorted(named_terms(project), key=lambda term: (ranks.get(term.at.source, len(ranks)), term.at.line))
    for term in in_order:
        meaning = words(term.definition.value) if term.definition else ()
        names = [words(name.value) for name in (term.term, *term.admitted)]
        known = next((entries[name] for name in names if name in entries), None)
        same = definitions.get(meaning) if meaning else None
        if known:
            message = f'"{term.term}" already has an entry, {_place(known.at, term.at)}: merge the two'
            yield Fault(term.at, message, also=(known.at,))
        elif same and term.definition:
            message = f'"{term.term}" has the definition of "{same.term}": make it an admitted term in that entry'
            yield Fault(term.definition.at, message, also=(same.at,))
        for name in names:
            entries.setdefault(name, term)
        definitions.setdefault(meaning, term)


def _place(at: Location, seen_from: Location) -> str:
    return f"in line {at.line}" if at.source == seen_from.source else f"in line {at.line} of {at.source}"


@rule("term-example-numbering", _CLAUSE, ERROR, fixes=True)
def term_example_numbering(project: Project) -> Iterator[Fault]:
    """A single example of a term is numbered, or several are not numbered from 1.

    The directive ``term`` numbers examples by itself; then none has a label of its own.

    Given (in 3.1)::

        relay
        ~~~~~

        device that forwards frames

    Bad (in 3.1)::

        EXAMPLE 1 A repeater.

    Good (in 3.1)::

        EXAMPLE A repeater.
    """
    for term in named_terms(project):
        examples = term.of(PartKind.EXAMPLE)
        if term.numbered:
            yield from _own_labels(examples, PartKind.EXAMPLE)
        elif len(examples) == 1 and examples[0].number is not None:
            message = f'the only example of "{term.term}" has a number: write "EXAMPLE"'
            edit = Rewrite(f"EXAMPLE {examples[0].number}", "EXAMPLE", safe=True)
            yield Fault(examples[0].text.at, message, edit=edit)
        elif len(examples) > 1:
            yield from _misnumbered(examples, "EXAMPLE {}")


@rule("term-note-numbering", _CLAUSE, ERROR, fixes=True)
def term_note_numbering(project: Project) -> Iterator[Fault]:
    """The notes to entry of a term are not numbered from 1; a single one is numbered too.

    A note to entry can contain what belongs to the definition, so that texts refer to it by its
    number; a plain NOTE cannot. The directive ``term`` numbers notes by itself.

    Given (in 3.1)::

        relay
        ~~~~~

        device that forwards frames

    Bad (in 3.1)::

        Note to entry: A relay may be a meter.

    Good (in 3.1)::

        Note 1 to entry: A relay may be a meter.
    """
    for term in named_terms(project):
        notes = term.of(PartKind.NOTE)
        if term.numbered:
            yield from _own_labels(notes, PartKind.NOTE)
        else:
            yield from _misnumbered(notes, "Note {} to entry:")


def _own_labels(parts: Sequence[TermPart], kind: PartKind) -> Iterator[Fault]:
    for part in parts:
        if match := _OWN_LABEL[kind].match(part.text.value):
            message = f'the directive writes "{match[0]}" itself: remove it from the text'
            yield Fault(part.text.at, message, edit=without_label(match[0], part.text.value))


def _misnumbered(parts: Sequence[TermPart], label: str) -> Iterator[Fault]:
    for number, part in enumerate(parts, 1):
        if part.number != number:
            found = "no number" if part.number is None else f"the number {part.number}"
            what = label.format(number)
            written = " ".join(label.format("" if part.number is None else part.number).split())
            edit = Rewrite(written.removesuffix(":"), what.removesuffix(":"), safe=True)
            yield Fault(part.text.at, f'the {part.kind.value} has {found}: write "{what}"', edit=edit)
            return


@rule("term-part-order", _CLAUSE, WARNING)
def term_part_order(project: Project) -> Iterator[Fault]:
    """The parts of an entry are not in order: term, definition, examples, notes to entry, source.

    The directive ``term`` puts them in order, however they are written.

    Given (in 3.1)::

        relay
        ~~~~~

        device that forwards frames

    Bad (in 3.1)::

        [SOURCE: IEEE 802.11-2020, 3.2]

        Note 1 to entry: A relay may be a meter.

    Good (in 3.1)::

        Note 1 to entry: A relay may be a meter.

        [SOURCE: IEEE 802.11-2020, 3.2]
    """
    for term in named_terms(project):
        for place, part in enumerate(term.parts):
            later = [other for other in term.parts[:place] if _ORDER[other.kind] > _ORDER[part.kind]]
            if later:
                yield Fault(part.text.at, f"the {part.kind.value} is below the {later[0].kind.value}: put it above")
                break


@rule("term-unused", _CLAUSE, WARNING)
def term_unused(project: Project) -> Iterator[Fault]:
    """A term is defined and the text never uses it.

    Only terms that the standard uses are defined in it. A use in another entry counts, plurals
    and admitted terms count, and so does a short name in parentheses.

    Given (in 3.1)::

        .. term:: relay

           definition: device that forwards frames

    Bad (in 1)::

        A meter can forward frames.

    Good (in 1)::

        A meter can act as a relay.
    """
    used = project.memo(used_terms)
    for term in named_terms(project):
        names = [words(name) for name in term.called]
        if not _is_sample(term) and not placeholders(term.term.value) and used.isdisjoint(names):
            yield Fault(term.at, f'"{term.term}" is used nowhere: remove the entry, or use the term')


def used_terms(project: Project) -> frozenset[Words]:
    """The terms and other names that are used outside of their own entries; for ``project.memo``."""
    return _used_outside(project, lambda _term: False)


def _used_outside(project: Project, skip: Callable[[Term], bool]) -> frozenset[Words]:
    """The names used outside of their own entries and of those to ``skip``."""
    terms = named_terms(project)
    names = {words(name): term for term in terms for name in term.called}
    owners = {id(term.clause): term for term in terms if term.clause and term.clause.title == term.term.value}
    starts = {(term.at.source, term.at.line) for term in terms}
    found: set[Words] = set()
    for block, phrases in project.found(phrases_used, tuple(sorted(names))):
        owner = owners.get(id(block.clause))
        is_name = block.kind in {TextKind.TITLE, TextKind.TERM} and (block.at.source, block.at.line) in starts
        if (owner and skip(owner)) or is_name:
            continue
        found.update(phrase for phrase in phrases if names[phrase] is not owner)
    return frozenset(found)


@rule("sample-entry-left", _CLAUSE, WARNING)
def sample_entry_left(project: Project) -> Iterator[Fault]:
    """A sample term or sample abbreviation of the template is still there, and the text does not use it.

    The template shows two terms and some abbreviations; they stay only where the profile needs
    them.

    Given (in 3.1)::

        .. term:: new system

           definition: server that has not been configured

    Bad (in 1)::

        A meter announces itself.

    Good (in 1)::

        A new system announces itself.
    """
    if any(_is_sample(term) for term in named_terms(project)):
        used = _used_outside(project, _is_sample)
        for term in named_terms(project):
            if _is_sample(term) and words(term.term.value) not in used:
                message = f'"{term.term}" is a sample of the template and is not used: remove the entry'
                yield Fault(term.at, message, template="3.1")
    seen: set[str] = set()
    for entry in project.memo(vocabulary).abbreviations:
        name = entry.abbreviation.value
        if name in SAMPLE_ABBREVIATIONS and name not in seen and not is_used(project, name):
            message = f'"{name}" is a sample of the template and is not used: remove it from the list'
            yield Fault(entry.abbreviation.at, message, template="3.2")
        seen.add(name)


def _is_sample(term: Term) -> bool:
    return fold_case(term.term.value) in SAMPLE_TERMS
