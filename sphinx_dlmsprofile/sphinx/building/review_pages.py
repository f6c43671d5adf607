"""The project's own pages for the review: not part of the standard."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.environment import BuildEnvironment


CONFORMANCE = "conformance-report"
CHANGES = "report-changes"
IMPACT = "report-impact"
REPORT_NAMES = ("provisions", "coverage", "services", "references", "statement")
"""The names of all reports, in the order in which a review build shows them."""

_STATEMENTS = (
    "statement-client",
    "statement-server",
    "statement-gateway",
    "statement-operator",
    "statement-test-house",
)
"""Those for one of whom provisions bind, where any are allocated."""

PAGE_NAMES = frozenset({CONFORMANCE, CHANGES, IMPACT, *(f"report-{name}" for name in (*REPORT_NAMES, *_STATEMENTS))})
"""All pages that a review build can have, without their ending."""


def review_matcher(env: BuildEnvironment) -> Callable[[str], bool]:
    """Says of a docname whether it is one of these pages."""
    matches = Matcher(env.config.dlms_review_pages)
    return lambda docname: matches(str(env.doc2path(docname, base=False)))


def written_pages(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """Their names and titles."""
    is_for_review = review_matcher(env)
    for docname, title in sorted(env.titles.items(), key=itemgetter(0)):
        if is_for_review(docname):
            yield docname, title.astext()
