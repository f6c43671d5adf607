"""Messages in their order: each is read with what those before it have said, and joined with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.cursor import MAX_FIELDS
from sphinx_dlmsprofile.apdu.dissect import dissect, unwrap
from sphinx_dlmsprofile.apdu.exchanges.authentication import Authentication
from sphinx_dlmsprofile.apdu.exchanges.blocks import Blocks
from sphinx_dlmsprofile.apdu.exchanges.frames import frames_of
from sphinx_dlmsprofile.apdu.exchanges.meaning import Before
from sphinx_dlmsprofile.apdu.exchanges.segments import Segments
from sphinx_dlmsprofile.apdu.keys import Keys
from sphinx_dlmsprofile.model.apdu import Side
from sphinx_dlmsprofile.model.exchange import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dlmsprofile.apdu.exchanges.frames import Frame
    from sphinx_dlmsprofile.apdu.names import Names
    from sphinx_dlmsprofile.model.apdu import Dissection, Element
    from sphinx_dlmsprofile.model.envelope import Envelope

_TITLES = {"calling-AP-title": Side.CLIENT, "responding-AP-title": Side.SERVER}
_TITLE_OCTETS, _KEY_OCTETS = 8, (16, 32)
_OTHER = {Side.CLIENT: Side.SERVER, Side.SERVER: Side.CLIENT}
_REQUESTS = {
    "get-response": "get-request",
    "set-response": "set-request",
    "action-response": "action-request",
    "access-response": "access-request",
    "aare": "aarq",
    "rlre": "rlrq",
    "readResponse": "readRequest",
    "writeResponse": "writeRequest",
    "event-notification-confirm": "event-notification-request",
    "data-notification-confirm": "data-notification",
}
_INVOKE_ID = 0x0F
_LONG_INVOKE_ID = 0xFFFFFF


def read_messages(  # noqa: PLR0913  what is known in addition to the octets
    inputs: bytes | Sequence[bytes],
    envelopes: Sequence[str | Envelope] | None = None,
    keys: Keys | None = None,
    lookup: Names | None = None,
    most: int = MAX_FIELDS,
    *,
    lenient: bool = False,
) -> tuple[Message, ...]:
    """Take apart all frames of one or several inputs, and join those that carry one APDU.

    ``envelopes`` are named from the outside in; None: for each frame those that its first octets look like. System
    titles that AARQ and AARE carry, and the dedicated key of an InitiateRequest, are used for what follows. ``most`` is
    how many fields a frame can have. Whatever the octets are, they give messages and no exception.
    """
    parts = [inputs] if isinstance(inputs, bytes) else inputs
    return read_frames(frames_of(parts, envelopes), keys, lookup, most, lenient=lenient)


def read_frames(
    frames: Iterable[Frame],
    keys: Keys | None = None,
    lookup: Names | None = None,
    most: int = MAX_FIELDS,
    *,
    lenient: bool = False,
) -> tuple[Message, ...]:
    """The same, of frames that are known already."""
    reader = _Reader(keys, lookup, most, lenient=lenient)
    for frame in frames:
        reader.take(frame)
    return tuple(reader.finished())


class _Reader:
    def __init__(self, keys: Keys | None, lookup: Names | None, most: int, *, lenient: bool) -> None:
        self._keys, self._lookup, self._most, self._lenient = keys, lookup, most, lenient
        self._messages: list[Message] = []
        self._segments, self._blocks, self._authentication = Segments(), Blocks(), Authentication()
        self._requests: dict[tuple[str, object], int] = {}
        self._sides: dict[tuple[object, ...], Side] = {}
        self._before: dict[frozenset[int], Before] = {}

    def _dissect(self, octets: bytes, envelopes: Sequence[str | Envelope]) -> Dissection:
        return dissect(octets, envelopes, self._keys, self._lookup, self._most, lenient=self._lenient)

    def take(self, frame: Frame) -> None:
        """Read one frame in its place."""
        index = len(self._messages)
        unwrapped = unwrap(frame.octets, frame.envelopes) if frame.envelopes else None
        joined = self._segments.take(index, unwrapped) if unwrapped else None
        notes, lacks = (list(self._segments.notes), self._segments.lacks) if unwrapped else ([], "")
        found = self._dissect(frame.octets, frame.envelopes)
        message = Message(frame=found, offset=frame.offset)
        if joined:
            # What is the last segment of a message is no APDU by itself.
            whole = self._dissect(joined.octets, joined.envelopes)
            message = replace(message, frame=_as_segment(found), whole=whole, parts=joined.parts, joined="segments")
        self._learn(message.said)
        sender = self._sender(message.said, found)
        blocks = self._blocks.take(index, message.said, sender or "")
        notes += self._blocks.notes
        lacks = lacks or self._blocks.lacks
        if blocks:
            options = [self._dissect(octets, ()) for octets in blocks.octets]
            best = next((each for each in options if not each.faults), options[0])
            message = replace(message, whole=best, parts=blocks.joined.parts, joined=_kind(message.said))
            self._learn(best)
        answers = self._answered(index, message.said, found)
        message = self._explained(message, self._messages[answers].said if answers is not None else None)
        unproved = self._authentication.judge(message.said, self._keys)
        self._messages.append(
            replace(message, sender=sender, answers=answers, notes=tuple(notes), lacks=lacks, unproved=unproved)
        )

    def _explained(self, message: Message, request: Dissection | None) -> Message:
        """With what those between the same addresses have said before it."""
        ends = frozenset(each.value for each in message.frame.addresses)
        said = self._before.setdefault(ends, Before(self._lookup)).explain(message.said, request)
        return replace(message, whole=said) if message.whole else replace(message, frame=said)

    def finished(self) -> list[Message]:
        """All messages; those that wait for more say so."""
        for parts in (*self._segments.waiting(), *self._blocks.waiting()):
            last = self._messages[parts[-1]]
            what = "segment" if last.frame.content_note else "block"
            self._messages[parts[-1]] = replace(last, lacks=f"the last {what} of its message is not there")
        return self._messages

    def _learn(self, said: Dissection) -> None:
        """System titles and the dedicated key, which what follows is protected with."""
        if said.element is None or not said.names:
            return
        titles, dedicated = dict[Side | None, bytes](), b""
        for element in _elements(said):
            if element.name in _TITLES and len(element.value) == 2 * _TITLE_OCTETS:
                titles[_TITLES[element.name]] = bytes.fromhex(element.value)
            elif element.name == "dedicated-key" and len(element.value) // 2 in _KEY_OCTETS:
                dedicated = bytes.fromhex(element.value)
        if titles or dedicated:
            known = self._keys or Keys()
            encryption = {**known.encryption, **({"dedicated": dedicated} if dedicated else {})}
            all_titles = {**known.system_titles, **titles}
            others = tuple(replace(other, system_titles=all_titles) for other in known.others)
            self._keys = replace(known, system_titles=all_titles, encryption=encryption, others=others)

    def _sender(self, said: Dissection, frame: Dissection) -> Side | None:
        """Who sends: as the message says, else as those between the same addresses have said."""
        ends = tuple((each.value, each.lower) for each in sorted(frame.addresses, key=lambda each: not each.source))
        sender = said.sender or frame.sender
        if ends and sender:
            self._sides[ends] = sender
            self._sides[tuple(reversed(ends))] = _OTHER[sender]
        return sender or self._sides.get(ends)

    def _answered(self, index: int, said: Dissection, frame: Dissection) -> int | None:
        """The number of the request that a response belongs to; a request is kept for its response."""
        layers = [layer for layer in said.layers() if layer.element]
        if not layers:
            return None
        inner = layers[-1]
        name, key = inner.names[0], (_invoke_id(inner), frozenset(each.value for each in frame.addresses))
        if name in _REQUESTS:
            return self._requests.get((_REQUESTS[name], key))
        self._requests[name, key] = index
        return None


def _as_segment(found: Dissection) -> Dissection:
    """A frame that was taken for a whole message, and is the last segment of one."""
    note = found.content_note or "the frame carries the last segment of a message"
    return found if found.content_note else replace(found, faults=(), content_note=note)


def _elements(said: Dissection) -> Iterable[Element]:
    return (element for layer in said.layers() if layer.element for element in layer.element.walk())


def _invoke_id(said: Dissection) -> int | None:
    for element in said.element.walk() if said.element else ():
        if element.name == "invoke-id-and-priority":
            return int(element.value, 16) & _INVOKE_ID
        if element.name == "long-invoke-id-and-priority":
            return int(element.value, 16) & _LONG_INVOKE_ID
    return None


def _kind(said: Dissection) -> str:
    return "general block transfer" if said.name == "general-block-transfer" else "blocks"
