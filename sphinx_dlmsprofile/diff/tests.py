"""Test cases: which there are, what they verify, how they have ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Place
from sphinx_dlmsprofile.diff.comparable_text import fold, listed
from sphinx_dlmsprofile.diff.facts import Value, facts_of
from sphinx_dlmsprofile.diff.items import Item
from sphinx_dlmsprofile.model.review_records import TestCase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


def test_cases(project: Project, old: Project) -> Iterator[Item]:
    """The test cases: one is found again by its identifier, its title, what it verifies.

    Its first result is not a change of it: without one in the ``old`` edition, results are not compared.
    """
    without = {case.identifier for case in old.of(TestCase) if not case.result}
    for case in project.of(TestCase):
        facts = facts_of(case)
        yield Item(
            area=Area.TESTS,
            kind="test case",
            subject=subject_of(case),
            place=Place(case.at, case.clause),
            keys=(case.identifier, fold(case.title), case.verifies or None),
            facts=facts.without("result") if case.identifier in without else facts,
            content=Value(listed(case.verifies)),
            actions={"identifier": Action.RENAMED, "title": Action.RENAMED},
            placed=True,
        )


def subject_of(case: TestCase) -> str:
    """How a change names a test case."""
    return f'test case "{case.title}" ({case.identifier})'
