"""What the benchmarks build is sound on every side. Nothing is timed here."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.content import standard
from benchmarks.generate import write_empty, write_standard
from benchmarks.markup import Side, text_of
from benchmarks.measure import run
from benchmarks.provisions import Bench
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


def test_has_no_findings(tmp_path: Path) -> None:
    write_standard(tmp_path / "source", Side.OURS, TINY)
    assert findings_of_command(str(tmp_path / "source"), "--stage", "final") == []


def test_empty_projects_build(tmp_path: Path) -> None:
    for side in (Side.OURS, Side.NUMREF):
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


@pytest.mark.parametrize("more", ["provisions", "reviewed", "needs"])
def test_provisions_are_measured(more: str, tmp_path: Path) -> None:
    bench = Bench(tmp_path / "bench", 3, 1)
    assert bench.cost(more, more) < 1000
    assert len(provisions(tmp_path / "bench" / "provisions")) == 3
    assert provisions(tmp_path / "bench" / "statements") == ()
