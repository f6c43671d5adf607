"""Which example shows which service, in which profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.model.report import Cell, Column, Group, Report, item_mention
from sphinx_dlmsprofile.model.trace import ItemKind, LinkKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.trace import Item, Trace

_SERVICE_WIDTH, _REST = 22, 78


def service_matrix(project: Project) -> Report:
    """The services of 7.3 against the profiles of 5.2, with the examples of Annex A that show both."""
    known = trace(project)
    services, profiles = known.of(ItemKind.SERVICE), known.of(ItemKind.PROFILE)
    rows = tuple(_row(known, service, profiles) for service in services)
    missing = sum(not any(cell.mentions for cell in row[1:]) for row in rows)
    return Report(
        name="services",
        title="Services, profiles and examples",
        lead="For each service of the profile and each communication profile: the examples that show it.",
        outcome=_outcome(len(rows), missing),
        is_good=not missing if rows else None,
        columns=_columns(profiles),
        groups=(Group("", rows),) if rows else (),
        empty="The profile lists no services.",
    )


def _outcome(services: int, missing: int) -> str:
    if not services:
        return ""
    if not missing:
        return f"Each of {services} services is shown by an example."
    return f"{missing} of {services} services {'is' if missing == 1 else 'are'} shown by no example."


def _columns(profiles: Sequence[Item]) -> tuple[Column, ...]:
    width = _REST // (len(profiles) + 1)
    named = (_column(profile.identifier, profile.title, width) for profile in profiles)
    return (Column("service", "Service", _SERVICE_WIDTH), *named, _column("unnamed", "Profile not named", width))


def _column(key: str, head: str, width: int) -> Column:
    return Column(key, head, width, several=True, parts=("id",))


def _row(known: Trace, service: Item, profiles: Sequence[Item]) -> tuple[Cell, ...]:
    shown = known.leading_to(service.identifier, LinkKind.SHOWS)
    cells = [_examples([each for each in shown if profile.identifier in _targets(each)]) for profile in profiles]
    names = {profile.identifier for profile in profiles}
    rest = _examples([each for each in shown if not names.intersection(_targets(each))])
    return (Cell((item_mention(service),)), *cells, rest)


def _targets(example: Item) -> tuple[str, ...]:
    return example.linked(LinkKind.SHOWS)


def _examples(examples: Sequence[Item]) -> Cell:
    return Cell(tuple(map(item_mention, examples)))
