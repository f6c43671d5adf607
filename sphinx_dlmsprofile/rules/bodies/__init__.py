"""Bodies and options of directives, registry files, waivers, the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.bodies import bodies, configuration, waivers

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    bodies.body_syntax,
    bodies.body_key_unknown,
    bodies.body_key_duplicate,
    bodies.body_value_type,
    bodies.text_flattened,
    bodies.body_file_missing,
    bodies.option_unknown,
    bodies.registry_file,
    configuration.conf_option_unknown,
    configuration.conf_value,
    configuration.conf_file,
    waivers.waiver_unused,
    waivers.waiver_reason_missing,
    waivers.baseline_unused,
)
