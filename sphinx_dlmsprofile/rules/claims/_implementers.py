"""Which entities implement which communication profiles, where several sentences say it (4, 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.environments import environments
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_ENTITY = regex(r"[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*")
_CASES = regex(r"\b(?i:if|when|where|while|in case|provided|as long as|depending|either|or)\b|^(?:In|For|With|On|At)\b")
"""What makes a sentence one on some cases."""

_LEVELS = frozenset({"shall", "should", "may"})


class _Said(NamedTuple):
    """What a sentence says of an entity: the profile, "shall" or "may" or nothing, and whether it has no other."""

    entity: str
    profile: str
    level: str
    alone: bool
    block: Block


def implementer_problems(project: Project) -> Iterator[Fault]:
    """Two sentences on one entity: of one profile that it shall and may implement, of two that it has alone."""
    known = {entity.id for figure in environments(project) for entity in figure.architecture.entities}
    said = [
        _Said(
            entity,
            claim.value,
            level if (level := claim.more.partition(" ")[0]) in _LEVELS else "",
            claim.more in {" only", " alone"},
            block,
        )
        for block, claim in claims_of(project, "entity-profile")
        if not _CASES.search(claim.words)
        for entity in _ENTITY.findall(claim.subject)
        if entity in known
    ]
    told: set[tuple[str, int]] = set()
    for place, each in enumerate(said):
        for other in said[:place]:
            problem = _differs(other, each)
            at = each.block.at
            if problem and (at.source, at.line) not in told:
                told.add((at.source, at.line))
                where = f"{other.block.at.source}, line {other.block.at.line}"
                yield Fault(at, f"{problem} in {where}: correct one of them")


def _differs(one: _Said, other: _Said) -> str | None:
    if one.entity != other.entity:
        return None
    same = fold(one.profile) == fold(other.profile)
    if same and one.level and other.level and one.level != other.level:
        return f'{other.entity} {other.level} implement the "{other.profile}" here, and {one.level} do so'
    if not same and one.alone and other.alone:
        return f'{other.entity} has the "{other.profile}" alone here, and the "{one.profile}" alone'
    return None
