"""Limits and runs of things that several places give, and an attribute or constant may set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.value_table import LowerLayerConfiguration
from sphinx_dlmsprofile.rules.claims._common import claims_of, own_members
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.counts import read_count
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_ANY = frozenset(
    (  # noqa: SIM905  words
        "octet byte bit second minute hour day week month year millisecond metre value digit character symbol level"
        " step line page word example letter percent time attempt retry entry element item row column part kind type"
        " case block segment fragment message request response packet repetition retransmission copy way place device"
        " thing"
    ).split()
)
"""What there are several limits of in most standards."""

_SEVERAL = 2
_LIMIT_OF = regex(r"^(?:max|maximum|number of|max number of|maximum number of) ([a-z]+)$")
_NUMBER = regex(r"[0-9]+")


class _Place(NamedTuple):
    value: int
    written: str
    block: Block
    nouns: str
    """The things as the sentence calls them."""


def amount_problems(project: Project) -> Iterator[Fault]:
    """A limit, or a run, that stands in one place, where all others have another one."""
    limits = _places(project, "most")
    known = _set_elsewhere(project, limits)
    for noun, places in limits.items():
        if noun.split()[-1] not in _ANY:
            yield from _odd(places, known.get(noun, set()), "limit")
    for places in _places(project, "row").values():
        yield from _odd_run(places)


def _places(project: Project, kind: str) -> dict[str, list[_Place]]:
    found: dict[str, list[_Place]] = {}
    for block, claim in claims_of(project, kind):
        value = read_count(claim.value)
        if value is not None:
            found.setdefault(claim.subject, []).append(_Place(value, claim.value, block, claim.words))
    return found


def _set_elsewhere(project: Project, nouns: dict[str, list[_Place]]) -> dict[str, set[int]]:
    """What attributes, constants and examples of the configuration have as the number of a thing."""
    found: dict[str, set[int]] = {}
    for member in own_members(project) if nouns else ():
        match = _LIMIT_OF.match(" ".join(words(member.name.replace("_", " "))))
        if match and match[1] in nouns and member.maximum is not None:
            its = (member.maximum, member.default, *_configured(project, member.name))
            found.setdefault(match[1], set()).update(int(each) for each in its if each is not None)
    for constant in (each for table in project.of(Constants) for each in table.entries) if nouns else ():
        match = _LIMIT_OF.match(" ".join(words(unmarked(constant.name.value))))
        value = read_value(constant.value.value)
        if match and match[1] in nouns and value is not None:
            found.setdefault(match[1], set()).add(int(value))
    return found


def _configured(project: Project, name: str) -> Iterator[int]:
    for table in project.of(LowerLayerConfiguration):
        for row in table.rows:
            if row.label and unmarked(row.label.value) == name:
                yield from (int(number) for cell in row.cells for number in _NUMBER.findall(unmarked(cell.text.value)))


def _odd(places: list[_Place], known: set[int], what: str) -> Iterator[Fault]:
    values = {each.value for each in places}
    if known:
        for each in places:
            if each.value not in known:
                right = " or ".join(map(str, sorted(known)))
                message = f"the {what} is {each.written} {each.nouns} here, and {right} where an attribute or constant"
                yield Fault(each.block.at, f"{message} sets it: correct the one that is wrong")
        return
    if len(values) != 2:  # noqa: PLR2004  the right one and the wrong
        return
    for each in places:
        others = [other for other in places if other.value != each.value]
        lines = {(other.block.at.source, other.block.at.line) for other in others}
        if len(others) == len(places) - 1 and len(lines) >= _SEVERAL:
            yield _fault(each, others[0], what)


def _odd_run(places: list[_Place]) -> Iterator[Fault]:
    """A run of another length than all others have; of two, the one that is not in a table."""
    if len({each.value for each in places}) != 2:  # noqa: PLR2004  the right one and the wrong
        return
    for each in reversed(places):
        others = [other for other in places if other.value != each.value]
        in_table = all(other.block.kind is TextKind.CELL for other in others) and each.block.kind is not TextKind.CELL
        if len(others) == len(places) - 1 and (len(others) >= _SEVERAL or in_table):
            yield _fault(each, others[0], "number")
            return


def _fault(each: _Place, other: _Place, what: str) -> Fault:
    where = f"{other.block.at.source}, line {other.block.at.line}"
    message = f"the {what} is {each.written} {each.nouns} here, and {other.written} in {where}"
    return Fault(each.block.at, f"{message}: correct the one that is wrong")
