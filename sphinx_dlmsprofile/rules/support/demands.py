"""Demands that do not go together: choices with nothing to choose, and two demands on one item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.support_items import support_items
from sphinx_dlmsprofile.model.support import is_code
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.support_items import SupportItem
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.support import Support
    from sphinx_dlmsprofile.model.support_terms import Choice

_CLAUSE = "ISO/IEC 9646-7"


@rule("choice-empty", _CLAUSE, ERROR)
def choice_empty(project: Project) -> Iterator[Fault]:
    """A choice leaves nothing to choose, or its items say different things of it.

    All items with the same number, O.1, are one choice, in whichever tables they stand. One of them says how many have
    to be supported, "O.1: exactly one of"; without that it is at least one.

    Bad (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast, support: M}
           SET: {confirmed: unicast, support: "O.1: at least one of"}
           ACTION: {confirmed: unicast, support: O}

    Good (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast, support: M}
           SET: {confirmed: unicast, support: "O.1: at least one of"}
           ACTION: {confirmed: unicast, support: O.1}
    """
    if any(item.record.unread for item in support_items(project)):
        return
    choices: dict[int, list[tuple[SupportItem, Choice]]] = {}
    for item in support_items(project):
        support = item.support
        if support and support.choice:
            choices.setdefault(support.choice.number, []).append((item, support.choice))
    for number, members in choices.items():
        if problem := _problem(number, members):
            yield Fault(members[0][0].at, problem)
            continue
        stated = [(item, choice) for item, choice in members if choice.is_stated]
        for item, choice in stated[1:]:
            if choice != stated[0][1]:
                message = f'"{item.name}" asks for {choice.bounds} of O.{number}, and "{stated[0][0].name}" for '
                yield Fault(item.at, f"{message}{stated[0][1].bounds}: say it once")
                break


def _problem(number: int, members: list[tuple[SupportItem, Choice]]) -> str | None:
    count = len({item.identifier for item, _ in members})
    choice = next((choice for _, choice in members if choice.is_stated), members[0][1])
    if count == 1:
        return f'"{members[0][0].name}" is the only item of the choice O.{number}: mark the others, or write O or M'
    if choice.most is not None and (choice.most < choice.least or not choice.most):
        return f"of the choice O.{number}, {choice.bounds} can be supported: correct the numbers"
    if choice.least >= count:
        return f"of the choice O.{number}, {choice.bounds} are to be supported, and it has {count}: write M, or fewer"
    if choice.most is not None and choice.most >= count and not choice.least:
        return f"of the choice O.{number}, {choice.bounds} can be supported, and it has {count}: write O, or fewer"
    return None


def _is_same(one: Support | None, other: Support | None) -> bool:
    """Whether two demands demand the same, whatever is written beside them."""
    return (one and (one.cases, one.choice)) == (other and (other.cases, other.choice))


@rule("support-contradictory", _CLAUSE, WARNING)
def support_contradictory(project: Project) -> Iterator[Fault]:
    """Two tables demand different things of the same item.

    Who implements the profile cannot meet both. What holds in one profile alone is a condition: "M if IP based
    profile". Demands in letters are compared; words may mean the one profile that a table is about.

    Bad (in 7.3)::

        .. xdlms-services:: Solicited services

           GET: {confirmed: unicast, support: M}

        .. xdlms-services:: Services for the Public Client

           GET: {confirmed: unicast, support: X}

    Good (in 7.3)::

        .. xdlms-services:: Solicited services

           GET: {confirmed: unicast, support: M}

        .. xdlms-services:: Services for the Public Client

           GET: {confirmed: unicast, support: M}
    """
    first: dict[str, SupportItem] = {}
    for item in support_items(project):
        if item.support is None or not is_code(item.demand):
            continue
        other = first.setdefault(item.identifier, item)
        if other is not item and other.record is not item.record and not _is_same(item.support, other.support):
            yield Fault(
                item.at,
                f'"{item.name}" is {item.support.words} here, and {other.support.words if other.support else ""} in'
                f" {other.at.source}:{other.at.line}: say the same, or name the condition",
            )
