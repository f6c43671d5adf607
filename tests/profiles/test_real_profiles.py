"""Six published profiles: their skeletons, layers, SAPs and classes, with sentences of our own.

As they stand here they declare where they depart from the template, and nothing is reported. Without
their declarations and waivers each departure is reported once, and nothing else is.
"""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from sphinx_dlmsprofile.commands.standard import check_project
from sphinx_dlmsprofile.judging.catalogue import BY_NAME
from tests.builds.building import build

PROFILES = Path(__file__).parent
PARTS = sorted(path.parent.name for path in PROFILES.glob("*/conf.py"))

NOT_JUDGED = frozenset({"mandated-wording-missing"})
"""No test may hold that wording: each of these projects waives it."""

RULES = frozenset(BY_NAME) - NOT_JUDGED
"""All rules. Name some instead to look at those alone."""

_DECLARATION = re.compile(r"^\.\. (?:template-clauses?|not-applicable)::.*\n(?:[ ]+\S.*\n|\n(?=[ ]+\S))*", re.MULTILINE)


def departures(part: str) -> Counter[tuple[str, str]]:
    """What is to be reported where nothing is declared: rule, and what it is about."""
    listed = yaml.safe_load((PROFILES / part / "departures.yaml").read_text(encoding="utf-8"))
    return Counter((rule, str(subject)) for rule, subjects in listed.items() for subject in subjects)


def undeclared(part: str, directory: Path) -> Path:
    """A copy of a project without its declarations and waivers."""
    project = directory / part
    shutil.copytree(PROFILES / part, project)
    path = project / "index.rst"
    path.write_text(_DECLARATION.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    (project / "waivers.yaml").write_text("[]\n", encoding="utf-8")
    return project


def found(project: Path) -> Counter[tuple[str, str]]:
    """All findings that nobody has waived, advice included: rule, and missing clause or text of the line."""
    findings = check_project(project, log=io.StringIO())
    return Counter(
        (finding.rule, finding.template or _line(project / finding.at.source, finding.at.line))
        for finding in findings
        if finding.rule in RULES and finding.waived is None
    )


def _line(path: Path, number: int) -> str:
    return path.read_text(encoding="utf-8").splitlines()[number - 1].strip()


def test_all_six_are_there() -> None:
    assert PARTS == ["7-6", "8-3", "8-5", "8-6", "8-8", "9-7"]


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_reported_of_what_is_declared(part: str) -> None:
    assert found(PROFILES / part) == Counter()


@pytest.mark.parametrize("part", PARTS)
def test_each_departure_is_reported_once(part: str, tmp_path: Path) -> None:
    assert found(undeclared(part, tmp_path)) == departures(part)


@pytest.mark.parametrize("part", PARTS)
def test_it_builds_without_a_warning(part: str, tmp_path: Path) -> None:
    built = build(PROFILES / part, tmp_path / "html", "-W")
    assert (built.status, built.warnings) == (0, "")
