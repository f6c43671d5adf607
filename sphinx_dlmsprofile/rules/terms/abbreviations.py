"""Abbreviations (IEC TS 62056-1-1, 3.2): all that are used are in the list, in order, once."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.abbreviation_forms import Unlisted, forms, is_abbreviation, suspects, tokens, undefined
from sphinx_dlmsprofile.analysis.blocks import small_words
from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.analysis.vocabulary import vocabulary
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.editorial import Slip
from sphinx_dlmsprofile.model.finding import AddEntry, Reorder
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.model.title import ProfileTitle, read_part_title
from sphinx_dlmsprofile.registry.interface_classes import interface_classes
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.rules.terms._common import is_used, names_in
from sphinx_dlmsprofile.template.outline import ANNEX_A, ANNEX_B, CLAUSES, title_keys
from sphinx_dlmsprofile.template.placeholders import TO_WRITE
from sphinx_dlmsprofile.template.samples import SAMPLE_ABBREVIATIONS
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_dlmsprofile.analysis.vocabulary import Vocabulary
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block, TextBlock
    from sphinx_dlmsprofile.model.terms import Abbreviation
    from sphinx_dlmsprofile.text.location import Location

_CLAUSE = "3.2"
_REFERENCES = regex(r"\breferences?\b", re.IGNORECASE)
_OTHERS_WORDS = frozenset({"foreword", "bibliography", "index"})


# What is used


def _judged(project: Project, names: tuple[str, ...], defined: tuple[str, ...]) -> Iterator[tuple[Block, Suspects]]:
    """The blocks whose abbreviations the author answers for: not titles of others, not wording that is ordered."""
    others = {id(part) for clause in project.clauses if _is_of_others(clause) for part in clause.walk()}
    for block, found in project.found(suspected, names, defined):
        if not (block.mandated or _is_template_title(block, found.written) or id(block.clause) in others):
            yield block, found


class Suspects(NamedTuple):
    """Words of a block that may be abbreviations, its text as it is written, and without the names of classes."""

    words: tuple[str, ...]
    written: str
    text: str


@analysis
def suspected(
    blocks: Iterable[TextBlock], names: tuple[str, ...], defined: tuple[str, ...]
) -> Iterator[tuple[TextBlock, Suspects]]:
    """The blocks with words that may be abbreviations, and are neither parts of the names nor ``defined``."""
    known = frozenset(defined)
    for block in blocks:
        text = block.text
        for name in names:
            text = text.replace(name, " ")
        if words := suspects(text, known):
            yield block, Suspects(tuple(sorted(words)), block.text, text)


def _is_template_title(block: Block, written: str) -> bool:
    if block.kind is not TextKind.TITLE or block.clause is None:
        return False
    # The title of a clause stands without the letter and the status of an annex.
    text = block.clause.title if block.at == block.clause.at else written
    return not _template_titles().isdisjoint(title_keys(text))


@cache
def _template_titles() -> frozenset[str]:
    parts = (part for top in (*CLAUSES, ANNEX_A, ANNEX_B) for part in top.walk())
    return frozenset().union(*(title_keys(part.title) for part in parts))


def _is_of_others(clause: Clause) -> bool:
    if clause.kind is SectionKind.CLAUSE:
        return bool(_REFERENCES.search(clause.title))
    return clause.title.strip().casefold() in _OTHERS_WORDS


# Rules


@rule("abbreviation-undefined", _CLAUSE, ERROR, fixes=True)
def abbreviation_undefined(project: Project) -> Iterator[Fault]:
    """An abbreviation is used and is not in the list of abbreviations.

    A reader looks an abbreviation up in 3.2, wherever it is: in the text, in a table or in a
    figure. It is reported once, where it is first used. Plurals, versions and compounds need no
    entry of their own if their parts have one. Units, numbers, names of publishers, standards,
    technologies, countries and messages need none, nor do the titles of other documents in clause 2. Code
    and literals are not read.

    Given (in 1)::

        The MAC address of a meter is in its NTP object.

    Bad (in 3.2)::

        .. abbreviations::

           MAC: medium access control

    Good (in 3.2)::

        .. abbreviations::

           MAC: medium access control
           NTP: network time protocol
    """
    known = project.memo(vocabulary)
    if not known.has_list or known.unread:
        return
    defined = {name for entry in known.abbreviations for name in names_in(entry.abbreviation.value)}
    # What is defined in plural or with a version is defined.
    defined |= {form for name in defined for form in list(forms(name))[:2]}
    # Nor does a reader look up what Clause 2 names: FAN in "Wi-SUN FAN 1.1".
    documents = references(project)
    listed = (*documents.normative, *documents.informative)
    defined |= {word for entry in listed if not entry.designations for word in tokens(entry.designation.value)}
    # Those that come with the package are known there as names.
    classes = {record.name.value for record in project.of(InterfaceClass)} - {""}
    classes |= {each.name for each in project.registry.classes} - {each.name for each in interface_classes()}
    names = tuple(sorted(classes, key=lambda name: (-len(name), name)))
    small = frozenset().union(*(words for _, words in project.found(small_words)))
    first: dict[str, _Place] = {}
    for block, found in _judged(project, names, tuple(sorted(defined))):
        # To look for names and numbers takes far longer than to look word by word.
        if {word for word in found.words if is_abbreviation(word, small)} <= first.keys():
            continue
        for word in undefined(found.text, defined, small):
            for part in word.parts:
                first.setdefault(part, _Place(block.at, word))
    titled = {(title.title.at.source, title.title.at.line): words for title, words in _unknown_sections(project)}
    units = {(slip.at.source, slip.words.split()[-1]) for slip in project.of(Slip) if slip.kind == "unit-unknown"}
    for place, parts in _by_word(_by_entry(first)).items():
        if (place.at.source, place.word.written) in units:
            continue  # editorial-unit-unknown
        if set(parts) <= titled.get((place.at.source, place.at.line), set()):
            continue  # title-network-unknown
        written = place.word.written
        quoted = " and ".join(f'"{part}"' for part in parts)
        subject = f'"{written}"' if parts == place.word.parts else f'{quoted} of "{written}"'
        message = f"{subject} is not in the list of abbreviations: add it there, or spell it out"
        yield Fault(place.at, message, edit=_entry(known, parts))


def _unknown_sections(project: Project) -> Iterator[tuple[ProfileTitle, set[str]]]:
    """The titles with the words that they have for network sections, and that are none."""
    for title in project.of(ProfileTitle):
        read = read_part_title(title.title.value)
        if read and read.unknown:
            yield title, {word for name in read.unknown for word in name.split()}


def _entry(known: Vocabulary, parts: tuple[str, ...]) -> AddEntry | None:
    """An entry whose meaning is left to the author, where the directive lists the abbreviations."""
    entries = [each.abbreviation for each in known.abbreviations]
    if len(parts) > 1 or not entries or any(each.at.column is None for each in entries):
        return None
    before = [each for each in entries if _skipping(each.value) <= _skipping(parts[0])]
    return AddEntry((before or entries)[-1 if before else 0].at, f"{parts[0]}: {TO_WRITE}", after=bool(before))


class _Place(NamedTuple):
    """Where an abbreviation is first used, and the word that it is there, or is a part of."""

    at: Location
    word: Unlisted


def _by_entry(first: dict[str, _Place]) -> dict[str, _Place]:
    """The words with one entry for all that it is enough for: HLS for HLS5 too, where both are used."""
    places: dict[str, _Place] = {}
    for word, at in first.items():
        shortest = next(form for form in reversed(list(forms(word))) if form in first)
        places.setdefault(shortest, at)
    return places


def _by_word(places: dict[str, _Place]) -> dict[_Place, tuple[str, ...]]:
    """The parts of words that one entry can list together: those of SND-UD, if neither is used before."""
    found: dict[_Place, tuple[str, ...]] = {}
    for part, place in places.items():
        found[place] = (*found.get(place, ()), part)
    return found


@rule("abbreviation-unused", _CLAUSE, WARNING)
def abbreviation_unused(project: Project) -> Iterator[Fault]:
    """An abbreviation is in the list and is used nowhere.

    The list is for the readers of this standard; what is left over from another one hides what
    matters. Titles, tables, figures and the meanings of other entries count as uses.

    Given (in 3.2)::

        .. abbreviations::

           NTP: network time protocol

    Bad (in 1)::

        A meter has a clock.

    Good (in 1)::

        A meter sets its clock by NTP.
    """
    seen: set[str] = set()
    for entry in project.memo(vocabulary).abbreviations:
        name = entry.abbreviation.value
        if name not in seen and name not in SAMPLE_ABBREVIATIONS and not is_used(project, name):
            yield Fault(entry.abbreviation.at, f'"{name}" is used nowhere: remove it from the list')
        seen.add(name)


@rule("abbreviation-order", _CLAUSE, WARNING, fixes=True)
def abbreviation_order(project: Project) -> Iterator[Fault]:
    """The list of abbreviations is not in alphabetical order.

    Case does not matter. Hyphens and slashes may be skipped or come before letters, digits may
    come before or after letters, as long as the whole list does it in one way. The first entry
    out of place is reported.

    Bad::

        .. abbreviations::

           TCP: transmission control protocol
           HDLC: high-level data link control
           IP: internet protocol
           MAC: medium access control

    Good::

        .. abbreviations::

           HDLC: high-level data link control
           IP: internet protocol
           MAC: medium access control
           TCP: transmission control protocol
    """
    entries = [entry.abbreviation for entry in project.memo(vocabulary).abbreviations]
    names = [entry.value for entry in entries]
    stay = max((_in_order(names, key) for key in _ORDERS), key=len)
    moved = [place for place in range(len(names)) if place not in stay]
    if moved:
        place = moved[0]
        key = max(_ORDERS, key=lambda order: len(_in_order(names, order)))
        after = [names[other] for other in sorted(stay) if key(names[other]) <= key(names[place])]
        where = f'after "{after[-1]}"' if after else "at the beginning"
        more = f", and {len(moved) - 1} more are out of place" if len(moved) > 1 else ""
        ordered = sorted(entries, key=lambda entry: key(entry.value))
        message = f'"{names[place]}" is out of alphabetical order: put it {where}{more}'
        yield Fault(entries[place].at, message, edit=Reorder(tuple(entry.at for entry in ordered)))


def _decomposed(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()


def _skipping(name: str) -> str:
    return fold(_decomposed(name))


def _digits_last(name: str) -> str:
    return "".join(f"~{character}" if character.isdigit() else character for character in _skipping(name))


_ORDERS: tuple[Callable[[str], str], ...] = (_skipping, _decomposed, _digits_last, str)


def _in_order(names: list[str], key: Callable[[str], str]) -> list[int]:
    """The places of a longest run of names that are in order; the earliest entries stay where there is a choice."""
    keys = [key(name) for name in names]
    length = [1] * len(keys)
    before = [-1] * len(keys)
    for place in range(len(keys)):
        for other in range(place):
            if keys[other] <= keys[place] and length[other] + 1 > length[place]:
                length[place], before[place] = length[other] + 1, other
    place = max(range(len(keys)), key=lambda last: length[last], default=-1)
    run = []
    while place >= 0:
        run.append(place)
        place = before[place]
    return run


@rule("abbreviation-duplicate", _CLAUSE, ERROR)
def abbreviation_duplicate(project: Project) -> Iterator[Fault]:
    """An abbreviation is in the list twice, with one meaning or with two.

    An abbreviation stands for one thing throughout a standard. Where two meanings cannot be
    avoided, one of them is spelled out in the text.

    Bad::

        .. abbreviations::

           AC: access category
           AC: alternating current

    Good::

        .. abbreviations::

           AC: access category
    """
    first: dict[str, Abbreviation] = {}
    for entry in project.memo(vocabulary).abbreviations:
        name = entry.abbreviation.value
        known = first.setdefault(name, entry)
        if known is entry:
            continue
        meanings = [one.expansion.value if one.expansion else "" for one in (known, entry)]
        place = _where(known.abbreviation.at, entry.abbreviation.at)
        if fold(meanings[0]) == fold(meanings[1]):
            message = f'"{name}" is already in the list, {place}: remove one of them'
        else:
            message = f'"{name}" stands for "{meanings[0]}" {place}, and for "{meanings[1]}" here: keep one meaning'
        yield Fault(entry.abbreviation.at, message, also=(known.abbreviation.at,))


def _where(at: Location, seen_from: Location) -> str:
    return f"in line {at.line}" if at.source == seen_from.source else f"in line {at.line} of {at.source}"
