"""Interface classes and OBIS codes (Clause 8, Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.classes import (
    attributes,
    classes,
    configuration,
    limits,
    named_objects,
    obis_codes,
    object_access,
    objects,
    short_names,
    technologies,
    types,
    versions,
)

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    configuration.class_unknown,
    named_objects.class_part_unknown,
    configuration.configuration_class_missing,
    technologies.configuration_class_unreferenced,
    classes.class_outside_annex_b,
    classes.class_id_taken,
    configuration.class_id_range,
    attributes.class_logical_name,
    attributes.class_attribute_id,
    attributes.class_method_id,
    attributes.class_type_unknown,
    limits.class_default_range,
    types.class_element_duplicate,
    types.class_enum_values,
    short_names.class_short_name,
    configuration.class_undescribed,
    configuration.class_unreferenced,
    versions.class_version_breaks,
    versions.class_version_supersedes,
    versions.class_version_unknown,
    classes.class_no_obis,
    classes.obis_form,
    obis_codes.obis_outside_annex_b,
    obis_codes.obis_taken,
    obis_codes.obis_range,
    obis_codes.obis_class_mismatch,
    obis_codes.obis_code_differs,
    named_objects.obis_unknown,
    objects.object_class_unknown,
    objects.object_code_unfit,
    objects.object_part_unknown,
    objects.object_duplicate,
    object_access.object_access_unfit,
    object_access.object_value_unfit,
)
