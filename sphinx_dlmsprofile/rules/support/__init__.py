"""What support a profile demands of implementations: conditions and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.support import conditions, demands

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    conditions.condition_unknown,
    conditions.condition_useless,
    demands.choice_empty,
    demands.support_contradictory,
)
