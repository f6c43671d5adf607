"""What rules know of a change becomes an exact edit only where the source still reads as they expect."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.judging.edits import with_edits
from sphinx_dlmsprofile.model.finding import Edit, Finding, Rewrite, Severity
from sphinx_dlmsprofile.text.location import Location

_LINES = ("First line.", "the the last")


def _finding(change: Edit | Rewrite, line: int) -> Finding:
    return Finding(rule="r", severity=Severity.WARNING, message="m", at=Location("a.rst", line), change=change)


def _edit(line: int) -> Edit:
    return Edit(Location("a.rst", line, 1), Location("a.rst", line, 4), "A")


@pytest.mark.parametrize(("line", "stays"), [(1, True), (2, True), (3, False)])
def test_an_edit_reaches_to_the_last_line(line: int, stays: bool) -> None:  # noqa: FBT001
    (found,) = with_edits([_finding(_edit(line), line)], lambda _source: _LINES)
    assert (found.edit == _edit(line), found.edit is None) == (stays, not stays)
    assert found.change is None


def test_a_finding_gets_the_column_of_its_words() -> None:
    (found,) = with_edits([_finding(Rewrite("the the", "the"), 2)], lambda _source: _LINES)
    assert found.at == Location("a.rst", 2, 1)
    assert found.edit == Edit(Location("a.rst", 2, 1), Location("a.rst", 2, 8), "the")
    (found,) = with_edits([_finding(Rewrite("a a", "a"), 2)], lambda _source: _LINES)
    assert (found.at, found.edit) == (Location("a.rst", 2), None)
