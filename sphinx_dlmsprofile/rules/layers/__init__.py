"""The communication layers (Clause 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.layers import (
    adaptation,
    envelopes,
    layer_citations,
    layer_standards,
    layers,
    lower_layers,
    registration,
    repeated,
    service_mapping,
    states,
    usage,
)

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    usage.usage_missing,
    usage.usage_modification,
    usage.usage_extension,
    usage.usage_standard_unlisted,
    layers.stack_missing,
    layers.stack_top,
    layers.layer_transport_missing,
    layers.layer_internet_missing,
    layers.layer_transport_unneeded,
    layers.layer_adaptation_misplaced,
    layers.layer_order,
    layer_standards.layer_standard_missing,
    layer_standards.layer_standard_not_open,
    layer_standards.profile_unstacked,
    layer_standards.layer_unused,
    lower_layers.layer_list_missing,
    lower_layers.layer_subclause_missing,
    lower_layers.layer_subclause_unknown,
    layer_citations.layer_standard_uncited,
    layers.profile_duplicate,
    service_mapping.mapping_missing,
    service_mapping.mapping_layer,
    service_mapping.mapping_profile_unknown,
    adaptation.adaptation_unspecified,
    adaptation.adaptation_mapping_missing,
    registration.registration_reference_missing,
    registration.registration_notification_missing,
    registration.registration_step_missing,
    repeated.layer_duplicate,
    repeated.mapping_primitive_unknown,
    envelopes.envelope_bits_uneven,
    envelopes.envelope_content_missing,
    envelopes.envelope_field_unknown,
    envelopes.envelope_value_unfit,
    envelopes.envelope_duplicate,
    envelopes.envelope_unknown,
    states.state_unknown,
    states.state_unreachable,
    registration.registration_class_misplaced,
)
