"""What the rules on terms and abbreviations share: which abbreviations the text uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.abbreviation_forms import forms, uses
from sphinx_dlmsprofile.analysis.vocabulary import entry_at, vocabulary
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.analysis.vocabulary import Vocabulary
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock


_SEVERAL = regex(r"(?<!\s)(?:\s*[,;]\s*|\s+or\s+)")


def used_forms(project: Project) -> frozenset[str]:
    """All that the text uses, the entries of the list themselves left out; for ``project.memo``."""
    known = project.memo(vocabulary)
    found: set[str] = set()
    for block, used in project.found(names_used, _listed_names(known)):
        entry = entry_at(known, block.at)
        if entry is None:
            found |= used.names
        elif used.whole != entry:
            found |= used.names - (set(forms(entry)) if block.clause is known.home else set())
    return frozenset(found)


def _listed_names(known: Vocabulary) -> tuple[str, ...]:
    names = {name for entry in known.abbreviations for name in names_in(entry.abbreviation.value)}
    return tuple(sorted(names))


class Used(NamedTuple):
    """What a block uses of given names, and which of them it is, "" if it is more than that."""

    names: frozenset[str]
    whole: str


@analysis
def names_used(blocks: Iterable[TextBlock], names: tuple[str, ...]) -> Iterator[tuple[TextBlock, Used]]:
    """The blocks that use abbreviations, in any of their forms."""
    wanted = frozenset(names)
    for block in blocks:
        if found := uses(block.text) & wanted:
            yield block, Used(frozenset(found), block.text if block.text in wanted else "")


@analysis
def names_written(blocks: Iterable[TextBlock], name: str) -> Iterator[tuple[TextBlock, bool]]:
    """The blocks that contain a name, with any signs in it."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return ((block, True) for block in blocks if pattern.search(block.text))


def is_used(project: Project, abbreviation: str) -> bool:
    """Whether the text uses an abbreviation, in any of its forms."""
    used = project.memo(used_forms)
    if any(name in used for name in names_in(abbreviation)):
        return True
    # One with blanks or signs in it is not a word.
    places = project.memo(vocabulary).places
    return any(
        places.get((block.at.source, block.at.line)) != abbreviation
        for block, _ in project.found(names_written, abbreviation)
    )


def names_in(written: str) -> tuple[str, ...]:
    """An entry, and its parts where it gives several: "LSB, MSB"."""
    return tuple(dict.fromkeys((written, *_SEVERAL.split(written))))
