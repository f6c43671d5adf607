"""Abbreviations and terms that the text explains or calls otherwise than Clause 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.vocabulary import named_terms, vocabulary
from sphinx_dlmsprofile.analysis.word_runs import words as words_of
from sphinx_dlmsprofile.model.finding import Rewrite
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.terms import Abbreviation

_LONG = 3
"""In words: shorter expansions are varied by their first and last word."""

_TELLING = 2
"""In blanks: shorter expansions may be those of several abbreviations."""


@rule("abbreviation-text-mismatch", "3.2", WARNING)
def abbreviation_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text gives an abbreviation another expansion than the list of abbreviations.

    Words before an abbreviation in parentheses are its expansion where their initials are its letters, or where one
    word alone differs from the list. Case, hyphens and a plural do not count. Two abbreviations of as many letters with
    one expansion in the list, AARQ and AARE, are reported too.

    Given (in 3.2)::

        .. abbreviations::

           LLC: logical link control

    Bad (in 5.3)::

        The logical layer control (LLC) sublayer is connectionless.

    Good (in 5.3)::

        The logical link control (LLC) sublayer is connectionless.
    """
    listed: dict[str, list[str]] = {}
    for entry in project.memo(vocabulary).abbreviations:
        if entry.expansion:
            listed.setdefault(entry.abbreviation.value, []).append(entry.expansion.value)
    first: dict[str, Abbreviation] = {}
    for entry in project.memo(vocabulary).abbreviations:
        if entry.expansion and entry.expansion.value.count(" ") >= _TELLING:
            other = first.setdefault(_plain(entry.expansion.value), entry)
            one, two = entry.abbreviation.value, other.abbreviation.value
            if len(one) == len(two) and fold(one) != fold(two):
                message = (
                    f'"{entry.expansion}" stands for {one} here, and for {two} in line {other.abbreviation.at.line}'
                )
                yield Fault(entry.expansion.at, f"{message}: correct one of them")
    for block, claim in claims_of(project, "expansion"):
        short = claim.subject if claim.subject in listed else claim.subject.removesuffix("s")
        wanted = listed.get(short, [])
        words = claim.value.split()
        if not wanted or any(_ends_with(words, each) for each in wanted):
            continue
        if written := _meant(words, short, wanted):
            message = f'"{written}" stands for {short} here, and "{wanted[0]}" in the list of abbreviations'
            yield Fault(block.at, f"{message}: give it one expansion")


def _plain(text: str) -> str:
    """The words of a text in small letters and in singular."""
    return " ".join(words_of(text))


def _ends_with(words: list[str], expansion: str) -> bool:
    """Whether the words end with the expansion, or are its end: "version 6 (IPv6)"."""
    ours, wanted = _plain(" ".join(words)), _plain(expansion)
    return ours.endswith(wanted) or (len(words) > 1 and wanted.endswith(ours))


def _meant(words: list[str], short: str, wanted: list[str]) -> str | None:
    """The words that are meant as the expansion."""
    letters = "".join(character for character in short if character.isalpha()).casefold()
    for expansion in wanted:
        pieces = expansion.replace("-", " ").split()
        tail = words[-len(pieces) :]
        differing = [one for one, other in zip(pieces, tail, strict=False) if _plain(one) != _plain(other)]
        # "PHY protocol data unit" may be spelled out further.
        if len(tail) == len(pieces) > 1 and len(differing) == 1 and not differing[0].isupper():
            return " ".join(tail)
    for expansion in wanted:
        if stretch := _between(words, expansion.replace("-", " ").split()):
            return stretch
    tail = words[-len(letters) :]
    initials = "".join(word[0] for word in tail).casefold()
    return " ".join(tail) if len(letters) > 1 and initials == letters else None


def _between(words: list[str], pieces: list[str]) -> str | None:
    """The words from the first of an expansion to its last, where others stand between them."""
    plain = [_plain(word) for word in words]
    if len(pieces) < _LONG or plain[-1] != _plain(pieces[-1]) or _plain(pieces[0]) not in plain[:-1]:
        return None
    first = len(plain) - 1 - plain[::-1].index(_plain(pieces[0]))
    return " ".join(words[first:]) if 1 < len(words) - first <= len(pieces) + 1 else None


@rule("term-deprecated", "3.1", WARNING, fixes=True)
def term_deprecated(project: Project) -> Iterator[Fault]:
    """The text uses a name that Clause 3 deprecates.

    Given (in 3.1)::

        .. term:: relay

           definition: device that forwards frames
           deprecated: [repeater]

    Bad (in 6)::

        A repeater has no address.

    Good (in 6)::

        A relay has no address.
    """
    preferred: dict[str, str] = {}
    own: set[tuple[str, int]] = set()
    for term in named_terms(project):
        for name in term.deprecated:
            preferred[name.value] = term.term.value
            own.add((name.at.source, name.at.line))
    told: set[tuple[str, int, str]] = set()
    for block, claim in claims_of(project, "deprecated"):
        place = (block.at.source, block.at.line, claim.subject)
        if place[:2] not in own and place not in told and claim.subject in preferred:
            told.add(place)
            right = preferred[claim.subject]
            edit = Rewrite(claim.subject, right, every=True)
            yield Fault(block.at, f'"{claim.subject}" is deprecated: write "{right}"', edit=edit)
