"""How the source is written: what Sphinx and its readers warn of, documents, labels, traces of other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.source import documents, leading, warned, written

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    warned.source_warning,
    warned.directive_unknown,
    warned.role_unknown,
    leading.reference_undefined,
    leading.label_duplicate,
    leading.id_taken,
    documents.document_unlisted,
    documents.toctree_missing,
    written.merge_conflict_left,
    written.heading_number_typed,
    written.fence_unclosed,
)
