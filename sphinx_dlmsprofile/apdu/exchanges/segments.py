"""Segments of the lower layers, put together: of HDLC, of M-Bus, of envelopes that a profile describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.envelope import LLC_COMMAND, LLC_RESPONSE
from sphinx_dlmsprofile.model.apdu import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.apdu.dissect import Unwrapped
    from sphinx_dlmsprofile.apdu.envelope import Opened, Segment
    from sphinx_dlmsprofile.model.envelope import Envelope

MAX_OCTETS = 1 << 20
"""A message of more octets is given up: no association agrees on one."""


class Joined(NamedTuple):
    """What is complete: its octets, the envelopes in them, and the numbers of the messages that it was made of."""

    octets: bytes
    envelopes: tuple[str | Envelope, ...]
    parts: tuple[int, ...]


class _Chain(NamedTuple):
    """Segments that have come, to which others are added: their octets, the messages that brought them.

    ``number`` is that of the next.
    """

    octets: bytearray
    parts: list[int]
    number: int | None


class Segments:
    """Collects segments by their addresses, and gives back what is complete."""

    def __init__(self) -> None:
        self._chains: dict[tuple[object, ...], _Chain] = {}
        self.notes: list[str] = []
        self.lacks = ""

    def take(self, index: int, unwrapped: Unwrapped) -> Joined | None:
        """Take the frame of a message; what is complete with it.

        ``notes`` then say what is amiss, ``lacks`` what is not there.
        """
        self.notes, self.lacks = [], ""
        one = next((each for each in unwrapped.opened if each.segment), None)
        outer = unwrapped.opened[0] if unwrapped.opened else None
        if one is None and outer is not None and outer.part is Part.HDLC and _key(outer) in self._chains:
            one = outer  # the last segment of a chain of UI frames says nothing of it
        if one is None:
            return None
        segment, key = one.segment, _key(one)
        has_header = unwrapped.content[:3] in {LLC_COMMAND, LLC_RESPONSE}
        first = segment.first if segment else has_header
        if one.part is Part.HDLC and key not in self._chains and segment and not segment.last:
            first = True
        last = segment.last if segment else True
        chain = self._begun(key, segment, first=first)
        if chain is None:
            return None
        if first and last:
            return None
        chain.octets.extend(unwrapped.content)
        chain.parts.append(index)
        chain = chain._replace(number=_next(segment))
        if len(chain.octets) > MAX_OCTETS:
            self.notes.append(f"the segments have more than {MAX_OCTETS} octets together, and are given up")
            self._chains.pop(key, None)
            return None
        if not last:
            self._chains[key] = chain
            return None
        self._chains.pop(key, None)
        octets = bytes(chain.octets)
        return Joined(octets, _within(one, unwrapped, octets), tuple(chain.parts))

    def _begun(self, key: tuple[object, ...], segment: Segment | None, *, first: bool) -> _Chain | None:
        """What has come before this segment; None where that is not there."""
        before = self._chains.get(key)
        if first:
            if before:
                self.notes.append(f"the message before it lacks its last segment (since message {before.parts[0]})")
                del self._chains[key]
            return _Chain(bytearray(), [], 0)
        number = segment.number if segment else None
        if before is None:
            self.lacks = "the first segment of its message is not there"
            return None
        if number is not None and before.number is not None and number != before.number:
            what = "comes twice" if number < before.number else f"follows where segment {before.number} should"
            self.notes.append(f"segment {number} {what}")
            if number > before.number:
                del self._chains[key]
            return None
        return before

    def waiting(self) -> Iterator[tuple[int, ...]]:
        """The messages of each chain that lacks its end."""
        return (tuple(chain.parts) for chain in self._chains.values())


def _key(one: Opened) -> tuple[object, ...]:
    """Who sends to whom: segments of several conversations may come mixed."""
    return (one.called, *((each.value, each.lower, each.source) for each in one.addresses))


def _next(segment: Segment | None) -> int | None:
    return None if segment is None or segment.number is None else segment.number + 1


def _within(one: Opened, unwrapped: Unwrapped, octets: bytes) -> tuple[str | Envelope, ...]:
    """The envelopes that the whole message still has: those below the one that is segmented."""
    if one.part is Part.HDLC:
        return ("llc",) if octets[:3] in {LLC_COMMAND, LLC_RESPONSE} else ()
    return unwrapped.left
