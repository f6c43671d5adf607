"""What only a review build knows: test cases, needs that authors write, provisions that a new edition has changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.text.location import Location

RESULTS = ("passed", "failed", "skipped")
_NOT_RUN = ""
_ONE_NAME = ("failed", "passed", "skipped")
_SEVERAL_NAMES = ("failed", _NOT_RUN, "skipped", "passed")
_WORDS = {
    **dict.fromkeys(("passed", "pass", "ok", "success", "successful", "succeeded"), "passed"),
    **dict.fromkeys(("failed", "fail", "failure", "error", "broken"), "failed"),
    **dict.fromkeys(("skipped", "skip", "disabled", "ignored"), "skipped"),
    **dict.fromkeys(("", "not run", "notrun", "not executed", "unexecuted", "no run", "pending", "none"), _NOT_RUN),
}


def result_of(word: str) -> str | None:
    """The result that a word says: one of ``RESULTS``, "" for what has not been run; None if it is not such a word."""
    return _WORDS.get(" ".join(word.casefold().replace("-", " ").replace("_", " ").split()))


def stated_result(fields: Iterable[str]) -> tuple[str, str]:
    """The result that the fields of a need say, and the word of the first one where that is not a result.

    The last field is its status, which may say anything.
    """
    *of_result, status = (field.strip() for field in fields)
    said = next(filter(None, of_result), "")
    if said:
        result = result_of(said)
        return (result, "") if result is not None else ("", said)
    return result_of(status) or "", ""


@frozen(kw_only=True)
class TestRun:
    """A run of a test case on a test bench.

    ``name`` is that of the test case there: parametrised runs of one test have different names. ``result`` is one of
    ``RESULTS``, "" where the bench says something else; ``said`` are its words then. ``time`` is when it ran, as
    ISO 8601 has it, ``duration`` how long, in seconds, ``bench`` the bench and its version; each is "" where the file
    does not say it. ``message`` is what the bench says of a test that did not pass, ``by`` who has run it.
    """

    __test__ = False  # no test of pytest

    at: Location
    name: str
    result: str = ""
    said: str = ""
    time: str = ""
    duration: str = ""
    message: str = ""
    bench: str = ""
    by: str = ""

    @property
    def moment(self) -> float | None:
        """Its time as a number that can be compared; a time without a zone is one of UTC."""
        return moment_of(self.time)


def moment_of(time: str) -> float | None:
    """A time of ISO 8601, in seconds; None where it is none. Without a zone it is one of UTC."""
    try:
        read = datetime.fromisoformat(time)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def latest(runs: Iterable[TestRun]) -> tuple[TestRun, ...]:
    """Of the runs of each name, the newest; of several whose times do not say which it is, the gravest of them."""
    by_name: dict[str, list[TestRun]] = defaultdict(list)
    for run in runs:
        by_name[run.name].append(run)
    return tuple(_gravest(newest(named), _ONE_NAME) for named in by_name.values())


def newest(runs: Sequence[TestRun]) -> list[TestRun]:
    """Those of the runs of one name than which no other is known to be newer."""
    times = [run.moment for run in runs]
    last = max((time for time in times if time is not None), default=None)
    return [run for run, time in zip(runs, times, strict=True) if time is None or time == last]


def _gravest(runs: Iterable[TestRun], results: Sequence[str]) -> TestRun:
    """The run whose result is the first one of a list."""
    return min(runs, key=lambda run: results.index(run.result) if run.result in results else len(results))


@frozen(kw_only=True)
class TestCase(Record):
    """A test case.

    ``text`` is what it does, as far as the project says it. ``verifies`` names the provisions that it proves.
    ``result`` is one of ``RESULTS``, "" where it is not known; ``said`` is then the word that stands in its place.
    ``written`` says that it stands in the project as a need, and ``docname`` in which document. ``run_of`` is the
    identifier of the written one that a test bench has run. ``runs`` are all its runs, the older ones first.
    ``digest`` distinguishes its wording from others, whatever the numbers in it; "" where the words themselves do.
    """

    __test__ = False  # no test of pytest

    identifier: str
    title: str
    text: str = ""
    verifies: tuple[str, ...] = ()
    result: str = ""
    said: str = ""
    written: bool = False
    docname: str = ""
    run_of: str = ""
    runs: tuple[TestRun, ...] = ()
    digest: str = ""

    @property
    def run(self) -> TestRun | None:
        """The run that its result comes from; None where no test bench has run it."""
        return _gravest(latest(self.runs), _SEVERAL_NAMES) if self.runs else None

    @property
    def contradiction(self) -> tuple[TestRun, TestRun] | None:
        """A passed and a failed run of one name, of which no time says which is the newer one."""
        by_name: dict[str, list[TestRun]] = defaultdict(list)
        for run in self.runs:
            by_name[run.name].append(run)
        for named in by_name.values():
            ended = {run.result: run for run in reversed(newest(named))}
            if "passed" in ended and "failed" in ended:
                return ended["passed"], ended["failed"]
        return None


def with_runs(written: Iterable[TestCase], read: Iterable[Record]) -> Iterator[Record]:
    """The written test cases with the results of their runs on a test bench, and what else was read.

    Of several runs of one name the newest counts. Runs of several names, as those with different parameters, have all
    to pass: a failed one counts, else one that a test bench has left out.
    """
    runs: dict[str, list[TestCase]] = defaultdict(list)
    others: list[Record] = []
    for record in read:
        if isinstance(record, TestCase) and record.run_of:
            runs[record.run_of].append(record)
        else:
            others.append(record)
    yield from (_with_runs(case, runs.get(case.identifier, ())) for case in written)
    yield from others


def _with_runs(case: TestCase, read: Collection[TestCase]) -> TestCase:
    runs = in_order(run for each in read for run in each.runs)
    verifies = (name for each in (case, *read) for name in each.verifies)
    with_all = replace(case, runs=runs, verifies=tuple(dict.fromkeys(verifies)))
    return replace(with_all, result=(with_all.run.result if with_all.run else "") or case.result)


def in_order(runs: Iterable[TestRun]) -> tuple[TestRun, ...]:
    """The runs, the older ones first; before them those of which no time is known."""
    return tuple(sorted(runs, key=lambda run: run.moment or 0.0))


@frozen(kw_only=True)
class UnreadResults(Record):
    """A file of test results that could not be read, and why."""

    name: str
    reason: str


@frozen(kw_only=True)
class IncompleteResults(Record):
    """A suite of a file of test results that ended with an error, or lacks test cases; ``reason`` says which."""

    suite: str
    reason: str


@frozen(kw_only=True)
class WrittenNeed(Record):
    """A directive such as ``dlms_test`` with its ``:id:``, whether sphinx-needs took it or not."""

    identifier: str


@frozen(kw_only=True)
class FormerProvision(Record):
    """A provision of the previous edition that has another identifier now; ``now`` are those of what it has become."""

    identifier: str
    now: tuple[str, ...] = ()


@frozen(kw_only=True)
class ChangedProvision(Record):
    """A provision that asks for something else than in the previous edition; ``how`` it has changed, in words.

    ``grounds`` is a digest of the changes on which it rests, "" where its own words alone have changed.
    """

    identifier: str
    how: str
    grounds: str = ""
