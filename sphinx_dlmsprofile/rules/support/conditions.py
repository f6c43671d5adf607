"""The conditions under which something is demanded."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.support_conditions import identity_of, item_of, suggested
from sphinx_dlmsprofile.analysis.support_items import explanations, support_items
from sphinx_dlmsprofile.analysis.support_numbers import number_of, unexplained
from sphinx_dlmsprofile.model.support import is_code, is_predicated, read_support
from sphinx_dlmsprofile.model.support_terms import Operator, Symbol
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.names import fold_joints, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.support_items import SupportItem
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.support import Support
    from sphinx_dlmsprofile.model.support_terms import Condition

_CLAUSE = "ISO/IEC 9646-7"
_MOST = 10
"""Names in a demand up to which all of their combinations are tried."""


@rule("condition-unknown", _CLAUSE, ERROR)
def condition_unknown(project: Project) -> Iterator[Fault]:
    """A condition names something that neither the profile nor the suite has, or has a number that nothing explains.

    Conditions name security suites and policies, profiles, layers, services, kinds of association, SAPs, interface
    classes with their attributes and methods, standards, objects by OBIS code, what has a row in a table with support,
    and the roles client, server and gateway. What only the manufacturer can say is a statement in quotation marks.
    What begins with a word and not with a letter, "mandatory if the network allows it", may be prose. A numbered
    condition, "C1", is explained below the table, in another one, or in one of the cells: "C1: IF GET THEN M ELSE O".

    Given (in 7.4)::

        .. security:: Security suites
           :columns: Support

           suites: {Suite 0: [M], Suite 1: [O]}

    Bad (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast, support: M}
           ACCESS: {confirmed: unicast, support: M if security suite 2}

    Good (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast, support: M}
           ACCESS: {confirmed: unicast, support: M if security suite 1}
    """
    yield from _unexplained_numbers(project)
    if any(item.record.unread for item in support_items(project)):
        return
    for item, support in _demands(project):
        is_read = is_code(item.demand) or is_predicated(item.demand)
        for condition in support.conditions if is_read else ():
            for leaf in condition.leaves:
                if identity_of(project, leaf) is None:
                    advice = suggest(
                        suggested(project, leaf.name), "correct it, or put a statement into quotation marks"
                    )
                    yield Fault(item.at, f'"{item.name}" depends on "{leaf.name}", which does not exist: {advice}')


def _unexplained_numbers(project: Project) -> Iterator[Fault]:
    """The numbers of conditions and choices without an explanation, or with one that is not understood."""
    known = explanations(project)
    # A demand that cannot be read is reported in its table, though its cell explains a number, too.
    reported = {item.at._replace(column=None) for item in support_items(project) if not read_support(item.written)}
    for item in support_items(project):
        number = number_of(item.written)
        found = known.of(item.written, item.record) if number else None
        if found is None and number.startswith("C"):
            advice = f'write "{number}: IF … THEN M ELSE O" below the table'
            yield Fault(item.at, f'"{item.name}" has the condition {number}, which nothing explains: {advice}')
        elif found and (problem := unexplained(found)) and (line := found.at._replace(column=None)) not in reported:
            reported.add(line)
            yield Fault(found.at, f"the explanation of {number} is not understood: {problem}")


def _demands(project: Project) -> Iterator[tuple[SupportItem, Support]]:
    for item in support_items(project):
        if support := item.support:
            yield item, support


@rule("condition-useless", _CLAUSE, ERROR)
def condition_useless(project: Project) -> Iterator[Fault]:
    """A condition always holds, never holds, or rests on the item itself or on one that is excluded.

    Then the demand says something else than its author means. It counts as never, too, where the cases before it take
    all that is left.

    Bad (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast, support: M}
           SET: {confirmed: unicast, support: M if ACTION and not ACTION}
           ACTION: {confirmed: unicast, support: O}

    Good (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast, support: M}
           SET: {confirmed: unicast, support: M if not ACTION}
           ACTION: {confirmed: unicast, support: O}
    """
    for item, support in _demands(project):
        if problem := _on_itself(project, item, support) or _constant(project, support):
            yield Fault(item.at, f'the condition of "{item.name}" {problem}')


def _on_itself(project: Project, item: SupportItem, support: Support) -> str | None:
    for condition in support.conditions:
        for leaf in condition.leaves:
            if leaf.operator is Operator.STATEMENT:
                continue
            if identity_of(project, leaf) == item.identifier:
                is_named = fold_joints(leaf.name) in map(fold_joints, item.names)
                itself = "the item itself" if is_named else f'the item itself, which "{leaf.name}" means'
                return f"rests on {itself}: name what it depends on, or put a statement into quotation marks"
            other = item_of(project, leaf.name)
            if other and other.support and other.support.symbol == Symbol.EXCLUDED.value:
                return f'rests on "{leaf.name}", which is excluded: remove the condition, or allow that'
    return None


def _constant(project: Project, support: Support) -> str | None:
    """Whether a case of the demand is the one that counts always, or never."""
    names = {identity: None for each in support.conditions for leaf in each.leaves if (identity := _key(project, leaf))}
    if len(names) > _MOST:
        return None
    counting = set()
    for values in product((False, True), repeat=len(names)):
        answers = dict(zip(names, values, strict=True))
        held = (
            each.condition is None or each.condition.holds(lambda leaf, known=answers: known[_key(project, leaf)])  # type: ignore[misc]
            for each in support.cases
        )
        counting.add(next((place for place, holds in enumerate(held) if holds), None))
    for place, case in enumerate(support.cases):
        if place not in counting and case.condition:
            return f'"{case.condition}" never holds{" where it is asked" if place else ""}: correct it'
    if len(counting) == 1 and support.cases[0].condition:
        return f'"{support.cases[0].condition}" always holds: remove it'
    return None


def _key(project: Project, leaf: Condition) -> str:
    return identity_of(project, leaf) or leaf.name
