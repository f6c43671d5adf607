"""Envelopes around an encoded APDU, for examples that are written as descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.envelope import LLC_COMMAND, LLC_RESPONSE
from sphinx_dlmsprofile.apdu.envelopes.built_in import mbus_frame, wrapper
from sphinx_dlmsprofile.apdu.envelopes.write import write_described
from sphinx_dlmsprofile.apdu.errors import UnfitError
from sphinx_dlmsprofile.apdu.hdlc import HDLC_TRAILER, write_address, write_hdlc
from sphinx_dlmsprofile.model.apdu import Side
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.text.names import closest_word, suggest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dlmsprofile.apdu.keys import Keys

_Address = TypeVar("_Address", int, bytes)
_I_FRAME = 0x10
"""The first I frame of a connection, with the poll bit."""


class Wrapped(NamedTuple):
    """An APDU in its envelopes, and the offset at which it begins there."""

    octets: bytes
    start: int


def wrap(  # noqa: PLR0913  what envelopes hold
    octets: bytes,
    envelopes: Sequence[str | Envelope],
    *,
    client: int,
    server: int,
    lower: int | None = None,
    sender: Side | None = None,
) -> bytes:
    """Put ``envelopes``, named from the outside in, around an APDU; within HDLC goes an LLC header in any case.

    ``client`` and ``server`` are the addresses, ``lower`` is the lower HDLC address of the server. ``sender`` is
    needed where the APDU does not say it (general block transfer, general ciphering).

    Raises:
        UnfitError: an address or the length does not fit into an envelope, or the sender is not known.
    """
    return enclose(octets, envelopes, client=client, server=server, lower=lower, sender=sender).octets


def enclose(  # noqa: PLR0913  what envelopes hold
    octets: bytes,
    envelopes: Sequence[str | Envelope],
    *,
    client: int,
    server: int,
    lower: int | None = None,
    sender: Side | None = None,
    keys: Keys | None = None,
    values: Mapping[str, int] | None = None,
) -> Wrapped:
    """The same, with the place of the APDU in it; what ``keys`` open may say who sends.

    ``values`` are those of fields of described envelopes, by their keys.

    Raises:
        UnfitError: an address or the length does not fit into an envelope, or the sender is not known.
    """
    if not envelopes:
        return Wrapped(octets, 0)
    sender = sender or dissect(octets, keys=keys).sender
    if sender is None:
        raise UnfitError(expected="the sender, client or server, which this APDU does not say")
    names = list(envelopes)
    if "hdlc" in names and names[names.index("hdlc") + 1 :][:1] != ["llc"]:
        names.insert(names.index("hdlc") + 1, "llc")
    start = 0
    for name in reversed(names):
        inner = octets
        match name:
            case "hdlc":
                addresses = _ordered(write_address(client), write_address(server, lower), sender)
                octets = write_hdlc(inner, addresses[1], addresses[0], _I_FRAME)
                start += len(octets) - len(inner) - HDLC_TRAILER
            case "llc":
                octets = (LLC_COMMAND if sender is Side.CLIENT else LLC_RESPONSE) + inner
                start += len(octets) - len(inner)
            case Envelope() | "wrapper" | "mbus":
                source, destination = _ordered(client, server, sender)
                ends = {"source": source, "destination": destination, "client": client, "server": server}
                built_in = {"wrapper": wrapper, "mbus": mbus_frame}
                described = name if isinstance(name, Envelope) else built_in[name]()
                octets, before = write_described(inner, described, ends, values or {})
                start += before
            case _:
                raise UnfitError(expected="the envelope wrapper, hdlc, llc or mbus")
    return Wrapped(octets, start)


def has_addresses(envelope: str | Envelope) -> bool:
    """Whether an envelope holds the addresses of client or server."""
    if isinstance(envelope, str):
        return envelope != "llc"
    return any(field.address for field in envelope.fields)


def unknown_field(name: str, envelopes: Sequence[str | Envelope]) -> str:
    """What to write in place of a name that is not a field of the envelopes; empty if it is one."""
    names = [
        field.key.value
        for envelope in envelopes
        if isinstance(envelope, Envelope)
        for field in envelope.fields
        if not field.content
    ]
    if name in names:
        return ""
    others = f"the fields are {', '.join(names)}" if names else "only an envelope described with envelope:: has fields"
    return f'"{name}" is not a field of the envelope: {suggest(closest_word(name, names), others)}'


def _ordered(client: _Address, server: _Address, sender: Side | None) -> tuple[_Address, _Address]:
    """Source and destination."""
    return (client, server) if sender is Side.CLIENT else (server, client)
