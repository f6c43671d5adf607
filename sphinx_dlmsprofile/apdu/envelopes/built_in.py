"""Headers of standards as descriptions like those of profiles: the wrapper, and the long frame of wired M-Bus.

HDLC frames and LLC headers are read by code of their own. What a description says of one field at a time does not say
how long an HDLC address is, that the first check sequence is there where information follows, or which of three LLC
headers the three octets are.
"""

from __future__ import annotations

from functools import cache

from sphinx_dlmsprofile.model.envelope import Envelope, EnvelopeField, EnvelopeValue, FieldSpan
from sphinx_dlmsprofile.model.sap import ValueRange
from sphinx_dlmsprofile.text.location import Location, Text

_AT = Location("", 1)
_START, _STOP = 0x68, 0x16


def _text(value: str) -> Text:
    return Text(value, _AT)


def _only(value: int) -> tuple[EnvelopeValue, ...]:
    return (EnvelopeValue((ValueRange(value, value),), _AT),)


def _octet(
    key: str, *, counts: FieldSpan | None = None, address: str = "", values: tuple[EnvelopeValue, ...] = ()
) -> EnvelopeField:
    return EnvelopeField(
        key=_text(key), bits=8, in_octets=True, counts=counts, address=address, values=values, default=None
    )


@cache
def wrapper() -> Envelope:
    """The header of IEC 62056-4-7: version, source and destination port, length."""
    fields = (
        EnvelopeField(key=_text("version"), bits=16, in_octets=True, values=_only(1)),
        EnvelopeField(key=_text("source-wport"), bits=16, in_octets=True, address="source"),
        EnvelopeField(key=_text("destination-wport"), bits=16, in_octets=True, address="destination"),
        EnvelopeField(key=_text("length"), bits=16, in_octets=True, counts=FieldSpan("data", "data", _AT)),
        EnvelopeField(key=_text("data"), content=_text("APDU")),
    )
    return Envelope(at=_AT, caption=_text("Wrapper header"), identifier=_text("wrapper"), fields=fields)


@cache
def mbus_frame() -> Envelope:
    """The long frame of wired M-Bus with the transport of IEC 62056-7-3.

    The octets were compared with frames that an operator publishes with their key; C, A and CI are those of EN 13757:
    start, length twice, start, C, A, CI with the number of the segment, STSAP, DTSAP, data, sum, stop.
    """
    counted = FieldSpan("c", "data", _AT)
    c_field = EnvelopeField(key=_text("c"), bits=8, in_octets=True, default=0x53)
    a_field = EnvelopeField(key=_text("a"), bits=8, in_octets=True, default=0xFF)
    zero = _only(0)
    fields = (
        _octet("start", values=_only(_START)),
        _octet("length", counts=counted),
        EnvelopeField(key=_text("length-again"), bits=8, in_octets=True, same_as=_text("length")),
        _octet("start-again", values=_only(_START)),
        c_field,
        a_field,
        EnvelopeField(key=_text("ci-high"), bits=3, values=zero),
        EnvelopeField(key=_text("last-segment"), bits=1, segment="last"),
        EnvelopeField(key=_text("segment-number"), bits=4, segment="number"),
        _octet("stsap", address="source"),
        _octet("dtsap", address="destination"),
        EnvelopeField(key=_text("data"), content=_text("APDU")),
        EnvelopeField(key=_text("checksum"), bits=8, in_octets=True, check="SUM-8", over=counted),
        _octet("stop", values=_only(_STOP)),
    )
    return Envelope(at=_AT, caption=_text("M-Bus frame"), identifier=_text("mbus"), fields=fields)
