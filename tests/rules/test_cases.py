"""Each rule's cases: what fails with its line, and what passes near the border; in rST, MyST and through an include."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sphinx_dlmsprofile.judging.catalogue import BY_NAME
from tests.support import ROOT, Source, check
from tests.template.constructed import in_use

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CASES = ROOT / "tests" / "rules" / "cases"
MARKUPS = ("rst", "myst", "include")


def _source(case: str | dict[str, Any]) -> Source:
    if isinstance(case, str):
        return Source({"index.rst": case})
    files = dict(case.get("files", {}))
    if "text" in case:
        files["index.rst"] = case["text"]
    return Source(files, case.get("conf", {}))


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        kinds = yaml.safe_load(path.read_text(encoding="utf-8"))
        for kind in ("fail", "pass"):
            for name, case in kinds[kind].items():
                yield pytest.param(path.stem, kind, case, id=f"{path.stem}-{kind}-{name}")


@pytest.mark.parametrize(("rule", "kind", "case"), list(_cases()))
def test_case(
    rule: str, kind: str, case: str | dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case in each markup, one after the other: a test for each would cost a tenth more.

    A case with ``constructed: yes`` is judged by made-up wording: the template's own may not stand in it.
    """
    wording = in_use(monkeypatch, tmp_path) if isinstance(case, dict) and case.get("constructed") else nullcontext()
    markups = case.get("markup", MARKUPS) if isinstance(case, dict) else MARKUPS
    with wording:
        for markup in markups:
            _judge_case(rule, kind, case, markup, tmp_path / markup)


def _judge_case(rule: str, kind: str, case: str | dict[str, Any], markup: str, directory: Path) -> None:
    source = _source(case)
    if BY_NAME[rule].opt_in:
        source.conf.setdefault("dlms_severity", {rule: "warning"})
    if markup == "myst":
        source = source.as_myst()
    elif markup == "include":
        source = source.included()
    found = check(source, directory)
    nowhere = [finding for finding in found if not (directory / finding.at.source).is_file()]
    assert not nowhere, (markup, nowhere)
    findings = [finding for finding in found if finding.rule == rule]
    assert [(finding.at.source, finding.at.line) for finding in findings] == source.marks, (markup, findings)
    assert bool(source.marks) == (kind == "fail")
    if isinstance(case, dict) and "message" in case:
        assert all(case["message"] in finding.message for finding in findings), (markup, findings)


@pytest.mark.parametrize("rule", BY_NAME)
def test_each_rule_has_cases(rule: str) -> None:
    cases = yaml.safe_load((CASES / f"{rule}.yaml").read_text(encoding="utf-8"))
    assert len(cases["fail"]) >= 1, "no case fails"
    assert len(cases["pass"]) >= 1, "no case passes"


def test_cases_are_of_rules() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == set(BY_NAME)
