"""The places of waivers: which findings one is about, and why a place is none.

A place that names a record, clause or provision outlives edits above it, one that names a line does not.
"""

from __future__ import annotations

import re
from posixpath import normpath
from typing import TYPE_CHECKING, TypeAlias

from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.extent import extent_of
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.sap import SapTable, Side, read_ranges
from sphinx_dlmsprofile.text.names import closest, fold_case, suggest
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.model.project import Project

Test: TypeAlias = "Callable[[Finding], bool]"
"""Whether a finding is in a place."""

_TEMPLATE = regex(r"template\s+(?:(?:clause|annex)\s+)?(?P<number>\S+)", re.IGNORECASE)
_PROVISION = regex(r"provision\s+(?P<name>\S+)", re.IGNORECASE)
_CLASS = regex(r"class\s+(?P<number>[0-9]{1,5})", re.IGNORECASE)
_SAP = regex(r"sap\s+(?:(?P<side>client|server)\s+)?(?P<values>[0-9].*)", re.IGNORECASE)
_RECORD = regex(r"(?:template|provision|class|sap)\b", re.IGNORECASE)
_CLAUSE = regex(
    r"(?:(?:sub-?)?clause\s+|annex\s+)?(?P<number>[0-9]{1,4}(?:\.[0-9]{1,4})*|[A-Z]{1,2}(?:\.[0-9]{1,4})*)",
    re.IGNORECASE,
)
_LINES = regex(r"(?P<file>.+?):(?P<first>[0-9]{1,9})(?:\s*(?:-|\u2013|\.\.\.?|…)\s*(?P<last>[0-9]{1,9}))?")
_RANGE_OF_CLAUSES = regex(r".*[0-9A-Z]\s*(?:-|\u2013|\.\.|…|,|\bto\b|\band\b)\s*[0-9A-Z].*")


def place_of(text: str, project: Project) -> Test | str:
    """Read the place of a waiver: a file, lines of one, a clause, a part without number, a record.

    A text instead of a test says why the standard has no such place, and what to write.
    """
    written = " ".join(text.split())
    for read in (_template, _provision, _class, _sap, _lines_of_file, _clause, _unnumbered):
        if (found := read(written, project)) is not None:
            return found
    return _why_not(written, project)


def _template(written: str, _: Project) -> Test | None:
    match = _TEMPLATE.fullmatch(written)
    return (lambda finding: finding.template == match["number"]) if match else None


def _provision(written: str, project: Project) -> Test | str | None:
    """A provision: by what a rule says that it is about, else by the place of its sentence."""
    if not (match := _PROVISION.fullmatch(written)):
        return None
    provisions = project.of(Provision)
    places = {each.at for each in provisions if each.identifier == match["name"]}
    if not places:
        close = closest(match["name"], [each.identifier for each in provisions])
        return f'no provision has the identifier "{match["name"]}": {suggest(close, "write that of one")}'
    return lambda finding: finding.provision == match["name"] if finding.provision is not None else finding.at in places


def _class(written: str, project: Project) -> Test | str | None:
    if not (match := _CLASS.fullmatch(written)):
        return None
    found = [each for each in project.of(InterfaceClass) if each.id_number == int(match["number"])]
    if not found:
        return f"no class has the class_id {match['number']}: write that of one that is defined here"
    return _within(_spans(found))


def _sap(written: str, project: Project) -> Test | str | None:
    if not (match := _SAP.fullmatch(written)):
        return None
    ranges, unread = read_ranges(match["values"])
    if unread:
        return f'"{unread}" is not an address: write sap client 0x10, or sap 0x10 for both sides'
    side = Side(match["side"].casefold()) if match["side"] else None
    found = [
        row
        for table in project.of(SapTable)
        for row in table.rows
        if side in {None, row.side} and any(mine.overlap(other) for mine in row.ranges for other in ranges)
    ]
    if not found:
        where = f"{side.value} side of a table of SAPs" if side else "table of SAPs"
        return f"no {where} has {match['values']}: write an address that has a row"
    return _within(_spans(found))


def _lines_of_file(written: str, project: Project) -> Test | str | None:
    """A file, and perhaps lines of it, in any way of writing paths."""
    match = _LINES.fullmatch(written)
    known = {*project.sources, project.root.source, *(record.at.source for record in project.records)}
    for name, first, last in (
        (written, None, None),
        *(((match["file"], match["first"], match["last"]),) if match else ()),
    ):
        source = normpath(name.replace("\\", "/"))
        if source in known:
            lines = int(first or 1), int(last or first or 10**9)
            return _within({source: [lines]}) if lines[0] <= lines[1] else f"write the lines as {last}-{first}"
    return None


def _clause(written: str, project: Project) -> Test | None:
    match = _CLAUSE.fullmatch(written)
    if not match or match["number"].upper() not in project.by_number:
        return None
    number = match["number"].upper()
    return lambda finding: finding.clause is not None and f"{finding.clause}.".startswith(f"{number}.")


def _unnumbered(written: str, project: Project) -> Test | None:
    """The Foreword and all else without a number, by title."""
    parts = [part for top in project.clauses if top.number is None for part in top.walk()]
    found = [part for part in parts if fold_case(part.title) == fold_case(written)]
    homes = {id(part) for each in found for part in each.walk()}
    return (lambda finding: id(project.clause_at(finding.at)) in homes) if found else None


def _why_not(written: str, project: Project) -> str:
    if _RECORD.match(written):
        return "a record is written as sap client 0x10, class 180, provision join-once, template 5.1"
    if _CLAUSE.fullmatch(written):
        return f"there is no clause {written} in this standard"
    match = _LINES.fullmatch(written)
    name = normpath((match["file"] if match else written).replace("\\", "/"))
    close = closest(name, project.sources)
    if close or "/" in name or "." in name.rpartition(" ")[2].strip(".0123456789"):
        return f'no file of the standard is named "{name}": {suggest(close, "write it relative to conf.py")}'
    if _RANGE_OF_CLAUSES.fullmatch(written):
        return "a place is one clause with all below it: write a waiver for each"
    titles = [part.title for top in project.clauses if top.number is None for part in top.walk()]
    otherwise = "write a file, file:line, the number of a clause, the title of a part without number, or a record"
    return f"it is not a place in this standard: {suggest(closest(written, titles), otherwise)}"


def _within(spans: Mapping[str, Iterable[tuple[int, int]]]) -> Test:
    def test(finding: Finding) -> bool:
        return any(first <= finding.at.line <= last for first, last in spans.get(finding.at.source, ()))

    return test


def _spans(records: Iterable[object]) -> dict[str, list[tuple[int, int]]]:
    """The lines that records take, by file."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for record in records:
        for source, lines in extent_of(record).items():
            spans.setdefault(source, []).append(lines)
    return spans
