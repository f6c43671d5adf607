"""Provisions, and what verifies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.provisions import attributes, bench_files, provisions, test_outcomes, trace_links

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
    test_outcomes.test_failed,
    test_outcomes.test_not_run,
    test_outcomes.test_verifies_nothing,
    test_outcomes.test_result_unknown,
    test_outcomes.test_results_contradict,
    trace_links.need_id_duplicate,
)
