"""Provisions, and what verifies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.provisions import provisions, trace_links

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    provisions.provision_id_duplicate,
    provisions.provision_id_unused,
    provisions.provision_id_form,
    trace_links.trace_target_unknown,
    trace_links.provision_uncovered,
    trace_links.trace_suspect,
    trace_links.test_results_unread,
    trace_links.need_id_duplicate,
)
