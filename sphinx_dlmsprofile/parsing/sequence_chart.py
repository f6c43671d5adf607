"""The directive ``sequence-chart``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.sequence_chart import GROUPS, Branch, Participant, SequenceChart, Step
from sphinx_dlmsprofile.parsing.body import SPAN
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.names import closest_word, suggest
from sphinx_dlmsprofile.text.nodes import Mapping, Node, Scalar, Sequence
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.text.location import Location

OPTIONS = ("name", "file", "class")
BODY_KEYS = ("participants", "messages")
NOTE_KEYS = ("over", "text")
MAX_STEPS, MAX_PARTICIPANTS = 500, 12
"""A chart of more is not legible, and takes time to draw."""

_ARROW = regex(r"(.*?\S)\s*(-->|->)\s*(.+)")
_FORM = "write - client -> server: text, - note: text, or - alternatives: with a list below each condition"


def parse_sequence_chart(source: DirectiveSource, reader: BodyReader) -> SequenceChart:
    """Read the participants and the steps."""
    with reader.directive(source, OPTIONS) as directive:
        fields = reader.fields(directive.body, BODY_KEYS, "a sequence chart")
        participants = tuple(_participants(fields.get("participants"), reader))
        steps = _Steps(reader, tuple(each.key.value for each in participants))
        messages = fields.get("messages")
        found = steps.read(messages) if messages else ()
        directive.expect(found, "the chart has no messages: write messages: and below it - client -> server: text")
    return SequenceChart(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=directive.options.get("name"),
        participants=participants or tuple(_implied(found)),
        steps=found,
    )


def _participants(node: Node | None, reader: BodyReader) -> Iterator[Participant]:
    known: set[str] = set()
    for key, value in reader.entries(node, '"participants"'):
        if key.value in known:
            reader.fault("body-key-duplicate", key.at, f'the participant "{key.value}" is there twice: remove one')
        elif len(known) == MAX_PARTICIPANTS:
            message = f"a chart has {MAX_PARTICIPANTS} participants at most: divide it"
            reader.fault("body-value-type", key.at, message)
            return
        else:
            known.add(key.value)
            yield Participant(key=key.text, name=reader.text(value, f'the participant "{key.value}"'))


def _implied(steps: tuple[Step, ...]) -> Iterator[Participant]:
    """Those that messages name, in that order, where none are listed."""
    names: dict[str, Location] = {}
    waiting = list(steps)
    while waiting:
        step = waiting.pop(0)
        for end in step.ends:
            names.setdefault(end, step.at)
        waiting[:0] = [inner for branch in step.branches for inner in branch.steps]
    yield from (Participant(key=Text(name, at)) for name, at in list(names.items())[:MAX_PARTICIPANTS])


class _Steps:
    """Reads lists of steps; ``known`` are the participants, none if any will do."""

    def __init__(self, reader: BodyReader, known: tuple[str, ...]) -> None:
        self._reader = reader
        self._known = known
        self._left = MAX_STEPS

    def read(self, node: Node) -> tuple[Step, ...]:
        """The steps of a list; what cannot be read is reported and left out."""
        if not isinstance(node, Sequence):
            self._fault(node.at, f"messages are a list: {_FORM}")
            return ()
        return tuple(step for item in node.items for step in self._step(item))

    def _fault(self, at: Location, message: str) -> None:
        self._reader.fault("body-value-type", at, message)

    def _step(self, item: Node) -> Iterator[Step]:
        self._left -= 1
        if self._left < 0:
            if self._left == -1:
                self._fault(item.at, f"a chart has {MAX_STEPS} messages at most: divide it")
            return
        if not isinstance(item, Mapping) or len(item.entries) != 1:
            self._fault(item.at, f"a message is one key with its text: {_FORM}")
            return
        ((key, value),) = item.entries
        if key.value == "note":
            yield from self._note(key, value)
        elif key.value in GROUPS:
            yield Step(at=key.at, group=key.value, branches=tuple(self._branches(key, value)))
        elif arrow := _ARROW.fullmatch(key.value.strip()):
            ends = (arrow[1].strip(), arrow[3].strip())
            if self._are_known(ends, key.at):
                text = self._reader.text(value, f'the message "{key.value}"')
                yield Step(at=key.at, ends=ends, text=text, is_message=True, is_reply=arrow[2] == "-->")
        else:
            advice = suggest(closest_word(key.value, ("note", *GROUPS)), _FORM)
            self._fault(key.at, f'"{key.value}" is not a step of a chart: {advice}')

    def _note(self, key: Scalar, value: Node) -> Iterator[Step]:
        over: Text | None = None
        node: Node | None = value
        if isinstance(value, Mapping):
            fields = self._reader.fields(value, NOTE_KEYS, "a note")
            over = self._reader.text(fields.get("over"), '"over" of a note')
            node = fields.get("text")
        text = self._reader.text(node, "a note")
        span = SPAN.fullmatch(over.value.strip()) if over else None
        ends = (span[1], span[2]) if span else (over.value.strip(),) if over else ()
        if text is None:
            self._fault(key.at, "a note has no text: write - note: text, or {over: client, text: …}")
        elif over is None or self._are_known(ends, over.at):
            yield Step(at=key.at, ends=ends, text=text)

    def _branches(self, key: Scalar, value: Node) -> Iterator[Branch]:
        for condition, steps in self._reader.entries(value, f'"{key.value}"'):
            yield Branch(condition=condition.text, steps=self.read(steps))

    def _are_known(self, ends: tuple[str, ...], at: Location) -> bool:
        unknown = next((end for end in ends if self._known and end not in self._known), None)
        if unknown is None:
            return True
        listed = f"the participants are {', '.join(self._known)}"
        advice = suggest(closest_word(unknown, self._known), listed)
        self._fault(at, f'"{unknown}" is not a participant: {advice}')
        return False
