"""The verifier's day, followed from an empty directory: each file is written and each command run, as the page says."""

from __future__ import annotations

import csv
import re
import shlex
from typing import TYPE_CHECKING

import pypdf

from tests.docs.test_get_started import assert_says, blocks, run
from tests.support import ROOT, run_command

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = ROOT / "docs" / "verifier.md"
_CAPTION = re.compile(r":caption: (?P<file>\S+)(?P<at_end> \(at its end\))?\n\n")


def _run(command: str, directory: Path) -> tuple[int, str]:
    """The exit status, and what is printed; ours run in this process, which is quicker."""
    name, *arguments = shlex.split(command)
    if name == "dlmsprofile":
        return run_command(*arguments)[:2]
    done = run(command, directory)
    return done.returncode, done.stdout


def test_from_an_empty_directory_to_the_matrix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    statuses: list[tuple[str, int]] = []
    for kind, body in blocks(PAGE):
        if kind == "console":
            for session in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, expected = session.partition("\n")
                status, out = _run(command, tmp_path)
                assert_says(out, expected)
                statuses.append((" ".join(command.split()[:2]), status))
        elif caption := _CAPTION.match(body):
            path = tmp_path / caption["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            before = f"{path.read_text('utf-8')}\n" if caption["at_end"] else ""
            path.write_text(before + body[caption.end() :], "utf-8")
    assert statuses == [
        ("dlmsprofile label", 0),
        ("dlmsprofile check", 1),
        ("dlmsprofile report", 1),
        ("dlmsprofile report", 0),
        ("dlmsprofile export", 0),
        ("dlmsprofile report", 0),
        ("dlmsprofile impact", 1),
        ("dlmsprofile report", 1),
        ("dlmsprofile confirm", 0),
        ("dlmsprofile report", 0),
        ("sphinx-build -q", 0),
        ("sphinx-build -q", 0),
    ]
    with (tmp_path / "build" / "review" / "report-coverage.csv").open(encoding="utf-8", newline="") as file:
        matrix = {row["provision"]: row for row in csv.DictReader(file)}
    assert {name: row["state"] for name, row in matrix.items() if row["kind"] == "requirement"} == {
        "join-once": "verified", "refusal": "verified", "answer": "verified", "log": "by inspection",
        "beacon": "verified",
    }  # fmt: skip
    assert matrix["join-once"]["confirmed"] == "T. House, 2026-05-06: The case waits for 2 min since May."
    assert matrix["join-once"]["run"].startswith("Bench 2.4")
    (pdf,) = (tmp_path / "build" / "review-pdf").glob("*.pdf")
    printed = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages).split())
    assert "Of 5 requirements, 5 (100 %) are verified" in printed
