"""The title of the part (end of the Introduction)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.title import technology, title

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    title.title_missing,
    title.title_duplicate,
    title.title_suite,
    title.title_grammar,
    title.title_part_number,
    title.title_part_taken,
    title.title_network_unknown,
    technology.title_technology_unreferenced,
    title.title_part_section_mismatch,
)
