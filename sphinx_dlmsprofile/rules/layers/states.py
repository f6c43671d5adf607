"""State machines: what their transitions name and lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.state_machine import StateMachine
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import closest_word, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Text


def _unknown(machine: StateMachine) -> Iterator[Text]:
    """The names in a machine that are not states, each where it is there first."""
    ends = [machine.initial, *(end for each in machine.transitions for end in (each.leaves, each.enters))]
    told: set[str] = set()
    for end in ends:
        if end and end.value not in told and machine.state(end.value) is None:
            told.add(end.value)
            yield end


@rule("state-unknown", "5.5", ERROR)
def state_unknown(project: Project) -> Iterator[Fault]:
    """A transition leads from or to a state that the machine does not have, or it begins in one.

    An implementer would not know what to do then. Most often it is a slip in a name.

    Bad (in 5.5)::

        .. state-machine:: States of a station

           states:
             idle: Idle
             joined: Joined
           transitions:
             - idle -> joined: join
             - joined -> ilde: leave

    Good (in 5.5)::

        .. state-machine:: States of a station

           states:
             idle: Idle
             joined: Joined
           transitions:
             - idle -> joined: join
             - joined -> idle: leave
    """
    for machine in project.of(StateMachine):
        if machine.states and not machine.unread:
            known = [state.key.value for state in machine.states]
            for end in _unknown(machine):
                advice = suggest(closest_word(end.value, known), f"the states are {', '.join(known)}")
                yield Fault(end.at, f'"{end.value}" is not a state: {advice}')


@rule("state-unreachable", "5.5", WARNING)
def state_unreachable(project: Project) -> Iterator[Fault]:
    """No transitions lead to a state from the one in which the machine begins.

    Either a transition is missing, or nobody needs the state. Of states that lead to each other, the first is named.

    Bad (in 5.5)::

        .. state-machine:: States of a station

           states:
             idle: Idle
             joined: Joined
             asleep: Asleep
           transitions:
             - idle -> joined: join
             - asleep -> joined: wake up

    Good (in 5.5)::

        .. state-machine:: States of a station

           states:
             idle: Idle
             joined: Joined
             asleep: Asleep
           transitions:
             - idle -> joined: join
             - joined -> asleep: time-out
             - asleep -> joined: wake up
    """
    for machine in project.of(StateMachine):
        if machine.unread or any(_unknown(machine)):
            continue
        begins = machine.state(machine.begins)
        told: set[str] = set()
        for state in machine.states:
            key = state.key.value
            if key in told or key in machine.reached() or not begins:
                continue
            if any(key in machine.reached(other) and other not in machine.reached(key) for other in _lost(machine)):
                continue  # it follows from another one that is not reached
            told |= machine.reached(key)
            message = f'no transitions lead from "{begins.label}" to the state "{state.label}"'
            yield Fault(state.key.at, f"{message}: add a transition to it, or take it out")


def _lost(machine: StateMachine) -> list[str]:
    return [state.key.value for state in machine.states if state.key.value not in machine.reached()]
