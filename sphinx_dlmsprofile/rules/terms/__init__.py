"""Terms, definitions and abbreviations (Clause 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.terms import abbreviations, definitions, terms

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    terms.sample_entry_left,
    terms.term_no_definition,
    terms.term_duplicate,
    terms.term_example_numbering,
    terms.term_note_numbering,
    terms.term_part_order,
    definitions.term_source_form,
    terms.term_unused,
    definitions.term_definition_style,
    abbreviations.abbreviation_undefined,
    abbreviations.abbreviation_unused,
    abbreviations.abbreviation_order,
    abbreviations.abbreviation_duplicate,
)
