"""Test cases: written in the project, or taken from the results of a test bench."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_dlmsprofile.model.record import Record

RESULTS = ("passed", "failed", "skipped")


@dataclass(frozen=True, kw_only=True)
class TestCase(Record):
    """A test case.

    ``verifies`` names the provisions that it proves. ``result`` is one of ``RESULTS``, "" where it is not known.
    ``written`` says that it stands in the project as a need, which has its place in a page.
    """

    __test__ = False  # no test of pytest

    identifier: str
    title: str
    verifies: tuple[str, ...] = ()
    result: str = ""
    written: bool = False


@dataclass(frozen=True, kw_only=True)
class UnreadResults(Record):
    """A file of test results that could not be read, and why."""

    name: str
    reason: str
