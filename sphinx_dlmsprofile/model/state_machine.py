"""State machines: the states of an entity, and what leads from one to another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location, Text


@frozen(kw_only=True)
class State:
    """A state; ``name`` is None where the key is the name. A final state is one in which the machine may end."""

    key: Text
    name: Text | None = None
    is_final: bool = False

    @property
    def label(self) -> str:
        """How the figure calls it."""
        return self.name.value if self.name else self.key.value


@frozen(kw_only=True)
class Transition:
    """A way from one state to another, or back to the same; ``leaves`` and ``enters`` are keys of states.

    It is taken on ``event`` if ``condition`` holds; ``action`` is what is done then.
    """

    at: Location
    leaves: Text
    enters: Text
    event: Text | None = None
    condition: Text | None = None
    action: Text | None = None


@frozen(kw_only=True)
class StateMachine(Record):
    """The states in the order in which they are drawn, and all transitions.

    ``initial`` is the key of the state in which it begins, None where that is the first.
    """

    caption: Text | None = None
    name: Text | None = None
    initial: Text | None = None
    states: tuple[State, ...] = ()
    transitions: tuple[Transition, ...] = ()

    def state(self, key: str) -> State | None:
        """The state of that key, None if there is none."""
        return next((state for state in self.states if state.key.value == key), None)

    @property
    def begins(self) -> str:
        """The key of the state in which it begins; empty where there are no states."""
        if self.initial:
            return self.initial.value
        return self.states[0].key.value if self.states else ""

    def reached(self, start: str = "") -> frozenset[str]:
        """The keys of all states that transitions lead to from one, itself included: the first one if none is given."""
        leads: dict[str, list[str]] = defaultdict(list)
        for transition in self.transitions:
            leads[transition.leaves.value].append(transition.enters.value)
        found, waiting = {start or self.begins}, [start or self.begins]
        while waiting:
            new = [key for key in leads[waiting.pop()] if key not in found]
            found.update(new)
            waiting += new
        return frozenset(found)
