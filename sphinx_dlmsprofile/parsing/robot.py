"""The ``output.xml`` of Robot Framework; its xunit file is a JUnit file, and has no tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sphinx_dlmsprofile.parsing.bench_cases import BenchCase, BenchReader, in_one_line, iso_time, seconds

_RESULTS = {"PASS": "passed", "FAIL": "failed", "SKIP": "skipped", "NOT RUN": "skipped", "NOT_RUN": "skipped"}
_BENCH, _VERSION = "bench", "version"


@dataclass
class _Suite:
    name: str
    bench: str = ""
    version: str = ""
    cases: list[BenchCase] = field(default_factory=list)


class RobotReader(BenchReader):
    """Reads such a file. Keywords have outcomes and tags of their own, which are not those of the test."""

    roots = frozenset({"robot"})
    what = "the output of Robot Framework"

    def __init__(self) -> None:
        super().__init__()
        self._suites: list[_Suite] = []
        self._case: BenchCase | None = None
        self._meta = ""
        self._generator = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A suite, a test, its status."""
        if tag == "suite":
            self._suites.append(_Suite(attributes.get("name", "")))
        elif tag == "test":
            self._case = BenchCase(
                line=self.line,
                name=attributes.get("name", ""),
                module=".".join(suite.name for suite in self._suites[1:]),
                result="",
            )
            self.cases.append(self._case)
            self._suites[-1].cases.append(self._case)
        elif tag == "status" and self.parent == "test" and self._case:
            said = attributes.get("status", "")
            self._case.result = _RESULTS.get(said.upper(), "")
            self._case.said = "" if self._case.result else said
            begin, end = (attributes.get(f"{each}time", "") for each in ("start", "end"))
            self._case.time = iso_time(attributes.get("start", "") or begin)
            self._case.duration = seconds(attributes.get("elapsed", "")) or _between(begin, end)
        elif tag == "robot":
            self._suites.append(_Suite("", bench=attributes.get("generator", "")))
        elif tag in {"meta", "item"}:
            self._meta = attributes.get("name", "").casefold()

    def end(self, tag: str, text: str) -> None:
        """A tag, a message, metadata of a suite."""
        if tag == "tag" and self._case and (self.parent == "test" or self.path[-3:] == ["test", "tags", "tag"]):
            self._case.tags.append(text)
        elif tag == "status" and self.parent == "test" and self._case:
            self._case.message = in_one_line(text)
        elif tag in {"meta", "item"} and self._suites and not self._case:
            suite = self._suites[-1]
            if self._meta == _BENCH:
                suite.bench = text
            elif self._meta == _VERSION:
                suite.version = text
        elif tag == "test":
            self._case = None
        elif tag in {"suite", "robot"}:
            self._close(self._suites.pop())

    def _close(self, suite: _Suite) -> None:
        # Its metadata stand behind its tests.
        name = suite.bench or (suite.version and (self._suites[1:] or [suite])[0].name)
        bench = " ".join(filter(None, (name, suite.version)))
        for case in suite.cases:
            case.bench = case.bench or bench
        for above in self._suites[-1:]:
            above.cases += suite.cases


def _between(start: str, end: str) -> str:
    """The seconds between two times, as older versions have them instead of the duration."""
    try:
        return f"{(datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds():.3f}"
    except (ValueError, TypeError):
        return ""
