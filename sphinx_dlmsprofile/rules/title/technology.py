"""The technology that a title names, and the standards that specify it (IEC TS 62056-1-1, Introduction, Clause 2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import CORE, IP, lower_layers, references
from sphinx_dlmsprofile.analysis.stacks import profiles
from sphinx_dlmsprofile.model.title import ProfileTitle, read_part_title
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.template.placeholders import placeholders
from sphinx_dlmsprofile.text.citations import normalised, read_designations
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.references import Reference

_TEMPLATE = (1, 1)
_WORD = regex(r"\w[\w-]*", re.ASCII)
_HYPHEN = "-"
_SHORTEST_PART = 3
_SAY_NOTHING = frozenset(
    (
        *("a", "an", "and", "are", "based", "by", "for", "from", "in", "is", "of", "on", "or", "over", "the", "to"),
        *("using", "via", "with", "generic", "smart", "specific", "standard", "std", "system", "systems", "technology"),
        *("communication", "communications", "connection", "layer", "layers", "network", "networks", "profile"),
        *("profiles", "protocol", "type", "version", "data", "dlms", "cosem", "meter", "meters", "metering", "part"),
        *("en", "ieee", "iec", "iso", "itu", "itu-t", "rfc"),
    )
)


@rule("title-technology-unreferenced", "Introduction, title", ERROR)
def title_technology_unreferenced(project: Project) -> Iterator[Fault]:
    """The technology of the title does not appear in any lower-layer standard of Clause 2.

    The title calls the technology as the standard does that specifies it, so that a reader finds
    one from the other. Its designation, or one significant word of it in designation or title, is
    enough. Lower-layer standards are those that say ``lower-layer: yes``, otherwise all but the ones
    that every profile lists; one on the layer stack counts too. Where the stacks leave their lower layers
    open, no standard can name the technology.

    Given (in 2)::

        .. normative-references::

           IEEE 802.11ah-2016: Sub 1 GHz License Exempt Operation

    Bad (in the title)::

        .. profile-title:: Part 8-30: LoRaWAN communication profile for neighbourhood networks

    Good (in the title)::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
    """
    known = references(project)
    if not known.judged or not known.normative or _leaves_layers_open(project):
        return
    texts = [f"{entry.designation} {entry.title or ''}" for entry in _candidates(known.normative)]
    texts += dict.fromkeys(str(layer.standard) for layer in lower_layers(project))
    for title in project.of(ProfileTitle):
        read = read_part_title(title.title.value)
        if read is None or read.number == _TEMPLATE or placeholders(read.technology):
            continue
        if not _appears(read.technology, texts):
            yield Fault(
                title.title.at,
                f'the technology "{read.technology}" does not appear in a lower-layer standard of Clause 2: '
                "call it as its standard does, or list that standard",
            )


def _leaves_layers_open(project: Project) -> bool:
    """Whether all stacks leave their lower layers open."""
    stacks = [rungs for _, rungs in profiles(project)]
    return bool(stacks) and all(any(rung.out_of_scope for rung in rungs) for rungs in stacks)


def _candidates(entries: tuple[Reference, ...]) -> list[Reference]:
    marked = [entry for entry in entries if entry.lower_layer]
    if marked:
        return marked
    common = [*CORE, *IP]
    return [
        entry
        for entry in entries
        if entry.lower_layer is None and not any(any(map(known.is_same, common)) for known in entry.designations)
    ]


def _appears(technology: str, texts: list[str]) -> bool:
    cited = read_designations(technology)
    known = [designation for text in texts for designation in read_designations(text)] if cited else []
    if any(one.is_covered_by(other) for one in cited for other in known):
        return True
    written = {word for text in texts for word in _words(text)}
    return any(word in written for word in _words(technology))


def _words(text: str) -> Iterator[str]:
    """The significant words, without hyphens, and the parts of hyphenated ones: "s-fsk" and "sfsk" are one."""
    for word in _WORD.findall(normalised(text).casefold()):
        parts = [word, *(part for part in word.split(_HYPHEN) if len(part) >= _SHORTEST_PART)]
        for part in parts:
            if part not in _SAY_NOTHING:
                yield part.replace(_HYPHEN, "")
