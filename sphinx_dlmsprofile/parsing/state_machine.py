"""The directive ``state-machine``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.state_machine import State, StateMachine, Transition
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.nodes import Mapping, Node, Sequence
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("name", "file", "class")
BODY_KEYS = ("states", "initial", "final", "transitions")
TRANSITION_KEYS = ("event", "condition", "action")
MAX_STATES, MAX_TRANSITIONS = 24, 80
"""A machine of more is not legible on one page."""

_ARROW = regex(r"(.*?\S)\s*->\s*(.+)")
_FORM = "write - joined -> off: event, or - joined -> off: {event: …, condition: …, action: …}"


def parse_state_machine(source: DirectiveSource, reader: BodyReader) -> StateMachine:
    """Read the states and the transitions."""
    with reader.directive(source, OPTIONS) as directive:
        fields = reader.fields(directive.body, BODY_KEYS, "a state machine")
        final = reader.text(fields.get("final"), '"final"')
        ends = [end.strip() for end in final.value.split(",")] if final else ()
        states = tuple(_states(fields.get("states"), reader, frozenset(ends)))
        transitions = tuple(_transitions(fields.get("transitions"), reader))
        initial = reader.text(fields.get("initial"), '"initial"')
        directive.expect(states, "the machine has no states: write states: and below it off: Off")
        if final:
            for key in sorted(set(ends) - {state.key.value for state in states}):
                reader.fault("body-value-type", final.at, f'final: "{key}" is not a state: write keys of states')
    return StateMachine(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=directive.options.get("name"),
        initial=initial,
        states=states,
        transitions=transitions,
    )


def _states(node: Node | None, reader: BodyReader, final: frozenset[str]) -> Iterator[State]:
    known: set[str] = set()
    for key, value in reader.entries(node, '"states"'):
        if key.value in known:
            reader.fault("body-key-duplicate", key.at, f'the state "{key.value}" is there twice: remove one')
        elif len(known) == MAX_STATES:
            reader.fault("body-value-type", key.at, f"a machine has {MAX_STATES} states at most: divide it")
            return
        else:
            known.add(key.value)
            name = reader.text(value, f'the state "{key.value}"')
            yield State(key=key.text, name=name, is_final=key.value in final)


def _transitions(node: Node | None, reader: BodyReader) -> Iterator[Transition]:
    if node is None:
        return
    if not isinstance(node, Sequence):
        reader.fault("body-value-type", node.at, f"transitions are a list: {_FORM}")
        return
    for number, item in enumerate(node.items):
        if number == MAX_TRANSITIONS:
            message = f"a machine has {MAX_TRANSITIONS} transitions at most: divide it"
            reader.fault("body-value-type", item.at, message)
            return
        if not isinstance(item, Mapping) or len(item.entries) != 1:
            reader.fault("body-value-type", item.at, f"a transition is one key with what leads to it: {_FORM}")
            continue
        ((key, value),) = item.entries
        arrow = _ARROW.fullmatch(key.value.strip())
        if arrow is None:
            reader.fault("body-value-type", key.at, f'"{key.value}" is not a transition: {_FORM}')
            continue
        texts: dict[str, Text | None] = {}
        if isinstance(value, Mapping):
            parts = reader.fields(value, TRANSITION_KEYS, "a transition")
            texts = {name: reader.text(parts.get(name), f'"{name}"') for name in TRANSITION_KEYS}
        else:
            texts["event"] = reader.text(value, f'the transition "{key.value}"')
        source, target = Text(arrow[1].strip(), key.at), Text(arrow[2].strip(), key.at)
        yield Transition(at=key.at, leaves=source, enters=target, **texts)
