"""How many of a thing the text says that the standard has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_changes import superseded
from sphinx_dlmsprofile.analysis.environments import environments
from sphinx_dlmsprofile.analysis.lost_names import lost_profile
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.editorial import Slip
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.registry.security_suites import SECURITY_SUITES
from sphinx_dlmsprofile.rules.claims._common import chapter, claims_of
from sphinx_dlmsprofile.rules.claims.security import suites_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.counts import read_count
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block


@rule("count-text-mismatch", "5.2, Annex B", WARNING)
def count_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text counts more or fewer interface classes, profiles, adaptation layers, suites or entities than there are.

    Looked for are sentences such as "This document specifies two communication profiles", "All three security suites"
    and "Three entities implement the profile", the last beside Figure 1. New versions of published classes
    may be counted or not. A sentence that ends with a colon, "Joining has four steps:", counts the items of the list
    below it.

    Given (in Annex B)::

        .. cosem-class:: Long range radio setup
           :class-id: 180
           :version: 0

    Bad (in Annex B)::

        This annex defines two interface classes.

    Good (in Annex B)::

        This annex defines one interface class.
    """
    profiles = [fold(profile.name.value) for stack in project.of(LayerStack) for profile in stack.profiles]
    adapted = {
        fold(layer.name)
        for stack in project.of(LayerStack)
        for layer in stack.layers
        if layer.role == "adaptation" and not stack.unread
    }
    entities = {entity.id for each in environments(project) for entity in each.marked_entities}
    counted = {
        "interface classes": (),
        "profiles": (0 if lost_profile(project) else len(set(profiles)), len(profiles)),
        # A profile may use some of the suites that there are.
        "adaptation layers": (len(adapted),),
        "security suites": (len(suites_of(project)), len(SECURITY_SUITES)),
        "entities": (len(entities),),
    }
    if not adapted and any(stack.layers for stack in project.of(LayerStack)):
        for block, claim in claims_of(project, "adaptation-count"):
            message = f"the text counts {claim.value.casefold()} adaptation layer, but no stack has one"
            yield Fault(block.at, f"{message}: correct the text, or the stack")
    wrong: dict[tuple[str, int | None], list[tuple[Block, str]]] = {}
    for block, claim in claims_of(project, "count"):
        said = read_count(claim.value)
        what = next(plural for plural in counted if plural.startswith(claim.subject))
        counts = counted[what] or _of_classes(project, block.clause)
        if said is not None and counts[0] and said not in counts:
            message = f"the text counts {claim.value} {what}, but there are {counts[0]}"
            wrong.setdefault((what, said), []).append((block, f"{message}: correct the number"))
    told = {(block.at.source, block.at.line) for several in wrong.values() for block, _ in several}
    yield from (fault for fault in _of_lists(project) if (fault.at.source, fault.at.line) not in told)
    for several in wrong.values():
        block, message = several[0]
        # Several places that agree with each other have one cause: what they count was changed.
        more = f" ({len(several) - 1} more place{'s' if len(several) > 2 else ''} counted so)"  # noqa: PLR2004  one
        yield Fault(block.at, message + (more if len(several) > 1 else ""))


def _of_lists(project: Project) -> Iterator[Fault]:
    """Lists with another number of items than the sentence before them says, and marks that are left out."""
    for slip in project.of(Slip):
        if slip.kind == "list-count":
            message = f"the sentence counts {slip.words}, but the list has {slip.instead} items"
            yield Fault(slip.at, f"{message}: correct the number, or the list")
        elif slip.kind == "list-gap":
            marks = "a mark" if slip.words == "1" else f"{slip.words} marks"
            yield Fault(
                slip.at, f"the list leaves out {marks} here: number its items one by one, or add what is missing"
            )


def _of_classes(project: Project, around: Clause | None) -> tuple[int, ...]:
    """How many classes are defined, how many of them are not new versions, and how many are in the same clause."""
    defined = {fold(record.name.value): record for record in project.of(InterfaceClass)}
    fresh = [record for record in defined.values() if not superseded(project.registry, record)]
    beside = [record for record in defined.values() if around and chapter(record.clause) == chapter(around)]
    return len(defined), len(fresh), len(beside) or len(defined)
