"""The files of test benches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.review_records import IncompleteResults, UnreadResults
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "Annex A"


@rule("test-results-unread", _CLAUSE, ERROR)
def test_results_unread(project: Project) -> Iterator[Fault]:
    """A file of test results cannot be read.

    The option dlms_test_results of conf.py lists files in the form of JUnit, ``output.xml`` of Robot Framework,
    or ``needs.json`` files. A document type in an XML file is refused, since its entities can fill the memory or
    read other files. The files are read in a review build.

    Bad:

    .. code-block:: python

        dlms_test_results = ["results.pdf"]

    Good:

    .. code-block:: python

        dlms_test_results = ["results.xml"]
    """
    for record in project.of(UnreadResults):
        yield Fault(record.at, f'the test results "{record.name}" cannot be read: {record.reason}')


@rule("test-results-incomplete", _CLAUSE, WARNING)
def test_results_incomplete(project: Project) -> Iterator[Fault]:
    """A suite of test results ended with an error, or has fewer test cases than it says.

    The test bench has stopped, or the file is not whole: what is not in it was not run, and the coverage report cannot
    know of it. Judged in a review build.

    Bad:

    .. code-block:: xml

        <testsuite name="joining" tests="5"><error message="no radio"/></testsuite>

    Good:

    .. code-block:: xml

        <testsuite name="joining" tests="1"><testcase name="test_join_once"/></testsuite>
    """
    for record in project.of(IncompleteResults):
        suite = f'the suite "{record.suite}"' if record.suite else "a suite"
        yield Fault(record.at, f"{suite} of the test results {record.reason}: run it again")
