"""Octets to fields: the entry to the decoder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu import content, envelope
from sphinx_dlmsprofile.apdu.coding import READERS, read_apdu
from sphinx_dlmsprofile.apdu.cursor import MAX_FIELDS, Cursor
from sphinx_dlmsprofile.apdu.envelopes.built_in import mbus_frame, wrapper
from sphinx_dlmsprofile.apdu.envelopes.read import read_described
from sphinx_dlmsprofile.apdu.errors import DecodeError
from sphinx_dlmsprofile.apdu.explanations import explain
from sphinx_dlmsprofile.apdu.hdlc import read_hdlc
from sphinx_dlmsprofile.apdu.protected import open_content
from sphinx_dlmsprofile.apdu.values import read_values
from sphinx_dlmsprofile.model.apdu import ENVELOPES, DecodeFault, Dissection, FaultKind, Field, Part, Side
from sphinx_dlmsprofile.model.envelope import Envelope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.apdu.envelope import Opened
    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.apdu.names import Names
    from sphinx_dlmsprofile.model.apdu import Element

_MAX_LAYERS = 4
"""Protected content within protected content: signed, ciphered for two recipients."""


def dissect(  # noqa: PLR0913  what is known in addition to the octets
    octets: bytes,
    envelopes: Sequence[str | Envelope] = (),
    keys: Keys | None = None,
    lookup: Names | None = None,
    most: int = MAX_FIELDS,
    *,
    lenient: bool = False,
) -> Dissection:
    """Decode octets: ``envelopes`` ("wrapper", "hdlc", "llc", "mbus", or described) from outside in, then the APDU.

    Bad octets never raise: they give a fault, and what comes after it is a single field. A receiver
    discards a frame with a fault: what is wrong inside it is not reported. With ``keys`` ciphered
    content is deciphered and decoded as well. ``lookup`` gives the names of classes, attributes and
    objects for the meanings. ``most`` is how many fields an APDU can have; one more is a fault. A ``lenient``
    reading goes on after what deviates from the standard, and lists all of it as faults.
    """
    return _dissect(octets, tuple(envelopes), _Help(keys, lookup, most, lenient))


class Unwrapped(NamedTuple):
    """Envelopes that were read, and what the innermost carries; ``left`` are those not read, since it is a segment."""

    opened: tuple[Opened, ...]
    content: bytes
    left: tuple[str | Envelope, ...] = ()


def unwrap(octets: bytes, envelopes: Sequence[str | Envelope]) -> Unwrapped | None:
    """Open the envelopes alone; None where one cannot be read, or has a fault."""
    cursor = Cursor(octets, READERS)
    opened: list[Opened] = []
    try:
        _open(cursor, envelopes, opened)
    except DecodeError:
        return None
    if any(one.faults for one in opened):
        return None
    read = [one.called for one in opened]
    left = [each for each in envelopes if (each if isinstance(each, str) else _name(each)) not in read]
    return Unwrapped(tuple(opened), octets[cursor.position : cursor.end], tuple(left))


def _name(described: Envelope) -> str:
    return described.identifier.value if described.identifier else ""


class _Help(NamedTuple):
    """What is known in addition to the octets, how many fields there can be, and layers of content after it."""

    keys: Keys | None
    lookup: Names | None
    most: int
    lenient: bool
    layers: int = _MAX_LAYERS


def _dissect(octets: bytes, envelopes: Sequence[str | Envelope], known: _Help, part: Part = Part.APDU) -> Dissection:
    cursor = Cursor(octets, READERS, known.most, lenient=known.lenient)
    opened: list[Opened] = []
    element: Element | None = None
    faults: list[DecodeFault] = []
    try:
        _open(cursor, envelopes, opened)
        faults += [fault for one in opened for fault in one.faults]
        cursor.part, cursor.shortage = part, FaultKind.INVALID
        if not any(one.opaque for one in opened):
            element = read_apdu(cursor)
    except DecodeError as error:
        faults = faults or [fault for one in opened for fault in one.faults]
        faults += [] if faults and not known.lenient else [*cursor.deviations, error.fault]
    else:
        faults += cursor.deviations
    trailer = [field for one in reversed(opened) for field in one.trailer]
    _fill(cursor, trailer[0].offset if trailer else len(octets), opened)
    cursor.fields += trailer
    mentions = content.mentions(element) if element else ()
    reading = read_values(content.main_apdu(element), mentions, known.lookup) if element else None
    dissection = Dissection(
        octets=octets,
        fields=explain(cursor.fields, octets, mentions, reading, known.lookup),
        values=reading.values if reading else (),
        faults=tuple(faults),
        envelopes=tuple(one.part for one in opened),
        envelope_names=tuple(one.called for one in opened),
        mentions=mentions,
        content_note=next((one.opaque for one in opened if one.opaque), ""),
    )
    if element:
        dissection = _with_content(dissection, element, known)
    return _with_addresses(dissection, opened)


def _open(cursor: Cursor, envelopes: Sequence[str | Envelope], opened: list[Opened]) -> None:
    """Read the envelopes; the LLC header that belongs to HDLC is read whether it is named or not."""
    for name in envelopes:
        if opened and opened[-1].opaque:
            return
        within_hdlc = bool(opened) and opened[-1].part is Part.HDLC
        match name:
            case "wrapper":
                opened.append(read_described(cursor, wrapper(), Part.WRAPPER))
            case "hdlc":
                opened.append(read_hdlc(cursor))
            case "llc":
                opened.append(envelope.read_llc(cursor, within_hdlc=within_hdlc))
            case "mbus":
                opened.append(read_described(cursor, mbus_frame()))
            case Envelope():
                opened.append(read_described(cursor, name))
            case _:
                message = f"{name!r} is not an envelope: {', '.join(ENVELOPES)} are"
                raise ValueError(message)
    header = cursor.octets[cursor.position : cursor.position + 3]
    if opened and opened[-1].part is Part.HDLC and header in {envelope.LLC_COMMAND, envelope.LLC_RESPONSE}:
        opened.append(envelope.read_llc(cursor, within_hdlc=True))


def _fill(cursor: Cursor, end: int, opened: Sequence[Opened]) -> None:
    """Make a field of the octets that were not read, up to the trailer."""
    start = cursor.fields[-1].end if cursor.fields else 0
    rest = cursor.octets[start:end]
    if rest:
        opaque = any(one.opaque for one in opened)
        name, kind = ("information", "segment") if opaque else ("undecoded", "undecoded")
        # Not by the cursor, which refuses one more field where there are many.
        value = rest.hex().upper()
        cursor.fields.append(
            Field(offset=start, length=len(rest), path=(name,), type=kind, value=value, part=cursor.part)
        )


def _with_content(dissection: Dissection, element: Element, known: _Help) -> Dissection:
    """With the information in the elements, and the protected content."""
    main = content.main_apdu(element)
    apdu = content.apdu_of(main)
    inner: Dissection | None = None
    faults = dissection.faults
    opening = open_content(main, known.keys, dissection.octets)
    if opening.octets is not None and known.layers:
        inner = _dissect(opening.octets, (), known._replace(layers=known.layers - 1), Part.PLAINTEXT)
        opening = opening.judge(inner)
        inner = inner if opening.octets is not None else None
    if opening.fault and not faults:
        faults = (opening.fault,)
    services = [apdu.service, *(inner.services if inner else ())]
    inner_sender = inner.sender if inner else None
    confirmed = content.confirmed(element)
    return replace(
        dissection,
        faults=faults,
        names=content.names(element),
        element=element,
        association=content.association(element),
        services=tuple(dict.fromkeys(filter(None, services))),
        confirmed=inner.confirmed if confirmed is None and inner else confirmed,
        sender=apdu.sender or inner_sender,
        content=inner,
        content_octets=opening.held,
        content_note=opening.note,
    )


def _with_addresses(dissection: Dissection, opened: Sequence[Opened]) -> Dissection:
    """With the addresses, each at its side as far as an envelope or the APDU says who sends."""
    sender = next((one.sender for one in reversed(opened) if one.sender), None)
    direction = sender or dissection.sender
    addresses = []
    for address in (address for one in opened for address in one.addresses):
        side = direction
        if direction and not address.source:
            side = Side.SERVER if direction is Side.CLIENT else Side.CLIENT
        # An envelope may say whose address it is: that of the client, whoever sends.
        own = address.side or side
        addresses.append(replace(address, side=own, source=address.source or bool(own and own is direction)))
    return replace(dissection, addresses=tuple(addresses), sender=direction)


def looks_like(octets: bytes) -> tuple[str, ...]:
    """The envelopes that the first octets look like; none where they may be those of an APDU."""
    if octets[:1] == octets[3:4] == b"\x68" and octets[1:2] == octets[2:3]:
        return ("mbus",)
    beginnings = {
        b"\x00\x01": "wrapper",
        b"\x7e": "hdlc",
        envelope.LLC_COMMAND: "llc",
        envelope.LLC_RESPONSE: "llc",
    }
    return next(((name,) for begins, name in beginnings.items() if octets.startswith(begins)), ())


def recognise(
    octets: bytes, keys: Keys | None = None, lookup: Names | None = None, *, lenient: bool = False
) -> Dissection:
    """Decode octets whose envelopes are not known: none, else those that their first octets look like."""
    bare = dissect(octets, (), keys, lookup)
    if not bare.faults:
        return bare if not lenient else dissect(octets, (), keys, lookup, lenient=True)
    if envelopes := looks_like(octets):
        return dissect(octets, envelopes, keys, lookup, lenient=lenient)
    return bare if not lenient else dissect(octets, (), keys, lookup, lenient=True)
