"""How many of a thing the text says that the standard has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.environment import CommunicationEnvironment
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.claims.services import suites_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_SUITES = 3
"""The security suites of IEC 62056-5-3."""

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@rule("count-text-mismatch", "5.2, Annex B", WARNING)
def count_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text counts more or fewer interface classes, profiles, security suites or entities than there are.

    Looked for are sentences such as "This document specifies two communication profiles", "All three security suites"
    and "Three entities implement the profile", the last beside Figure 1.

    Given (in Annex B)::

        .. cosem-class:: Long range radio setup
           :class-id: 180
           :version: 0

    Bad (in Annex B)::

        This annex defines two interface classes.

    Good (in Annex B)::

        This annex defines one interface class.
    """
    counted = {
        "interface classes": {fold(record.name.value) for record in project.of(InterfaceClass)},
        "profiles": {fold(profile.name.value) for stack in project.of(LayerStack) for profile in stack.profiles},
        "security suites": suites_of(project),
        "entities": {entity.id for each in project.of(CommunicationEnvironment) for entity in each.marked_entities},
    }
    for block, claim in claims_of(project, "count"):
        word = claim.value.casefold()
        said = int(word) if word.isdecimal() else _WORDS.index(word) if word in _WORDS else None
        what = next(plural for plural in counted if plural.startswith(claim.subject))
        known = counted[what]
        # A profile may use some of the suites that there are.
        published = _SUITES if what == "security suites" else len(known)
        if said is not None and known and said not in {len(known), published}:
            message = f"the text counts {claim.value} {what}, but there are {len(known)}"
            yield Fault(block.at, f"{message}: correct the number")
