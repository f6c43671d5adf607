"""What verifies and shows each provision, how it stands with it, and what shows nothing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.analysis.verification import counted
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.report import (
    Cell,
    Column,
    Group,
    Mention,
    Report,
    Tone,
    item_mention,
    place_of,
    say,
    say_each,
)
from sphinx_dlmsprofile.model.trace import ItemKind, LinkKind
from sphinx_dlmsprofile.model.verification import PROVEN, VerificationState, states_in_words
from sphinx_dlmsprofile.reports.provisions import attribute_cell, attribute_column, heading, used_attributes
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.trace import Item
    from sphinx_dlmsprofile.model.verification import Verification

_COLUMNS = (
    Column("provision", "Provision", 20),
    Column("kind", "Kind", 14),
    Column("examples", "Shown by", 16, several=True, parts=("id",)),
    Column("tests", "Verified by", 20, several=True, parts=("id", "result")),
    Column("state", "State", 12),
    Column("evidence", "On what grounds", 18),
    Column("by", "By", 0),
    Column("when", "When", 0),
    Column("run", "Run", 0),
    Column("reason", "Reason", 0),
    Column("suspect", "To be looked at again", 0),
    Column("confirmed", "Confirmed", 14, several=True),
)
_ASKED = {"verification": 10, "allocation": 10, "status": 8}
"""The attributes by which a verifier chooses what to do next, with their widths; files have the others too."""
_REQUIREMENT = ProvisionKind.REQUIREMENT
_TONES: dict[VerificationState, Tone] = {
    VerificationState.FAILED: "bad",
    VerificationState.NONE: "bad",
    VerificationState.NOT_RUN: "open",
    VerificationState.SKIPPED: "open",
    VerificationState.SHOWN: "open",
    VerificationState.WAIVED: "accepted",
    **dict.fromkeys(PROVEN, "good"),
}

Row = tuple[Cell, ...]


def coverage(project: Project, verifications: Mapping[str, Verification]) -> Report:
    """Each provision with its examples and tests and how it stands with it, and what shows or verifies nothing."""
    known = trace(project)
    items = {item.identifier: item for item in known.items}
    written = {provision.identifier: provision for provision in project.of(Provision)}
    attributes = used_attributes(written.values())
    groups = [
        Group(heading(clause), tuple(_row(each, items, written[each.provision], attributes) for each in members))
        for clause, members in groupby(verifications.values(), key=lambda each: each.clause)
    ]
    examples = [each for each in known.of(ItemKind.EXAMPLE) if not each.linked(LinkKind.SHOWS)]
    tests = [each for each in known.of(ItemKind.TEST) if not each.facts["named"]]
    columns = (*_COLUMNS, *(attribute_column(name, _ASKED.get(name, 0)) for name in attributes))
    idle = [_aside(each, "name with :shows: what it shows", len(columns)) for each in examples]
    aimless = [_aside(each, "name what it verifies", len(columns)) for each in tests]
    groups.append(Group("Examples that show nothing", tuple(idle)))
    groups.append(Group("Test cases that verify nothing", tuple(aimless)))
    required = [each for each in verifications.values() if each.kind is _REQUIREMENT]
    return Report(
        name="coverage",
        title="Coverage",
        lead="For each provision: the examples that show it, the test cases that verify it, and how it stands with it.",
        outcome=_outcome(required),
        is_good=_is_good(required),
        columns=columns,
        groups=tuple(group for group in groups if group.rows),
        empty="There are no provisions.",
        summary=_summary(tuple(verifications.values())),
    )


def _is_good(required: Iterable[Verification]) -> bool | None:
    """Whether no requirement has failed or is without anything; None where some wait, or there are none."""
    found = list(required)
    if any(each.state in {VerificationState.FAILED, VerificationState.NONE} for each in found):
        return False
    done = all(each.is_proven or each.state is VerificationState.WAIVED for each in found)
    return True if found and done and not any(each.suspect for each in found) else None


def _outcome(required: Sequence[Verification]) -> str:
    if not required:
        return ""
    counts = counted(required)
    proven = sum(each.is_proven for each in required)
    overtaken = sum(each.state is VerificationState.VERIFIED and each.is_stale for each in required)
    again = sum(bool(each.suspect) for each in required)
    changed = f" What shows or verifies {again} of them is to be looked at again." if again else ""
    share = f"{proven} ({proven * 100 // len(required)} %)"
    return f"Of {len(required)} requirements, {share} are verified: {states_in_words(counts, overtaken)}.{changed}"


def _summary(found: Collection[Verification]) -> Report:
    """The number of provisions in each state: in all, and by clause."""
    used = counted(found)
    states = [_count(state.name.lower(), state.value, 6 if used[state] else 0) for state in VerificationState]
    again = _count("again", "to be looked at again", 8 if any(each.suspect for each in found) else 0)
    by_clause = [
        row for _, members in groupby(found, key=lambda each: each.clause) for row in _counts(tuple(members), None)
    ]
    whole = _counts(found, "All clauses")
    return Report(
        name="coverage-summary",
        title="States of provisions",
        lead="",
        columns=(Column("clause", "Clause", 30), Column("kind", "Kind", 14), _count("all", "All", 6), *states, again),
        groups=(Group("", (*whole, *by_clause)),) if found else (),
        empty="There are no provisions.",
        keys=("clause", "kind"),
    )


def _count(key: str, head: str, width: int) -> Column:
    return Column(key, head, width, is_number=True)


def _counts(found: Iterable[Verification], place: str | None) -> Iterator[Row]:
    """A row for each kind of provision; ``place`` stands for their clause."""
    for kind in ProvisionKind:
        of_kind = [each for each in found if each.kind is kind]
        if not of_kind:
            continue
        clause = of_kind[0].clause
        where = say(place) if place or clause is None else say(heading(clause), place_of(clause))
        counts = counted(of_kind)
        states = (say(counts[state]) for state in VerificationState)
        yield (where, say(kind.value), say(len(of_kind)), *states, say(sum(bool(each.suspect) for each in of_kind)))


def _row(each: Verification, items: Mapping[str, Item], provision: Provision, attributes: Iterable[str]) -> Row:
    tone: Tone | None = _TONES[each.state]
    if each.kind is not _REQUIREMENT and each.state is VerificationState.NONE:
        tone = None  # nothing is asked of it
    suspect = "changed: look at it again" if each.suspect else ""
    evidence = suspect or ", ".join(filter(None, (each.by, each.when, each.run, each.reason)))
    return (
        Cell((item_mention(items[each.provision], each.provision),)),
        say(each.kind.value),
        Cell(tuple(item_mention(items[name]) for name in each.examples)),
        Cell(tuple(_test(items[name]) for name in each.tests)),
        say(each.state.value, tone=tone),
        say(evidence, tone="open" if suspect else None),
        *map(say, (each.by, each.when, each.run, each.reason, each.suspect)),
        say_each(each.confirmed),
        *(attribute_cell(provision, name) for name in attributes),
    )


def _test(test: Item) -> Mention:
    return item_mention(test, result=_result(test))


def _result(test: Item) -> str:
    return test.facts["result"] or test.facts.get("said") or "not run"


def _aside(item: Item, advice: str, width: int) -> Row:
    """What no provision has; a test that fails is told all the same."""
    result = _result(item) if item.kind is ItemKind.TEST else ""
    state = say(result, tone="bad" if result == "failed" else None)
    row = (Cell((item_mention(item),)), say(item.kind.value), say(""), say(""), state, say(advice))
    return (*row, *(say(""),) * (width - len(row)))
