"""Examples of encoded APDUs (Annex A)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.examples import (
    addresses,
    coding,
    consistency,
    contents,
    examples,
    exchanges,
    titles,
    types,
)

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    examples.example_missing,
    examples.example_aspect_uncovered,
    titles.example_title_vague,
    coding.apdu_invalid,
    coding.apdu_type_mismatch,
    coding.apdu_trailing,
    coding.frame_length,
    coding.frame_checksum,
    addresses.apdu_profile_unknown,
    addresses.apdu_sap_unknown,
    addresses.apdu_sap_mismatch,
    contents.apdu_service_unspecified,
    contents.apdu_object_unknown,
    types.apdu_data_type,
    consistency.apdu_value_range,
    consistency.apdu_pairing_lost,
    consistency.apdu_conformance_mismatch,
    consistency.apdu_pdu_size,
    consistency.apdu_wrapper_missing,
    exchanges.exchange_order,
    exchanges.exchange_incomplete,
    exchanges.exchange_conformance,
    exchanges.exchange_security,
    exchanges.exchange_time,
)
