"""Each rule is documented, and the examples of its documentation show what they claim."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from inspect import getmodule
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile import rules
from sphinx_dlmsprofile.judging.catalogue import RULES
from sphinx_dlmsprofile.rules.rule import Rule
from tests.rules.frame import blocks, examples
from tests.support import ROOT, Source, check

if TYPE_CHECKING:
    from pathlib import Path


def test_names_are_unique_and_sorted_by_family() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


def test_each_rule_that_is_written_is_one_of_a_family() -> None:
    """One that no family lists would find nothing, and be missed by nobody."""
    modules = map(import_module, (each.name for each in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.")))
    written = {value.name for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    assert written - {rule.name for rule in RULES} == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_documented(rule: Rule) -> None:
    assert rule.clause
    assert rule.summary
    assert "\n" not in rule.summary
    assert re.search(r"^Bad\b.*:$", rule.description, re.MULTILINE), "a bad example is missing"
    assert re.search(r"^Good\b.*:$", rule.description, re.MULTILINE), "a good example is missing"
    assert "TODO" not in f"{rule.description} {getmodule(rule.check).__doc__}", "something is left to write"
    assert len(re.findall(r"^\w.*::$", rule.description, re.MULTILINE)) == len(blocks(rule.description))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_on_a_page_of_the_manual(rule: Rule) -> None:
    family = rule.check.__module__.split(".")[2]
    assert f".. rules:: {family}\n" in (ROOT / "docs" / "rules" / f"{family}.rst").read_text("utf-8")


@pytest.mark.parametrize(
    ("rule", "kind", "text"),
    [
        pytest.param(rule, kind, text, id=f"{rule.name}-{kind}")
        for rule in RULES
        for kind, text in examples(rule.description).items()
    ],
)
def test_example(rule: Rule, kind: str, text: str, tmp_path: Path) -> None:
    conf = {"dlms_severity": {rule.name: rule.severity.value}} if rule.opt_in else {}
    found = [finding for finding in check(Source({"index.rst": text}, conf), tmp_path) if finding.rule == rule.name]
    assert bool(found) == (kind == "Bad"), found
