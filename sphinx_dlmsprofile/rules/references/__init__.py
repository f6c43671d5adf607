"""Normative references and citations (Clause 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.references import citations, core, entries

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    core.reference_core_missing,
    core.reference_ip_missing,
    core.reference_ip_unneeded,
    citations.reference_uncited,
    citations.reference_unlisted,
    citations.reference_dating,
    entries.reference_order,
    entries.reference_duplicate,
    entries.reference_title_missing,
    core.reference_lower_layer_missing,
    citations.layer_9_7_unreferenced,
)
