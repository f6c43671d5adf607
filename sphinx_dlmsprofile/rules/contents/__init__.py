"""The table of contents, which the template fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.contents import (
    annexes,
    captions,
    emptiness,
    front_matter,
    index_entries,
    losses,
    skeleton,
)

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    skeleton.clause_missing,
    skeleton.clause_order,
    skeleton.clause_title,
    skeleton.clause_unexpected,
    emptiness.clause_empty,
    emptiness.clause_not_applicable_unstated,
    emptiness.clause_ideally_empty,
    captions.caption_form,
    skeleton.annex_missing,
    skeleton.annex_status,
    annexes.annex_unreferenced,
    front_matter.front_matter_order,
    front_matter.introduction_missing,
    front_matter.foreword_missing,
    skeleton.index_missing,
    index_entries.index_entry_missing,
    losses.text_lost,
    losses.picture_damaged,
    losses.markup_unread,
    losses.glyph_missing,
)
