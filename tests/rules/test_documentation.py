"""Each rule is documented, and the examples of its documentation show what they claim."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.judging.catalogue import RULES
from tests.support import Source, check

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.rules.rule import Rule

_EXAMPLE = re.compile(r"^(Bad|Good)::\n\n((?:    .*\n|\n)+)", re.MULTILINE)


def examples(rule: Rule) -> dict[str, str]:
    """The bad and the good example of a rule that can be built."""
    return {kind: dedent(text) for kind, text in _EXAMPLE.findall(rule.description + "\n")}


def test_names_are_unique_and_sorted_by_family() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_documented(rule: Rule) -> None:
    assert rule.clause
    assert rule.summary
    assert "\n" not in rule.summary
    assert re.search(r"^Bad:", rule.description, re.MULTILINE), "a bad example is missing"
    assert re.search(r"^Good:", rule.description, re.MULTILINE), "a good example is missing"


@pytest.mark.parametrize(
    ("rule", "kind", "text"),
    [
        pytest.param(rule, kind, text, id=f"{rule.name}-{kind}")
        for rule in RULES
        for kind, text in examples(rule).items()
    ],
)
def test_example(rule: Rule, kind: str, text: str, tmp_path: Path) -> None:
    found = [finding for finding in check(Source({"index.rst": text}), tmp_path) if finding.rule == rule.name]
    assert bool(found) == (kind == "Bad"), found
