"""JUnit files, as pytest, GoogleTest, CTest, Maven, Robot Framework (xunit) and many others write them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sphinx_dlmsprofile.parsing.bench_cases import BenchCase, BenchReader, Missing, in_one_line, iso_time, seconds
from sphinx_dlmsprofile.parsing.test_names import PROPERTIES, names_in

_SUITES = frozenset({"testsuites", "testsuite"})
_OUTCOMES = {"failure": "failed", "error": "failed", "skipped": "skipped"}
_FAULTS = frozenset({"failure", "error"})
_RUN_AGAIN = frozenset({"rerunFailure", "rerunError", "flakyFailure", "flakyError"})
_WORDS = {
    **dict.fromkeys(("disabled", "notrun", "suppressed", "skipped"), "skipped"),
    **dict.fromkeys(("fail", "failed", "failure", "error"), "failed"),
}
"""What CTest and GoogleTest have in the attributes status and result of a case that did not pass."""

_LABELS = frozenset({"cmake_labels", "labels", "label", "tags", "tag"})
_BENCH = frozenset({"bench", "test-bench", "testbench", "tool", "tester"})
_VERSION = frozenset({"version", "bench-version", "test-bench-version", "testbench-version", "tool-version"})


@dataclass
class _Suite:
    line: int
    name: str
    time: str
    announced: int
    stated: list[str]
    above: _Suite | None
    found: int = 0
    error: str | None = None
    bench: str = ""
    version: str = ""
    cases: list[BenchCase] = field(default_factory=list)

    @property
    def whole(self) -> _Suite:
        """The suite of the whole file."""
        return self.above.whole if self.above else self


class JunitReader(BenchReader):
    """Reads JUnit files. A property of a suite holds for all test cases in it."""

    roots = _SUITES
    what = "a JUnit file"

    def __init__(self) -> None:
        super().__init__()
        self._suite: _Suite | None = None
        self._case: BenchCase | None = None
        self._named = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A suite, a test case, its outcome, a property."""
        if tag in _SUITES:
            self._open_suite(attributes)
        elif tag == "testcase":
            self._open_case(attributes)
        elif tag in _OUTCOMES and self.parent == "testcase" and self._case:
            self._outcome(self._case, _OUTCOMES[tag], attributes.get("message", ""))
        elif tag in _FAULTS and self.parent in _SUITES and self._suite:
            self._suite.error = attributes.get("message", "")
        elif tag in _RUN_AGAIN and self._case:
            self._count()
            self._case.message = self._case.message or in_one_line(attributes.get("message", ""))
        elif tag == "property":
            self._property(attributes.get("name", ""), attributes.get("value", ""))
            self._named = attributes.get("name", "")

    def end(self, tag: str, text: str) -> None:
        """What stands in an element instead of an attribute; the end of a suite."""
        if tag == "property" and text:
            self._property(self._named, text)
        elif tag in {*_OUTCOMES, *_RUN_AGAIN} and self._case:
            self._case.message = self._case.message or in_one_line(text)
        elif tag in _FAULTS and self._suite and self.parent in _SUITES:
            self._suite.error = self._suite.error or text
        elif tag == "testcase":
            self._case = None
        elif tag in _SUITES and self._suite:
            self._close_suite(self._suite)
            self._suite = self._suite.above

    def _open_suite(self, attributes: dict[str, str]) -> None:
        above = self._suite
        announced = attributes.get("tests", "")
        self._suite = _Suite(
            self.line,
            attributes.get("name", ""),
            iso_time(attributes.get("timestamp", "")) or (above.time if above else ""),
            int(announced[:9]) if announced.isascii() and announced.isdecimal() else 0,
            _stated(attributes),
            above,
        )

    def _close_suite(self, suite: _Suite) -> None:
        lacking = max(0, suite.announced - suite.found)
        reasons = []
        if suite.error is not None:
            reasons.append(f"ended with an error{f' ({in_one_line(suite.error)})' if suite.error else ''}")
        if lacking:
            reasons.append(f"has {suite.found} of {suite.announced} test cases")
        if reasons:
            self.missing.append(Missing(suite.line, suite.name, " and ".join(reasons)))
        name = suite.bench or (suite.version and suite.whole.name)
        bench = " ".join(filter(None, (name, suite.version)))
        for case in suite.cases:
            case.bench = case.bench or bench or ("" if suite.above else suite.name)
            case.stated += suite.stated
        if suite.above:
            suite.above.cases += suite.cases
            suite.above.found += suite.found + lacking

    def _open_case(self, attributes: dict[str, str]) -> None:
        words = [_WORDS.get(attributes.get(name, "").casefold()) for name in ("status", "result")]
        suite = self._suite
        self._case = case = BenchCase(
            line=self.line,
            name=attributes.get("name", ""),
            module=attributes.get("classname", ""),
            result=next(filter(None, words), "passed"),
            time=iso_time(attributes.get("timestamp", "")) or (suite.time if suite else ""),
            duration=seconds(attributes.get("time", "")),
            stated=_stated(attributes),
        )
        self.cases.append(case)
        if suite:
            suite.cases.append(case)
        self._count()

    def _count(self) -> None:
        if self._suite:
            self._suite.found += 1

    @staticmethod
    def _outcome(case: BenchCase, result: str, message: str) -> None:
        if case.result == "failed" and result != "failed":
            return
        case.result = result
        case.message = in_one_line(message) or case.message

    def _property(self, name: str, value: str) -> None:
        key = name.casefold().replace("_", "-")
        if key in PROPERTIES:
            (self._case or self._suite or BenchCase(0, "")).stated.extend(names_in(value))
        elif name.casefold() in _LABELS and self._case:
            self._case.tags += names_in(value)
        elif self._case and key in _BENCH | _VERSION:
            self._case.bench = f"{self._case.bench} {value}".strip()
        elif self._suite and key in _BENCH:
            self._suite.bench = value
        elif self._suite and key in _VERSION:
            self._suite.version = value


def _stated(attributes: dict[str, str]) -> list[str]:
    """What attributes name: GoogleTest once wrote properties so."""
    return [name for key, value in attributes.items() if key.casefold() in PROPERTIES for name in names_in(value)]
