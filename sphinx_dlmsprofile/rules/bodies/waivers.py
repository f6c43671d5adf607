"""Rules on the waivers of a project, and on its baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.deviation import TemplateClauses
from sphinx_dlmsprofile.model.finding import meant
from sphinx_dlmsprofile.model.waiver import KnownFinding, Waiver
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.template.outline import ANNEX_A, ANNEX_B, CLAUSES
from sphinx_dlmsprofile.text.names import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "dlms_waivers"
_PARTS = {part.number: part for clause in (*CLAUSES, ANNEX_A, ANNEX_B) for part in clause.walk()}


def _has_reason(waiver: Waiver) -> bool:
    return waiver.reason is not None and bool(waiver.reason.value.strip())


@rule("waiver-unused", _CLAUSE, WARNING, after_waivers=True, fixes=True)
def waiver_unused(project: Project) -> Iterator[Fault]:
    """A waiver covers no finding.

    What it accepted is gone, its rule or place is misspelled, or the standard has no such place. A
    waiver that is kept would hide the next fault in the same place. A ``template-clause`` that says
    what number and title of the clause already say declares nothing, and is reported in the same way.

    Bad:

    .. code-block:: yaml

        # waivers.yaml, where Table 1 leaves no value out
        - rule: sap-gap
          place: "6"
          reason: The values above 0x7F are left to a later edition.

    Good:

    .. code-block:: yaml

        # waivers.yaml, where the server side of Table 1 ends at 0x7E
        - rule: sap-gap
          place: "6"
          reason: The values above 0x7F are left to a later edition.
    """
    for waiver in project.of(Waiver):
        if not waiver.known and _has_reason(waiver):
            advice = suggest(waiver.close, "correct it, or remove the waiver")
            edit = meant(waiver.rule.value, waiver.close, at=waiver.rule.at)
            yield Fault(waiver.at, f'the rule "{waiver.rule}" does not exist: {advice}', edit=edit)
        elif _has_reason(waiver) and waiver.problem and not waiver.used:
            place = f' is for "{waiver.place}"' if waiver.place else ""
            yield Fault(waiver.at, f"the waiver of {waiver.rule}{place}: {waiver.problem}")
        elif _has_reason(waiver) and not waiver.used:
            place = f' in "{waiver.place}"' if waiver.place else ""
            message = f"there is no finding of {waiver.rule}{place} to waive"
            yield Fault(waiver.at, f"{message}: correct the rule or the place, or remove the waiver")
    for record in project.of(TemplateClauses):
        if record.numbers and all(_is_as_given(number.value, record) for number in record.numbers):
            message = "the clause has the number and the title that the template gives it"
            yield Fault(record.at, f"{message}: remove template-clause")


def _is_as_given(number: str, record: TemplateClauses) -> bool:
    """Whether number and title say what the declaration says."""
    expected = _PARTS.get(number)
    clause = record.clause
    return bool(expected and clause and clause.number == number and expected.has_title(clause.title))


@rule("waiver-reason-missing", _CLAUSE, ERROR)
def waiver_reason_missing(project: Project) -> Iterator[Fault]:
    """A waiver gives no reason.

    The conformance report shows each accepted departure with its reason. A waiver without one is
    not applied.

    Bad:

    .. code-block:: yaml

        - rule: sap-gap
          place: "6"

    Good:

    .. code-block:: yaml

        - rule: sap-gap
          place: "6"
          reason: The values above 0x7F are left to a later edition.
          by: TC 13, WG 14
          date: 2026-03-31
    """
    for waiver in project.of(Waiver):
        if not _has_reason(waiver):
            yield Fault(waiver.at, f"the waiver of {waiver.rule} gives no reason and is not applied: add reason: …")


@rule("baseline-unused", "dlms_baseline", ADVICE, after_waivers=True)
def baseline_unused(project: Project) -> Iterator[Fault]:
    """The baseline holds findings that are gone.

    They have been corrected, or what they say has changed. As long as the baseline holds them, the same fault in
    the same file would not count. Write it again, without taking the old one into account:

    .. code-block:: console

        $ dlmsprofile check profile -D dlms_baseline= --format json > profile/baseline.json

    Bad:

    .. code-block:: json

        {"findings": [{"rule": "sap-gap", "file": "06-addressing.md", "message": "it was corrected long ago"}]}

    Good:

    .. code-block:: json

        {"findings": []}
    """
    known = project.of(KnownFinding)
    gone = [each for each in known if not each.used]
    if gone:
        first = gone[0]
        example = f"{first.rule} in {first.source}"
        all_of_them = f"{len(gone)} of the {len(known)} known findings are gone, the first is {example}"
        yield Fault(first.at, f'{all_of_them}: write the file again with "-D dlms_baseline= --format json"')
