"""The application layer services (Clause 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.services import associations, security, segmentation, services

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    associations.association_reference_missing,
    associations.association_release_missing,
    associations.association_kinds_missing,
    associations.open_parameter_missing,
    associations.open_parameter_unknown,
    services.service_unknown,
    services.service_missing,
    services.service_cast,
    security.security_unspecified,
    security.security_keys_missing,
    security.security_lower_unspecified,
    security.long_messages_unspecified,
    segmentation.segmentation_reference_missing,
)
