"""The one list of all rules, by family, in the order of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules import (
    bodies,
    class_attributes,
    class_short_names,
    classes,
    layers,
    sap,
    skeleton,
    title,
    waivers,
)

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    # Bodies, options, waivers
    bodies.body_syntax,
    bodies.body_key_unknown,
    bodies.body_key_duplicate,
    bodies.body_value_type,
    bodies.body_file_missing,
    bodies.option_unknown,
    waivers.waiver_unused,
    waivers.waiver_reason_missing,
    # Title
    title.title_missing,
    title.title_duplicate,
    title.title_suite,
    title.title_grammar,
    title.title_part_number,
    title.title_part_taken,
    title.title_network_unknown,
    title.title_part_section_mismatch,
    # Skeleton
    skeleton.clause_missing,
    skeleton.clause_order,
    skeleton.clause_title,
    skeleton.clause_unexpected,
    skeleton.annex_missing,
    skeleton.annex_status,
    skeleton.index_missing,
    # Layers
    layers.stack_missing,
    layers.stack_top,
    layers.layer_transport_missing,
    layers.layer_internet_missing,
    layers.layer_transport_unneeded,
    layers.layer_adaptation_misplaced,
    layers.layer_order,
    layers.layer_standard_missing,
    layers.layer_standard_not_open,
    layers.profile_duplicate,
    # Addressing
    sap.sap_missing,
    sap.sap_value,
    sap.sap_width,
    sap.sap_overlap,
    sap.sap_gap,
    sap.sap_reserved_missing,
    sap.sap_reserved_value,
    sap.sap_reserved_name,
    # Configuration
    classes.class_outside_annex_b,
    classes.class_id_taken,
    class_attributes.class_logical_name,
    class_attributes.class_attribute_id,
    class_attributes.class_method_id,
    class_attributes.class_type_unknown,
    class_attributes.class_default_range,
    class_short_names.class_short_name,
    classes.class_no_obis,
    classes.obis_form,
)

BY_NAME = {rule.name: rule for rule in RULES}
