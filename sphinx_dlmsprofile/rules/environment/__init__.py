"""The targeted communication environment (Clause 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.environment import environment

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    environment.title_entities_mismatch,
    environment.environment_missing,
    environment.environment_entity_unknown,
    environment.environment_none_marked,
    environment.environment_text_mismatch,
    environment.environment_section_missing,
)
