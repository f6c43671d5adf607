"""The page on what each version newly asks: rules that have become stricter, and other defaults, are named on it."""

from __future__ import annotations

import re

from sphinx_dlmsprofile.config import OPTIONS
from sphinx_dlmsprofile.judging.catalogue import RULES
from tests.support import ROOT

_LISTS = ROOT / "docs" / "_ext" / "profile_docs"
_PAGE = (ROOT / "docs" / "migration.md").read_text("utf-8")
_SEVERITIES = ("advice", "warning", "error")


def _named(role: str) -> set[str]:
    return set(re.findall(rf"\{{{role}\}}`([\w-]+)`", _PAGE))


def test_each_rule_that_has_become_stricter_is_named() -> None:
    """Its severity in a final document, or in a draft."""
    lines = (line.split() for line in (_LISTS / "rules-0.1.0.txt").read_text("utf-8").splitlines())
    before = {name: severities for name, *severities in lines}
    now = {rule.name: (rule.severity.value, rule.in_draft.value) for rule in RULES}
    assert before.keys() <= now.keys()
    rank = _SEVERITIES.index
    stricter = {
        name
        for name, severities in before.items()
        if any(rank(new) > rank(old) for old, new in zip(severities, now[name], strict=True))
    }
    assert "mandated-wording-altered" in stricter
    assert stricter <= _named("rule")


def test_each_option_that_does_something_else_is_named() -> None:
    """One with another default or none any more, and a new one that does something where nobody has set it."""
    lines = (_LISTS / "options-0.1.0.txt").read_text("utf-8").splitlines()
    before = dict(line.split(" ", 1) for line in lines)
    now = {option.name: repr(option.default) for option in OPTIONS}
    changed = {name for name, default in before.items() if now.get(name) != default}
    active = {option.name for option in OPTIONS if option.name not in before and option.default}
    assert changed | active <= _named("confval")
    assert len(now) > len(before), "the list is of an earlier version"
