"""What the benchmarks build is sound on every side. Nothing is timed here."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks import decoding
from benchmarks.content import standard
from benchmarks.generate import write_empty, write_standard
from benchmarks.goals import between, pdf_ratios, ratios
from benchmarks.markup import Side, text_of
from benchmarks.measure import TOUCHED, BrokenRunError, Cost, Series, Workshop, run
from benchmarks.provisions import Bench
from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.review_records import TestCase
from tests.provisions.reading import provisions
from tests.support import ROOT, findings_of_command

if TYPE_CHECKING:
    from pathlib import Path

TINY = 0.1


@pytest.mark.parametrize("side", Side)
def test_builds_without_a_word(side: Side, tmp_path: Path) -> None:
    write_standard(tmp_path / "source", side, TINY)
    # Fails on any output, such as a warning.
    cost = run("sphinx", "-q", "-n", "-W", "-b", "html", str(tmp_path / "source"), str(tmp_path / "html"))
    assert cost.cpu > 0
    assert cost.memory > 0


@pytest.mark.parametrize("scale", [TINY, 2])  # a longer standard has chapters in several files
def test_has_no_findings(scale: float, tmp_path: Path) -> None:
    write_standard(tmp_path / "source", Side.OURS, scale)
    assert findings_of_command(str(tmp_path / "source"), "--stage", "final") == []


def test_empty_projects_build(tmp_path: Path) -> None:
    for side in Side:
        write_empty(tmp_path / side.value, side)
        run("sphinx", "-q", "-b", "html", str(tmp_path / side.value), str(tmp_path / "html" / side.value))


def test_the_same_text_each_time() -> None:
    one, other = standard(TINY), standard(TINY)
    for side in Side:
        assert [text_of(document, side) for document in one.documents] == [
            text_of(document, side) for document in other.documents
        ]


@pytest.mark.parametrize(("scale", "references"), [(1, 400), (10, 4000)])
def test_as_many_references_as_it_says(scale: int, references: int) -> None:
    written = "".join(text_of(document, Side.NUMREF) for document in standard(scale).documents)
    assert written.count(":numref:`") + written.count("{numref}`") == references


def test_own_part_is_told(tmp_path: Path) -> None:
    write_standard(tmp_path / "source", Side.OURS, TINY)
    command = [sys.executable, "-m", "benchmarks.own", str(tmp_path / "source"), str(tmp_path / "html")]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert "DlmsDomain.process_doc" in result.stdout
    assert float(result.stdout.splitlines()[-1].split()[0]) > 0


def test_projects_are_kept(tmp_path: Path) -> None:
    run("benchmarks", "--scale", "0.1", "--keep", str(tmp_path))
    for side in ("ours", "numref", "ref"):
        assert (tmp_path / "0.1" / side / TOUCHED).is_file()
        assert (tmp_path / "0.1" / f"empty-{side}" / "conf.py").is_file()


def test_one_edited_file_is_judged_again_in_the_same_process(tmp_path: Path) -> None:
    write_standard(tmp_path / "source", Side.OURS, TINY)
    command = [sys.executable, "-m", "benchmarks.again", str(tmp_path / "source"), str(tmp_path / "out")]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert Cost(**json.loads(result.stdout)).cpu > 0


def _measured(workshop: Workshop) -> dict[tuple[str, Side], Series]:
    """As if each run had cost 1 for us, and 2 for the others."""
    costs = {side: Cost(*[1.0 if side is Side.OURS else 2.0] * 3) for side in Side}
    return {(one.name, one.side): Series((costs[one.side],) * 3) for one in workshop.runs()}


def test_each_ratio_has_its_runs_and_its_goal(tmp_path: Path) -> None:
    found = _measured(Workshop(tmp_path, TINY))
    cold = "HTML cold, ours / ref twin"
    goals = {scale: {line.name: line.goal for line in ratios(found, scale)} for scale in (1, 10)}
    assert {scale: goals[scale][cold] for scale in goals} == {1: 1.22, 10: 1.20}
    assert all(line.value == 0.5 for line in ratios(found, 1) if line.name.endswith("twin"))
    assert not any(line.goal for line in ratios(found, 0.5))


def test_the_pdf_alone_can_be_compared(tmp_path: Path) -> None:
    found = {key: series for key, series in _measured(Workshop(tmp_path, TINY)).items() if key[0] == "PDF"}
    found["PDF", Side.NUMREF] = Series(tuple(Cost(2 * each.cpu, 1, 1) for each in found["PDF", Side.OURS].costs))
    (line,) = pdf_ratios(found, 1)
    assert (line.value, line.goal) == (0.5, 0.45)
    assert not list(pdf_ratios({("PDF", Side.OURS): found["PDF", Side.OURS]}, 1)), "left out without XeLaTeX"


def test_why_xelatex_stopped_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "xelatex"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho '! The font cannot be found.' > iec62056-8-30.log\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    workshop = Workshop(tmp_path / "work", TINY)
    (tex,) = (each for each in workshop.runs() if (each.name, each.side) == ("PDF", Side.NUMREF))
    with pytest.raises(BrokenRunError, match="! The font cannot be found"):
        tex.action()


def test_a_theme_has_a_line_of_its_own(tmp_path: Path) -> None:
    found = _measured(Workshop(tmp_path, TINY, "alabaster"))
    assert [line.value for line in ratios(found, 1) if "theme" in line.name] == [1.0]


def test_pairs_are_compared_not_sums() -> None:
    found = {("cold", Side.OURS): Series((Cost(1, 1, 1), Cost(9, 1, 1), Cost(1, 1, 1)))}
    found["cold", Side.REF] = Series((Cost(1, 1, 1), Cost(3, 1, 1), Cost(4, 1, 1)))
    assert between(found["cold", Side.OURS], found["cold", Side.REF]) == 1.0


@pytest.mark.parametrize("more", ["provisions", "reviewed", "tested", "needs"])
def test_provisions_are_measured(more: str, tmp_path: Path) -> None:
    bench = Bench(tmp_path / "bench", 3, 1)
    assert bench.cost(more, more) < 1000
    assert len(provisions(tmp_path / "bench" / "provisions")) == 3
    assert provisions(tmp_path / "bench" / "statements") == ()


def test_test_cases_verify_what_is_measured(tmp_path: Path) -> None:
    Bench(tmp_path / "bench", 3, 1)
    judgement = judge_project(tmp_path / "bench" / "tested", review=True, log=io.StringIO())
    assert judgement
    named = {each.verifies: each.result for each in judgement.project.of(TestCase)}
    assert named == {("station-0",): "passed", ("station-1",): "passed"}
    assert {"station-0", "station-1"} <= {each.identifier for each in judgement.project.of(Provision)}


def test_made_up_apdus_are_valid_and_cut_ones_are_not() -> None:
    found = decoding.measure("sphinx_dlmsprofile", 160)
    assert (found["taken"], found["cut"]) == (160, 0)


def test_a_library_that_is_absent_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(decoding, "SIDES", {"no_such_library": decoding.SIDES["gurux_dlms"]})
    monkeypatch.setattr(sys, "argv", ["benchmarks.decoding"])
    assert decoding.main() == 0
    assert capsys.readouterr().out.split() == [
        "no_such_library",
        "left",
        "out,",
        "because",
        "it",
        "is",
        "not",
        "installed",
    ]
