"""How test cases have ended, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.review_records import TestCase
from sphinx_dlmsprofile.rules.rule import ADVICE, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "Annex A"


@rule("test-failed", _CLAUSE, WARNING, in_review=True)
def test_failed(project: Project) -> Iterator[Fault]:
    """A test case has failed.

    What it verifies is not met by the implementation under test, or the provision or the test case is wrong. Of several
    runs the newest one of each name counts. Where a file of results cannot be read, those that can be read say which
    that is. Judged in a review build.

    Bad:

    .. code-block:: rst

        :prov:`join-once` A station shall join once.

        .. dlms_test:: Join a network
           :id: test-join
           :verifies: join-once
           :dlms_result: failed

    Good:

    .. code-block:: rst

        :prov:`join-once` A station shall join once.

        .. dlms_test:: Join a network
           :id: test-join
           :verifies: join-once
           :dlms_result: passed
    """
    for case in project.of(TestCase):
        if case.result == "failed":
            said = f" ({case.run.message})" if case.run and case.run.message else ""
            advice = "correct what it shows, and run it again"
            yield _fault(case, f'the test case "{case.title}"{_of(case)} has failed{said}: {advice}')


@rule("test-not-run", _CLAUSE, ADVICE, in_review=True)
def test_not_run(project: Project) -> Iterator[Fault]:
    """A test case that verifies a provision has not been run, or the test bench has left it out.

    Then it proves nothing, and the provision counts as not run or skipped, also where other test cases of it have
    passed. Judged in a review build.

    Bad:

    .. code-block:: rst

        :prov:`join-once` A station shall join once.

        .. dlms_test:: Join a network
           :id: test-join
           :verifies: join-once

    Good:

    .. code-block:: rst

        :prov:`join-once` A station shall join once.

        .. dlms_test:: Join a network
           :id: test-join
           :verifies: join-once
           :dlms_result: passed
    """
    for case in project.of(TestCase):
        if not case.verifies or case.result in {"passed", "failed"} or _unknown(case):
            continue
        said = f" ({case.run.message})" if case.run and case.run.message else ""
        how = f"was left out by the test bench{said}" if case.result == "skipped" else "has no result"
        yield _fault(case, f'the test case "{case.title}"{_of(case)} {how}: run it, or waive it with a reason')


@rule("test-verifies-nothing", _CLAUSE, ADVICE, in_review=True)
def test_verifies_nothing(project: Project) -> Iterator[Fault]:
    """A test case names no provision.

    Whatever its result, it counts for nothing: a failure would be seen by nobody. Judged in a review build.

    Bad:

    .. code-block:: rst

        .. dlms_test:: Join a network
           :id: test-join
           :dlms_result: passed

    Good:

    .. code-block:: rst

        :prov:`join-once` A station shall join once.

        .. dlms_test:: Join a network
           :id: test-join
           :verifies: join-once
           :dlms_result: passed
    """
    for case in project.of(TestCase):
        if not case.verifies:
            how = "name a provision with :verifies:" if case.written else "give it a property verifies, or such a name"
            yield Fault(case.at, f'the test case "{case.title}" verifies no provision: {how}')


@rule("test-result-unknown", _CLAUSE, WARNING, in_review=True)
def test_result_unknown(project: Project) -> Iterator[Fault]:
    """The result of a test case is a word that is no result.

    Results are passed, failed and skipped, also pass, ok, fail, error and the like, in small letters or capitals. With
    another word nobody knows whether it has passed, and the provision counts as not run. Judged in a review build.

    Bad:

    .. code-block:: rst

        .. dlms_test:: Join a network
           :id: test-join
           :dlms_result: nearly

    Good:

    .. code-block:: rst

        .. dlms_test:: Join a network
           :id: test-join
           :dlms_result: failed
    """
    for case in project.of(TestCase):
        if word := _unknown(case):
            message = f'the result "{word}" of the test case "{case.title}" is not a result'
            yield _fault(case, f"{message}: write passed, failed or skipped")


@rule("test-results-contradict", _CLAUSE, WARNING, in_review=True)
def test_results_contradict(project: Project) -> Iterator[Fault]:
    """A test case has passed and has failed, and no time says which run is the newer one.

    It counts as failed. Runs with a time are compared by it. Judged in a review build.

    Bad:

    .. code-block:: xml

        <testsuite>
          <testcase name="test_join_once"/>
          <testcase name="test_join_once"><failure/></testcase>
        </testsuite>

    Good:

    .. code-block:: xml

        <testsuites>
          <testsuite timestamp="2026-05-04T08:00:00"><testcase name="test_join_once"><failure/></testcase></testsuite>
          <testsuite timestamp="2026-05-04T09:00:00"><testcase name="test_join_once"/></testsuite>
        </testsuites>
    """
    for case in project.of(TestCase):
        if pair := case.contradiction:
            passed, failed = (f"{run.at.source}:{run.at.line}" for run in pair)
            message = f'the test case "{case.title}" has passed ({passed}) and failed ({failed}) at the same time'
            advice = "take the old file out, or let the test bench write times"
            yield _fault(case, f"{message}, or at times that are not known: {advice}")


def _unknown(case: TestCase) -> str:
    """The word that stands in place of a result, "" where there is one or nothing."""
    said = case.run.said if case.run and not case.run.result else ""
    return "" if case.result else said or case.said


def _of(case: TestCase) -> str:
    """What it verifies, in words."""
    return f", which verifies {', '.join(case.verifies)}," if case.verifies else ""


def _fault(case: TestCase, message: str) -> Fault:
    return Fault(case.at, message, provision=case.verifies[0] if len(case.verifies) == 1 else None)
