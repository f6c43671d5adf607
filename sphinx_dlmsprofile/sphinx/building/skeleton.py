"""A table of contents that is declared once, as the declarations and waivers that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.model.deviation import Skeleton, TemplateClauses
from sphinx_dlmsprofile.model.waiver import Waiver
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.sphinx.reading.harvest import Harvest


def answers(harvests: Iterable[Harvest]) -> dict[str, list[str]]:
    """By the number of a clause, the clauses of the template that it answers."""
    found: dict[str, list[str]] = {}
    records = (record for harvest in harvests for record, _ in harvest.records)
    for row in (row for record in records if isinstance(record, Skeleton) for row in record.rows):
        for own in row.own:
            found.setdefault(own.value, []).append(row.number.value)
    return found


def declarations(records: Iterable[Record], clauses: Mapping[str, Clause]) -> Iterator[Record]:
    """What each row declares: a clause that answers, the absence of one, or a clause that does not exist."""
    for record in records:
        if not isinstance(record, Skeleton):
            continue
        for row in record.rows:
            number = row.number
            absent = [own for own in row.own if own.value not in clauses]
            for own in absent:
                message = f"the standard has no clause {own}, which is said to answer {number}: correct the number"
                yield BodyFault(at=own.at, kind="body-value-type", message=message)
            if row.own and not absent:
                clause = clauses[row.own[0].value]
                yield TemplateClauses(at=number.at, numbers=(number,), reason=record.reason, clause=clause)
            elif record.reason and not row.own:
                rule = "annex-missing" if number.value.isalpha() else "clause-missing"
                place = Text(f"template {number.value}", number.at)
                yield Waiver(at=number.at, rule=Text(rule, number.at), place=place, reason=record.reason)
