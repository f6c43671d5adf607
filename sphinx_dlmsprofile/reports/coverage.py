"""What is shown and tested, and what is not."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.model.report import Cell, Column, Group, Mention, Report, item_mention, say
from sphinx_dlmsprofile.model.trace import ItemKind, LinkKind
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.trace import Item, Trace

_COLUMNS = (
    Column("provision", "Provision", 22),
    Column("kind", "Kind", 16),
    Column("examples", "Shown by", 18),
    Column("tests", "Verified by", 24),
    Column("coverage", "Coverage", 20),
)
_UNCOVERED, _SUSPECT = "provision-uncovered", "trace-suspect"
_REQUIREMENT = ProvisionKind.REQUIREMENT.value

Row = tuple[Cell, ...]


def coverage(project: Project, findings: Sequence[Finding] = ()) -> Report:
    """Each provision with its examples and tests, and the examples that show nothing.

    A requirement is covered by an example or a test; where a waiver of ``provision-uncovered`` says why it
    need not be, the report says so. Other provisions may be covered. What covers a provision that has changed since
    the previous edition is to be checked again, until a waiver of ``trace-suspect`` confirms it.
    """
    known = trace(project)
    waived = [each for each in findings if each.rule == _UNCOVERED and each.waived]
    reasons = {each.provision: each.waived or "" for each in waived if each.provision}
    suspects = {each.provision for each in findings if each.rule == _SUSPECT and each.waived is None}
    titles = {clause.identifier: clause.title for clause in known.of(ItemKind.CLAUSE)}
    rows = [(_home(item, titles), _row(known, item, reasons, suspects)) for item in known.of(ItemKind.PROVISION)]
    groups = [Group(head, tuple(row for _, row in members)) for head, members in groupby(rows, key=lambda row: row[0])]
    idle = [example for example in known.of(ItemKind.EXAMPLE) if not example.linked(LinkKind.SHOWS)]
    groups.append(Group("Examples that show nothing", tuple(map(_idle, idle))))
    required = [row[-1] for _, row in rows if row[1].text == _REQUIREMENT]
    uncovered = sum(cell.tone == "bad" for cell in required)
    return Report(
        name="coverage",
        title="Coverage",
        lead="For each provision: the examples that show it and the test cases that verify it.",
        outcome=_outcome(required, uncovered),
        is_good=not uncovered if required else None,
        columns=_COLUMNS,
        groups=tuple(group for group in groups if group.rows),
        empty="There is no provision.",
    )


def _outcome(required: Sequence[Cell], uncovered: int) -> str:
    if not required:
        return ""
    accepted = sum(cell.tone == "accepted" for cell in required)
    covered = len(required) - accepted - uncovered
    reasons = f", {accepted} uncovered for a stated reason" if accepted else ""
    return f"Of {len(required)} requirements, {covered} are shown or verified{reasons}, {uncovered} are not covered."


def _home(item: Item, titles: Mapping[str, str]) -> str:
    return next((titles[name] for name in item.linked(LinkKind.DEFINED_IN)), "Document")


def _row(known: Trace, provision: Item, reasons: Mapping[str, str], suspects: Collection[str | None]) -> Row:
    examples = known.leading_to(provision.identifier, LinkKind.SHOWS)
    tests = known.leading_to(provision.identifier, LinkKind.VERIFIES)
    return (
        Cell((item_mention(provision, provision.identifier),)),
        say(provision.facts["kind"]),
        Cell(tuple(map(item_mention, examples))),
        Cell(tuple(map(_test, tests))),
        _coverage(provision, [*examples, *tests], reasons, suspects),
    )


def _coverage(
    provision: Item, covering: Sequence[Item], reasons: Mapping[str, str], suspects: Collection[str | None]
) -> Cell:
    if any(item.facts.get("result") == "failed" for item in covering):
        return say("a test fails", tone="bad")
    if covering and provision.identifier in suspects:
        return say("changed: look at it again", tone="open")
    if covering:
        return say("covered", tone="good")
    if provision.identifier in reasons:
        return say(reasons[provision.identifier], tone="accepted")
    if provision.facts["kind"] == _REQUIREMENT:
        return say("uncovered", tone="bad")
    return say("not needed")


def _test(test: Item) -> Mention:
    result = test.facts["result"]
    return item_mention(test, f"{test.title} ({result})" if result else test.title)


def _idle(example: Item) -> Row:
    return (Cell((item_mention(example),)), say("example"), say(""), say(""), say("name with :shows: what it shows"))
