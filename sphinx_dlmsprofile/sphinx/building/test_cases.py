"""Who knows of test cases besides the test benches: those that stand in the project as needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.provision import as_read
from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.common.contributors import Contributors
from sphinx_dlmsprofile.text.digest import digest_of
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.prose import Link
    from sphinx_dlmsprofile.model.review_records import TestCase

TEST_CASES: Contributors[Callable[[BuildEnvironment], Iterable[TestCase]]] = Contributors("test_cases")
"""Who knows of test cases that authors have written; asked in a review build."""


def written_cases(env: BuildEnvironment) -> list[TestCase]:
    """The test cases that authors have written; none but in a review build."""
    return [case for cases in TEST_CASES.of(app_of(env)) for case in cases(env)] if env.config.dlms_review else []


def legible(case: TestCase, shown: Callable[[Link], str]) -> TestCase:
    """The test case as its reader sees it; its digest is that of what is written, since numbers change."""
    text = as_read(Text(case.text, case.at), shown, case.docname)
    return replace(case, text=text.value, digest=digest_of(case.title, case.text))
