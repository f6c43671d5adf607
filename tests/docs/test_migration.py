"""The page on what each version newly asks: rules that have become stricter are named on it."""

from __future__ import annotations

import re

from sphinx_dlmsprofile.judging.catalogue import RULES
from tests.support import ROOT

_BEFORE = ROOT / "docs" / "_ext" / "profile_docs" / "rules-0.1.0.txt"


def test_each_rule_that_has_become_stricter_is_named() -> None:
    before = dict(line.split() for line in _BEFORE.read_text("utf-8").splitlines())
    now = {rule.name: rule.severity.value for rule in RULES}
    assert before.keys() <= now.keys()
    order = ("advice", "warning", "error")
    stricter = {name for name, severity in before.items() if order.index(now[name]) > order.index(severity)}
    assert "mandated-wording-altered" in stricter
    page = (ROOT / "docs" / "migration.md").read_text("utf-8")
    assert stricter <= set(re.findall(r"\{rule\}`([\w-]+)`", page))
