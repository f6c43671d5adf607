"""Who knows of test cases besides the test benches: those that stand in the project as needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.common.contributors import Contributors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.review_records import TestCase

TEST_CASES: Contributors[Callable[[BuildEnvironment], Iterable[TestCase]]] = Contributors("test_cases")
"""Who knows of test cases that authors have written; asked in a review build."""


def written_cases(env: BuildEnvironment) -> list[TestCase]:
    """The test cases that authors have written; none but in a review build."""
    return [case for cases in TEST_CASES.of(app_of(env)) for case in cases(env)] if env.config.dlms_review else []
