"""The demands of the template, and that each rule serves one."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from sphinx_dlmsprofile.analysis.applicability import CONDITIONS, SEEN
from sphinx_dlmsprofile.judging.catalogue import BY_NAME
from sphinx_dlmsprofile.model.demand import Demand, Kind
from sphinx_dlmsprofile.template.demands import PARTS, demands, part_label
from sphinx_dlmsprofile.template.outline import CLAUSES

WITHOUT_DEMAND = frozenset(
    {
        *(name for name in BY_NAME if name.startswith("editorial-")),
        "source-warning",
        "directive-unknown",
        "role-unknown",
        "reference-undefined",
        "label-duplicate",
        "id-taken",
        "document-unlisted",
        "toctree-missing",
        "merge-conflict-left",
        "heading-number-typed",
        "fence-unclosed",
        "body-syntax",
        "body-key-unknown",
        "body-key-duplicate",
        "body-value-type",
        "body-file-missing",
        "conf-file",
        "conf-option-unknown",
        "conf-value",
        "glyph-missing",
        *(name for name in BY_NAME if name.startswith("object-")),
        "condition-unknown",
        "condition-useless",
        "choice-empty",
        "support-contradictory",
        "markup-unread",
        "need-id-duplicate",
        "exchange-conformance",
        "exchange-incomplete",
        "exchange-order",
        "exchange-security",
        "exchange-time",
        "envelope-bits-uneven",
        "envelope-content-missing",
        "envelope-duplicate",
        "envelope-field-unknown",
        "envelope-unknown",
        "envelope-value-unfit",
        "option-unknown",
        "picture-damaged",
        "provision-attributes-unused",
        "provision-id-duplicate",
        "state-unknown",
        "state-unreachable",
        "text-flattened",
        "text-lost",
        "provision-id-form",
        "provision-id-unused",
        "registry-file",
        "test-failed",
        "test-not-run",
        "test-result-unknown",
        "test-results-contradict",
        "test-results-incomplete",
        "test-results-unread",
        "test-verifies-nothing",
        "trace-suspect",
        "trace-target-unknown",
        "provision-uncovered",
        "waiver-unused",
        "baseline-unused",
        "waiver-reason-missing",
        "example-text-mismatch",
        "cross-reference-mismatch",
        "state-text-mismatch",
        "typed-reference-unknown",
        "typed-reference",
        "note-label-typed",
        "name-drifted",
        "interface-text-mismatch",
        "layer-text-mismatch",
        "count-text-mismatch",
        "constant-duplicate",
        "constant-text-mismatch",
        "quantity-text-mismatch",
        "abbreviation-text-mismatch",
        "term-deprecated",
        "standard-text-mismatch",
        "reference-title-mismatch",
        "reference-replaced",
        "reference-edition",
        "reference-part-unknown",
        "project-part-mismatch",
        "foreword-part-mismatch",
        "description-interface-mismatch",
        "environment-interface-ends",
        "apdu-value-range",
        "apdu-pairing-lost",
        "apdu-conformance-mismatch",
        "apdu-pdu-size",
        "apdu-wrapper-missing",
        "layer-duplicate",
        "mapping-primitive-unknown",
        "primitive-text-mismatch",
        "sap-value-twice",
        "configuration-class-unreferenced",
        "class-text-mismatch",
        "attribute-text-mismatch",
        "obis-text-mismatch",
        "sap-text-mismatch",
        "association-text-mismatch",
        "open-parameter-text-mismatch",
        "service-text-mismatch",
        "security-text-mismatch",
        "long-messages-text-mismatch",
    }
)
"""They judge how something is written down, and whether it agrees with itself: the template asks for neither."""

PENDING: frozenset[str] = frozenset()
"""Rules that demands name and the catalogue has not yet: a demand with none but these is left to a reader."""


def named() -> set[str]:
    return {rule for demand in demands() for rule in (*demand.rules, *demand.needs)}


@pytest.mark.parametrize("rule", sorted(set(BY_NAME) - WITHOUT_DEMAND))
def test_each_rule_serves_a_demand(rule: str) -> None:
    served = [demand for demand in demands() if rule in demand.rules]
    assert served, f"no demand of template/demands.json is judged by {rule}"
    assert all(demand.text.endswith(".") for demand in served)


def test_rules_on_writing_serve_none() -> None:
    assert not named() & WITHOUT_DEMAND


def test_demands_name_known_rules_only() -> None:
    assert named() - set(BY_NAME) <= PENDING


def test_identifiers() -> None:
    identifiers = [demand.identifier for demand in demands()]
    counted: Counter[str] = Counter()
    for demand in demands():
        counted[demand.clause] += 1
        assert demand.identifier == f"{demand.clause}-{counted[demand.clause]}"
    assert len(set(identifiers)) == len(identifiers)


def test_each_part_of_the_template_makes_demands_in_its_order() -> None:
    clauses = list(dict.fromkeys(demand.clause for demand in demands()))
    assert clauses == [part for part in PARTS if part in clauses]
    silent = set(PARTS) - set(clauses)
    # They only hold their subclauses together.
    assert silent == {"5", "7"}
    assert {part.number for top in CLAUSES for part in top.walk()} <= set(PARTS)


@pytest.mark.parametrize("demand", demands(), ids=lambda demand: demand.identifier)
def test_each_is_a_sentence(demand: Demand) -> None:
    assert demand.text[0].isupper()
    assert demand.text.endswith(".")
    assert not demand.when or demand.when in CONDITIONS
    assert not demand.seen or demand.seen in SEEN
    assert len(set(demand.rules)) == len(demand.rules)
    assert part_label(demand.clause)


def test_what_a_demand_is_about_is_a_pattern() -> None:
    for demand in demands():
        if demand.about:
            assert re.search(demand.about, "") is None, demand.identifier


def test_all_kinds_occur() -> None:
    assert {demand.kind for demand in demands()} == set(Kind)
