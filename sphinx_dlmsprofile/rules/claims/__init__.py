"""What the text says, against the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.claims import (
    associations,
    catalogue,
    classes,
    constants,
    counts,
    examples,
    front,
    layers,
    names,
    obis_codes,
    primitives,
    quantities,
    references,
    saps,
    security,
    services,
    standards,
    states,
    typed,
    words,
)

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    front.project_part_mismatch,
    front.foreword_part_mismatch,
    front.description_interface_mismatch,
    front.interface_text_mismatch,
    front.environment_interface_ends,
    names.name_drifted,
    layers.layer_text_mismatch,
    counts.count_text_mismatch,
    words.abbreviation_text_mismatch,
    words.term_deprecated,
    constants.constant_duplicate,
    constants.constant_text_mismatch,
    quantities.quantity_text_mismatch,
    classes.class_text_mismatch,
    classes.attribute_text_mismatch,
    obis_codes.obis_text_mismatch,
    saps.sap_text_mismatch,
    standards.standard_text_mismatch,
    standards.reference_title_mismatch,
    catalogue.reference_replaced,
    catalogue.reference_edition,
    catalogue.reference_part_unknown,
    primitives.primitive_text_mismatch,
    associations.association_text_mismatch,
    services.open_parameter_text_mismatch,
    services.service_text_mismatch,
    security.security_text_mismatch,
    services.long_messages_text_mismatch,
    states.state_text_mismatch,
    examples.example_text_mismatch,
    references.cross_reference_mismatch,
    typed.typed_reference_unknown,
    typed.typed_reference,
    typed.note_label_typed,
)
