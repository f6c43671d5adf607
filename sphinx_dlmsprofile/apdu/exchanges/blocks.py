"""Blocks of the application layer, put together: general block transfer, and those of the services."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.exchanges.segments import MAX_OCTETS, Joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu import Dissection, Element

_LAST = 0x80
_SECOND = 2
"""After the first block alone, another first block repeats it."""

_GENERAL = "general-block-transfer"
_GET_NORMAL, _GET_LIST = bytes([0xC4, 0x01]), bytes([0xC4, 0x03])
_SET, _ACTION, _ACTION_RESPONSE = bytes([0xC1, 0x01]), bytes([0xC3, 0x01]), bytes([0xC7, 0x01])
_SET_LIST, _ACTION_LIST, _ACTION_RESPONSE_LIST = bytes([0xC1, 0x04]), bytes([0xC3, 0x03]), bytes([0xC7, 0x03])
_SHORT_NAMES = {
    "readRequest": (0x05, "read-data-block-access"),
    "writeRequest": (0x06, "write-data-block-access"),
    "readResponse": (0x0C, "data-block-result"),
}
"""The APDUs of short names that carry a block in place of their only item, with their tags."""


class _Block(NamedTuple):
    """A block: its number, whether it is the last, its octets, and what it belongs to.

    ``head`` are the octets of the APDU that the blocks of a service stand for, up to what they hold.
    """

    number: int
    last: bool
    octets: bytes
    service: str
    head: bytes = b""
    otherwise: bytes = b""

    @property
    def first(self) -> bool:
        """Whether it begins a transfer."""
        return self.number == 1


class _Transfer(NamedTuple):
    """Blocks that have come, to which others are added."""

    octets: bytearray
    parts: list[int]
    number: int
    head: bytes
    otherwise: bytes


class Candidates(NamedTuple):
    """What is complete, as one of several APDUs: blocks of responses do not say whether they hold a list."""

    joined: Joined
    octets: tuple[bytes, ...]


class Blocks:
    """Collects blocks by who sends them, and gives back what is complete."""

    def __init__(self) -> None:
        self._transfers: dict[tuple[str, object], _Transfer] = {}
        self.notes: list[str] = []
        self.lacks = ""

    def take(self, index: int, said: Dissection, sender: object) -> Candidates | None:
        """Take a message; what is complete with it. ``notes`` then say what is amiss, ``lacks`` what is not there."""
        self.notes, self.lacks = [], ""
        block = _block(said)
        if block is None:
            return None
        key = block.service, sender
        before = self._transfers.get(key)
        if block.first:
            if before and before.number > _SECOND:
                self.notes.append(f"the transfer before it lacks its last block (since message {before.parts[0]})")
            before = _Transfer(bytearray(), [], 1, block.head, block.otherwise)
        elif before is None:
            self.lacks = f"block {block.number} comes first: those before it are not there"
            return None
        elif block.number != before.number:
            what = "comes twice" if block.number < before.number else f"follows where block {before.number} should"
            self.notes.append(f"block {block.number} {what}")
            return None
        before.octets.extend(block.octets)
        before.parts.append(index)
        grown = before._replace(number=block.number + 1)
        self._transfers.pop(key, None)
        if len(grown.octets) > MAX_OCTETS:
            self.notes.append(f"the blocks have more than {MAX_OCTETS} octets together, and are given up")
            return None
        if not block.last:
            self._transfers[key] = grown
            return None
        heads = [grown.head, *([grown.otherwise] if grown.otherwise else [])]
        octets = tuple(head + grown.octets for head in heads)
        return Candidates(Joined(octets[0], (), tuple(grown.parts)), octets)

    def waiting(self) -> Iterator[tuple[int, ...]]:
        """The messages of each transfer that lacks its end."""
        return (tuple(transfer.parts) for transfer in self._transfers.values())


def _block(said: Dissection) -> _Block | None:
    element = said.element
    if element is None or said.faults:
        return None
    if element.name == _GENERAL:
        control = int(_value(element, "block-control"), 16)
        data = bytes.fromhex(_value(element, "block-data"))
        if not data:
            return None  # it acknowledges alone
        return _Block(int(_value(element, "block-number")), bool(control & _LAST), data, _GENERAL)
    if element.name in _SHORT_NAMES:
        return _of_short_name(element)
    return _of_service(said, element)


def _of_short_name(apdu: Element) -> _Block | None:
    """A block of Read or Write: together, they are the APDU without its tag. Write has the octets in its data."""
    tag, name = _SHORT_NAMES[apdu.name]
    block = _find(apdu, name)
    if block is None:
        return None
    data = _find(apdu, "octet-string" if apdu.name == "writeRequest" else "raw-data")
    others = [each for each in apdu.walk() if each.name == "item" and each.type != "Data"]
    if data is None or len(others) != 1:
        return None
    last = _value(block, "last-block") == "true"
    return _Block(int(_value(block, "block-number")), last, bytes.fromhex(data.value), apdu.name, bytes([tag]))


def _of_service(said: Dissection, apdu: Element) -> _Block | None:
    """A block of GET, SET or ACTION, with what the whole APDU begins with."""
    choice = apdu.children[0] if apdu.children else None
    kind = said.name
    if choice is None or "block" not in kind:
        return None
    number, raw = _find(choice, "block-number"), _find(choice, "raw-data")
    if number is None or raw is None:
        return None
    invoke = bytes([int(_value(choice, "invoke-id-and-priority"), 16)])
    last = _find(choice, "last-block")
    head, otherwise = b"", b""
    match kind:
        case "get-response-with-datablock":
            head, otherwise = _GET_NORMAL + invoke + b"\x00", _GET_LIST + invoke
        case "set-request-with-first-datablock":
            head = _SET + invoke + _between(said, choice, "datablock")
        case "action-request-with-first-pblock":
            head = _ACTION + invoke + _between(said, choice, "pblock") + b"\x01"
        case "action-response-with-pblock":
            head, otherwise = _ACTION_RESPONSE + invoke, _ACTION_RESPONSE_LIST + invoke
        case "set-request-with-list-and-first-datablock":
            head = _SET_LIST + invoke + _between(said, choice, "datablock")
        case "action-request-with-list-and-first-pblock":
            head = _ACTION_LIST + invoke + _between(said, choice, "pblock")
        case "set-request-with-datablock" | "action-request-with-pblock":
            pass
        case _:
            return None  # it answers a block
    is_last = last is not None and last.value == "true"
    return _Block(int(number.value), is_last, bytes.fromhex(raw.value), kind.split("-", 1)[0], head, otherwise)


def _between(said: Dissection, choice: Element, block: str) -> bytes:
    """The octets between the invoke-id and the block: what is accessed."""
    first, end = choice.child("invoke-id-and-priority"), choice.child(block)
    if first is None or end is None:
        return b""
    return said.octets[sum(first.octets) : end.octets[0]]


def _find(element: Element, name: str) -> Element | None:
    return next((each for each in element.walk() if each.name == name), None)


def _value(element: Element, name: str) -> str:
    child = element.child(name)
    return child.value if child else ""
