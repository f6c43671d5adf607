"""What the text and the classes say of states and of named results (5.4, 5.5, Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.vocabulary import vocabulary
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.state_machine import StateMachine
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import closest, fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.cosem import Attribute
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location, Text

_CODE = regex(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b")
_TOLD = regex(r"(?<!\w)(?P<verb>[a-z]+) (?P<code>[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*)(?!\w)")
"""What is done with a code: "report JOINED"."""

_FEW = 2
"""Where fewer codes of a kind are known, others may be meant."""

_SHARED = 3
"""How many states an enumeration has to share with a state machine to be that of its states."""


@rule("state-text-mismatch", "5.4, 5.5, Annex B", WARNING)
def state_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text, or an enumeration, names a state, a status or a result that its table or figure does not have.

    Words in capitals after "the status becomes", "the result is" and the like are compared with the first column of
    the tables of such codes, "Network_Status", and with lists such as "Result is one of OK and BUSY". An enumeration
    of Annex B that shares most of its names with a state machine has to have the others, too; where the actions of a
    machine have two codes of such a table or more, a single other one is reported.

    Given (in 5.5)::

        .. csv-table:: Indications of the status
           :header: Network_Status, Meaning

           JOINED, the station is a member
           LEFT, the station is no longer one

    Bad (in 7.2)::

        The server aborts the association when the network status becomes LOST.

    Good (in 7.2)::

        The server aborts the association when the network status becomes LEFT.
    """
    known: dict[str, dict[str, None]] = {}
    for _, claim in claims_of(project, "code", "codes"):
        noun = fold(claim.subject.replace("_", " ").split()[-1])
        known.setdefault(noun, {}).update(dict.fromkeys(_CODE.findall(claim.value)))
    listed = {entry.abbreviation.value for entry in project.memo(vocabulary).abbreviations}
    told: set[tuple[str, int, str]] = set()
    for block, claim in claims_of(project, "code-said"):
        names = known.get(fold(claim.subject.split()[-1]), {})
        place = (block.at.source, block.at.line, claim.value)
        if len(names) < _FEW or claim.value in names or claim.value in listed or place in told:
            continue
        told.add(place)
        meant = closest(claim.value, names)
        right = f'did you mean "{meant}"?' if meant else f"it has {', '.join(names)}"
        yield Fault(block.at, f'no table has the {claim.subject.casefold()} "{claim.value}": {right}')
    yield from _enumerations(project)
    yield from _reported(project, known)


def _reported(project: Project, known: dict[str, dict[str, None]]) -> Iterator[Fault]:
    """Codes in the actions of a machine, most of which one table has, and one that it does not have."""
    for machine in project.of(StateMachine) if known else ():
        actions = [each.action for each in machine.transitions if each.action]
        told: dict[str, dict[str, Location]] = {}
        for action in actions:
            for match in _TOLD.finditer(unmarked(action.value)):
                told.setdefault(match["verb"], {}).setdefault(match["code"], action.at)
        for codes in told.values():
            for noun, names in known.items():
                foreign = codes.keys() - names.keys()
                if len(codes) - len(foreign) < _FEW or len(foreign) != 1:
                    continue
                (code,) = foreign
                meant = closest(code, names)
                right = f'did you mean "{meant}"?' if meant else f"it has {', '.join(names)}"
                yield Fault(codes[code], f'no table has the {noun} "{code}" of the machine: {right}')


def _enumerations(project: Project) -> Iterator[Fault]:
    """Enumerations of states that lack one of a machine, or call it otherwise."""
    for attribute in (each for record in project.of(InterfaceClass) for each in record.attributes):
        names = _values(attribute)
        for machine in project.of(StateMachine) if names else ():
            if machine.unread:
                continue
            states = {fold(unmarked(state.label)): unmarked(state.label) for state in machine.states}
            foreign = [name for name in names if fold(unmarked(name.value)) not in states]
            absent = [
                state for folded, state in states.items() if folded not in {fold(unmarked(n.value)) for n in names}
            ]
            shared = len(names) - len(foreign)
            if shared >= _SHARED and foreign and absent and len(foreign) < shared:
                where = f"{machine.at.source}, line {machine.at.line}"
                message = f'the state "{unmarked(foreign[0].value)}" is not one of the machine in {where}, which has'
                yield Fault(foreign[0].at, f'{message} "{absent[0]}": give the state one name')


def _values(attribute: Attribute) -> list[Text]:
    return [each.name for each in attribute.type.values] if attribute.type else []
