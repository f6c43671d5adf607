"""Break the example in one single place: exactly that rule reports exactly that line, and nothing else does.

A mark «» in the new text says where the finding belongs; ``at`` names another line by its text. What
follows from a break beyond its own finding is listed with it, and why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_dlmsprofile.judging.catalogue import BY_NAME
from sphinx_dlmsprofile.model.finding import Severity
from tests.mutations.read_once import ReadOnce
from tests.support import MARK
from tests.template.licensed import expand

MUTATIONS = sorted(Path(__file__).parent.glob("*.yaml"))


@dataclass(frozen=True)
class Mutation:
    """One break. ``old`` stands once in ``file``; ``add`` are new files.

    ``review`` judges it as a review build. ``besides`` are further texts that say the same, and go too:
    in the same file where none is named.
    """

    name: str
    rule: str
    file: str
    old: str = ""
    new: str = ""
    at: str = ""
    at_file: str = ""
    review: bool = False
    add: dict[str, str] = field(default_factory=dict)
    also: tuple[dict[str, str], ...] = ()
    besides: tuple[dict[str, str], ...] = ()

    def apply(self, project: Path) -> tuple[str, int]:
        """Break the project; returns where the finding belongs."""
        path = project / self.file
        text = path.read_text(encoding="utf-8")
        assert text.count(self.old) == 1, f"{self.old!r} stands {text.count(self.old)} times in {self.file}"
        text = text.replace(self.old, expand(self.new))
        for other in self.besides:
            if "file" in other:
                _replace_in(project / other["file"], other)
                continue
            assert text.count(other["old"]) == 1, other
            text = text.replace(other["old"], other["new"])
        path.write_text(text.replace(f" {MARK}", ""), encoding="utf-8")
        place = (self.file, _line(text, MARK)) if MARK in text else None
        for name, added in self.add.items():
            (project / name).write_text(added.replace(f" {MARK}", ""), encoding="utf-8")
            if MARK in added:
                place = name, _line(added, MARK)
        return place or find(project, self.at_file or self.file, self.at)


def _replace_in(path: Path, other: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(other["old"]) == 1, other
    path.write_text(text.replace(other["old"], other["new"]), encoding="utf-8")


def find(project: Path, name: str, text: str) -> tuple[str, int]:
    """The file and line where ``text`` stands; line 1 where it is empty."""
    return name, _line((project / name).read_text(encoding="utf-8"), text) if text else 1


def _line(text: str, part: str) -> int:
    assert part in text, f"{part!r} does not stand there"
    return text[: text.index(part)].count("\n") + 1


def _load() -> list[Mutation]:
    listed: list[dict[str, Any]] = [
        entry for path in MUTATIONS for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    several = ("also", "besides")
    return [Mutation(**{**entry, **{key: tuple(entry.get(key, ())) for key in several}}) for entry in listed]


MUTATED = _load()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> ReadOnce:
    """The example, read as it is published."""
    return ReadOnce(tmp_path_factory.mktemp("published"), review=False)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> ReadOnce:
    """The example, read in a review build."""
    return ReadOnce(tmp_path_factory.mktemp("reviewed"), review=True)


@pytest.mark.parametrize("mutation", MUTATED, ids=lambda mutation: f"{mutation.rule}: {mutation.name}")
def test_exactly_that_finding(mutation: Mutation, request: pytest.FixtureRequest) -> None:
    example: ReadOnce = request.getfixturevalue("reviewed" if mutation.review else "published")
    project = example.whole()
    expected = {(mutation.rule, *mutation.apply(project))}
    for consequence in mutation.also:
        assert consequence["why"]
        place = find(project, consequence.get("file", mutation.file), consequence.get("at", ""))
        expected.add((consequence["rule"], *place))
    findings = example.judge(mutation.rule if BY_NAME[mutation.rule].opt_in else "")
    ours = [
        finding
        for finding in findings
        if finding.waived is None
        and (finding.severity is not Severity.ADVICE or finding.rule in {rule for rule, *_ in expected})
    ]
    assert {(finding.rule, finding.at.source, finding.at.line) for finding in ours} == expected, ours
    assert len(ours) == len(expected), ours


def test_enough_breaks() -> None:
    assert len(MUTATED) >= 40
    assert {mutation.rule for mutation in MUTATED} <= set(BY_NAME)


@pytest.mark.parametrize("rule", BY_NAME)
def test_each_rule_has_a_break(rule: str) -> None:
    assert rule in {mutation.rule for mutation in MUTATED}, f"no file of tests/mutations breaks the example for {rule}"
