"""Provisions, and what verifies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.provisions import attributes, bench_files, provisions, trace_links

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    provisions.provision_id_duplicate,
    provisions.provision_id_unused,
    provisions.provision_id_form,
    attributes.provision_attributes_unused,
    trace_links.trace_target_unknown,
    trace_links.provision_uncovered,
    trace_links.trace_suspect,
    bench_files.test_results_unread,
    bench_files.test_results_incomplete,
    trace_links.need_id_duplicate,
)
