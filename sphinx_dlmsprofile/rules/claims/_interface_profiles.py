"""Which profile an interface is said to use, against the only one that an entity at its end is said to have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.environment import Architecture
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block


def profile_problems(project: Project, architecture: Architecture) -> Iterator[Fault]:
    """Interfaces with a profile that one of their ends does not have, by another sentence."""
    only: dict[str, tuple[str, Block]] = {}
    for block, claim in claims_of(project, "only-profile"):
        entity = architecture.entity(claim.subject) or architecture.entity(claim.subject.removesuffix("s"))
        if entity:
            only.setdefault(entity.id, (claim.more, block))
    for block, claim in claims_of(project, "interface-profile") if only else ():
        interface = architecture.interface(claim.subject)
        for end in interface.between if interface else ():
            right, other = only.get(end, ("", block))
            if right and fold(right) != fold(claim.more):
                message = f'the text has "{claim.more}" on the interface {claim.subject}, but {end} has only "{right}"'
                where = f"{other.at.source}, line {other.at.line}"
                yield Fault(block.at, f"{message} in {where}: correct the one that is wrong")
                break
