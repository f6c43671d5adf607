"""How many of a thing the text says that the standard has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@rule("count-text-mismatch", "5.2, Annex B", WARNING)
def count_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text says that the standard defines more or fewer interface classes, or profiles, than it does.

    Looked for are sentences such as "This document specifies two communication profiles".

    Given (in Annex B)::

        .. cosem-class:: Long range radio setup
           :class-id: 180
           :version: 0

    Bad (in Annex B)::

        This annex defines two interface classes.

    Good (in Annex B)::

        This annex defines one interface class.
    """
    classes = {fold(record.name.value) for record in project.of(InterfaceClass)}
    profiles = {fold(profile.name.value) for stack in project.of(LayerStack) for profile in stack.profiles}
    for block, claim in claims_of(project, "count"):
        word = claim.value.casefold()
        said = int(word) if word.isdecimal() else _WORDS.index(word) if word in _WORDS else None
        known = classes if "class" in claim.subject else profiles
        if said is not None and known and said != len(known):
            what = "interface classes" if "class" in claim.subject else "profiles"
            message = f"the text counts {claim.value} {what}, but there are {len(known)}"
            yield Fault(block.at, f"{message}: correct the number")
