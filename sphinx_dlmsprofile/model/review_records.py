"""What only a review build knows: test cases, needs that authors write, provisions that a new edition has changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

RESULTS = ("passed", "failed", "skipped")
_GRAVEST = ("failed", "passed", "skipped")


@frozen(kw_only=True)
class TestCase(Record):
    """A test case.

    ``verifies`` names the provisions that it proves. ``result`` is one of ``RESULTS``, "" where it is not known.
    ``written`` says that it stands in the project as a need, and ``docname`` in which document. ``runs`` is the
    identifier of the written one of which this is a run on a test bench.
    """

    __test__ = False  # no test of pytest

    identifier: str
    title: str
    verifies: tuple[str, ...] = ()
    result: str = ""
    written: bool = False
    docname: str = ""
    runs: str = ""


def with_runs(written: Iterable[TestCase], read: Iterable[Record]) -> Iterator[Record]:
    """The written test cases with the results of their runs on a test bench, and what else was read.

    Of several runs, a failed one counts, else a passed one.
    """
    runs: dict[str, list[TestCase]] = defaultdict(list)
    others: list[Record] = []
    for record in read:
        if isinstance(record, TestCase) and record.runs:
            runs[record.runs].append(record)
        else:
            others.append(record)
    yield from (_with_runs(case, runs.get(case.identifier, ())) for case in written)
    yield from others


def _with_runs(case: TestCase, runs: Collection[TestCase]) -> TestCase:
    results = [run.result for run in runs if run.result]
    verifies = (name for each in (case, *runs) for name in each.verifies)
    return replace(
        case, result=min(results, key=_GRAVEST.index, default=case.result), verifies=tuple(dict.fromkeys(verifies))
    )


@frozen(kw_only=True)
class UnreadResults(Record):
    """A file of test results that could not be read, and why."""

    name: str
    reason: str


@frozen(kw_only=True)
class WrittenNeed(Record):
    """A directive such as ``dlms_test`` with its ``:id:``, whether sphinx-needs took it or not."""

    identifier: str


@frozen(kw_only=True)
class ChangedProvision(Record):
    """A provision that asks for something else than in the previous edition; ``how`` it has changed, in words."""

    identifier: str
    how: str
