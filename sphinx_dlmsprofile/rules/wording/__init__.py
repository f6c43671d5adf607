"""The wording that the template orders, and what the author adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.wording import descriptions, wording

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    wording.mandated_wording_missing,
    wording.mandated_wording_altered,
    descriptions.description_missing,
    descriptions.description_mismatch,
    wording.justification_missing,
    wording.scope_boundary_missing,
    wording.annex_b_missing_supersession,
)
