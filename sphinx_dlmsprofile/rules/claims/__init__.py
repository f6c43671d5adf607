"""What the text says, against the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.claims import classes, saps, services

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    classes.class_text_mismatch,
    classes.attribute_text_mismatch,
    classes.obis_text_mismatch,
    saps.sap_text_mismatch,
    services.association_text_mismatch,
    services.open_parameter_text_mismatch,
    services.service_text_mismatch,
    services.security_text_mismatch,
    services.long_messages_text_mismatch,
)
