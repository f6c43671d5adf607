"""How it stands with each provision: what verifies it, who says so, and what is missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.suspects import suspects_by_provision, trail
from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.model.confirmation import Confirmation
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.trace import ItemKind, LinkKind
from sphinx_dlmsprofile.model.verification import Verification, VerificationState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.trace import Item
    from sphinx_dlmsprofile.model.waiver import Waiver

_STATE = VerificationState
_STATED = {"analysis": _STATE.ANALYSIS, "inspection": _STATE.INSPECTION, "demonstration": _STATE.DEMONSTRATION}

Decision = tuple[VerificationState, dict[str, str]]


def verifications(project: Project, waivers: Mapping[str, Waiver]) -> dict[str, Verification]:
    """How it stands with each provision, by its identifier, in document order.

    ``waivers`` are those that say of a provision that nothing need verify it.
    """
    known = trace(project)
    again = suspects_by_provision(project)
    known_trails = {record.provision.value for record in project.of(Confirmation)}
    found: dict[str, Verification] = {}
    for provision in project.of(Provision):
        name = provision.identifier
        verifying = known.leading_to(name, LinkKind.VERIFIES)
        showing = known.leading_to(name, LinkKind.SHOWS)
        state, said = (
            _by_failure(verifying)
            or _by_success(verifying)
            or _by_statement(provision)
            or _by_plan(verifying)
            or ((_STATE.SHOWN, {}) if showing else None)
            or _by_waiver(waivers.get(name))
        )
        found[name] = Verification(
            provision=name,
            kind=provision.kind,
            clause=provision.clause,
            state=state,
            tests=tuple(item.identifier for item in verifying),
            examples=tuple(item.identifier for item in showing),
            suspect="; ".join(dict.fromkeys(f"{each.item.title}: {each.why}" for each in again.get(name, ()))),
            is_stale=any(each.item.kind is ItemKind.TEST for each in again.get(name, ())),
            confirmed=tuple(trail(project, provision)) if name in known_trails else (),
            **said,
        )
    return found


def _by_failure(tests: Sequence[Item]) -> Decision | None:
    """The state that a failed test gives, whatever others say."""
    failed = [test for test in tests if test.facts["result"] == "failed"]
    return (_STATE.FAILED, _said(failed[0])) if failed else None


def _by_success(tests: Sequence[Item]) -> Decision | None:
    """The state that tests give which have all passed, as the newest one says: each may try what others do not."""
    if not tests or any(test.facts["result"] != "passed" for test in tests):
        return None
    return _STATE.VERIFIED, _said(max(tests, key=lambda test: test.facts.get("when", "")))


def _by_statement(provision: Provision) -> Decision | None:
    """The state that the author of a provision has stated, if it is not that a test is to come."""
    stated = provision.attributes
    if stated is None or not stated.without_test:
        return None
    said = {"by": str(stated.owner or ""), "reason": str(stated.criterion or "")}
    return _STATED[stated.without_test], said


def _by_plan(tests: Sequence[Item]) -> Decision | None:
    """The state that tests give which have not all passed: one that nobody has run, else one that a bench left out."""
    waiting = [test for test in tests if test.facts["result"] not in {"passed", "skipped"}]
    if waiting:
        return _STATE.NOT_RUN, _said(waiting[0])
    skipped = [test for test in tests if test.facts["result"] == "skipped"]
    return (_STATE.SKIPPED, _said(skipped[0])) if skipped else None


def _by_waiver(waiver: Waiver | None) -> Decision:
    if waiver is None:
        return _STATE.NONE, {}
    by, when = waiver.by.value if waiver.by else "", waiver.date.isoformat() if waiver.date else ""
    return _STATE.WAIVED, {"by": by, "when": when, "reason": waiver.reason.value if waiver.reason else ""}


def _said(test: Item) -> dict[str, str]:
    facts = test.facts
    return {
        "by": facts.get("by", ""),
        "when": facts.get("when", ""),
        "run": facts.get("run", ""),
        "reason": facts.get("message", ""),
    }


def counted(found: Iterable[Verification]) -> Counter[VerificationState]:
    """How many are in each state."""
    return Counter(each.state for each in found)
