"""Identification and addressing (Clause 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.addressing import addressing, sap, twice

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    sap.sap_missing,
    sap.sap_value,
    sap.sap_width,
    sap.sap_overlap,
    twice.sap_value_twice,
    sap.sap_gap,
    sap.sap_reserved_missing,
    sap.sap_reserved_value,
    sap.sap_reserved_name,
    addressing.addressing_physical_missing,
    addressing.addressing_intermediate_missing,
)
