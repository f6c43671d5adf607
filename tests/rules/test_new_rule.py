"""The script that writes what a new rule needs: nothing that it writes passes until it is filled in."""

from __future__ import annotations

import importlib.util
import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.rules.rule import Rule
from sphinx_dlmsprofile.template.demands import demands
from tests.conformance import test_demands
from tests.mutations.test_mutations import Mutation
from tests.rules import test_cases, test_documentation
from tests.support import EXAMPLE, ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

NAME = "sap-caption-missing"
PACKAGE = "sphinx_dlmsprofile"
DEMANDS = f"{PACKAGE}/template/demands.json"
MUTATIONS = "tests/mutations/mutations.yaml"
INIT, SAP = (f"{PACKAGE}/rules/addressing/{name}.py" for name in ("__init__", "sap"))


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up.
    import sys  # noqa: PLC0415

    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def write(*arguments: str, root: Path = ROOT) -> None:
    _load(ROOT / "tools" / "new_rule.py").main(arguments, root)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the files that the script writes to."""
    for name in (DEMANDS, MUTATIONS, INIT, SAP):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "tests" / "rules" / "cases").mkdir(parents=True)
    return tmp_path


def _demands(root: Path) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in json.loads((root / DEMANDS).read_text("utf-8"))}


def test_each_stub_fails(copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(NAME, "--family", "addressing", "--clause", "6, Table 1", root=copy)
    rule = _load(copy / SAP).sap_caption_missing
    assert isinstance(rule, Rule)
    assert (rule.name, rule.clause, rule.severity) == (NAME, "6, Table 1", Severity.WARNING)
    assert "    sap.sap_caption_missing,\n)\n" in (copy / INIT).read_text("utf-8")
    with pytest.raises(AssertionError, match="TODO"):
        test_documentation.test_documented(rule)
    with pytest.raises(AssertionError):
        test_documentation.test_example(rule, "Bad", "TODO", tmp_path / "bad")
    monkeypatch.setattr(test_cases, "CASES", copy / "tests" / "rules" / "cases")
    with pytest.raises(AssertionError, match="no case fails"):
        test_cases.test_each_rule_has_cases(NAME)
    *_, last = yaml.safe_load((copy / MUTATIONS).read_text("utf-8"))
    assert last["rule"] == NAME
    with pytest.raises(FileNotFoundError):
        Mutation(**last).apply(EXAMPLE)


def test_without_a_demand_one_is_added(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _demands(ROOT)
    write(NAME, "--family", "addressing", "--clause", "6, Table 1", root=copy)
    after = _demands(copy)
    (added,) = after.keys() - before.keys()
    assert after[added]["judged_by"] == [NAME]
    of_clause = [name for name in after if name.startswith("6-")]
    assert added == f"6-{len(of_clause)}" == of_clause[-1]
    assert list(after)[list(after).index(added) - 1] == of_clause[-2]
    stub = replace(demands()[0], text=after[added]["text"], rules=(NAME,))
    monkeypatch.setattr(test_demands, "demands", lambda: (stub,))
    with pytest.raises(AssertionError):
        test_demands.test_each_rule_serves_a_demand(NAME)


@pytest.mark.parametrize("clause", ["contents", "B", "index", "5"])
def test_a_demand_can_be_added_to_any_part(clause: str, copy: Path) -> None:
    write("sap-caption-missing", "--family", "addressing", "--clause", clause, root=copy)
    added = _demands(copy)
    assert len(added) == len(_demands(ROOT)) + 1
    assert any(entry["clause"] == clause and entry["judged_by"] == [NAME] for entry in added.values())


@pytest.mark.parametrize("demand", ["6-1", "3-1"])
def test_a_demand_that_exists(demand: str, copy: Path) -> None:
    write(NAME, "--family", "addressing", "--demand", demand, root=copy)
    before = _demands(ROOT)[demand]
    judged_by = [] if before["judged_by"] == "reader" else before["judged_by"]
    assert _demands(copy) == {**_demands(ROOT), demand: {**before, "judged_by": [*judged_by, NAME]}}


def test_a_new_module_and_another_severity(copy: Path) -> None:
    arguments = ("--family", "addressing", "--clause", "6", "--module", "captions", "--severity", "advice")
    write(NAME, *arguments, root=copy)
    module = _load(copy / PACKAGE / "rules" / "addressing" / "captions.py")
    assert module.sap_caption_missing.severity is Severity.ADVICE
    init = (copy / INIT).read_text("utf-8")
    assert "from sphinx_dlmsprofile.rules.addressing import addressing, captions, sap, twice\n" in init
    assert "    captions.sap_caption_missing,\n)\n" in init


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Sap", "--family", "addressing"), '"Sap" does not name a rule: write at least two words'),
        (("sap-gap", "--family", "addressing"), 'the rule "sap-gap" exists: see'),
        ((NAME, "--family", "adressing"), 'the family "adressing" does not exist: did you mean "addressing"?'),
        ((NAME,), "no family is given: write one of source, bodies, title"),
        ((NAME, "--family", "addressing"), "no clause is given: write one of contents, title"),
        ((NAME, "--family", "addressing", "--clause", "forword"), 'did you mean "foreword"?'),
        ((NAME, "--family", "addressing", "--demand", "6-33"), 'the demand "6-33" does not exist: did you mean "6-3"?'),
        ((NAME, "--family", "addressing", "--clause", "6", "--severity", "eror"), 'did you mean "error"?'),
        ((NAME, "--family", "addressing", "--clause", "6", "--module", "Sap"), '"Sap" does not name a module'),
        ((NAME, "--family", "addressing", "--clause", "6", "--module", "departures"), "departures holds no rules"),
    ],
)
def test_refused_in_one_line(arguments: tuple[str, ...], message: str, copy: Path) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    with pytest.raises(SystemExit) as refused:
        write(*arguments, root=copy)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before
