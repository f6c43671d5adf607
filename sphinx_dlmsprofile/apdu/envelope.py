"""What surrounds an APDU, as far as it was read; the LLC header. HDLC has a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.apdu import Address, DecodeFault, FaultKind, Field, Part, Side

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.cursor import Cursor

LLC_COMMAND, LLC_RESPONSE = b"\xe6\xe6\x00", b"\xe6\xe7\x00"
_QUALITY, _UI, _UI_POLL = 0x00, 0x03, 0x13
_RESPONSE_BIT = 0x01


class Segment(NamedTuple):
    """What an envelope says of a segment of a message; ``number`` and ``message`` are None where it does not."""

    first: bool
    last: bool
    number: int | None = None
    message: int | None = None

    @property
    def note(self) -> str:
        """Why what is carried is not an APDU; empty where it is a whole message."""
        if self.first and self.last:
            return ""
        which = "" if self.number is None else f" {self.number}"
        return f"the frame carries segment{which} of a message, which is not decoded alone"


class Opened(NamedTuple):
    """An envelope that was read up to what it carries.

    ``trailer`` are its fields after that. ``sender`` is the end that sends, where the envelope says it,
    and ``opaque`` says why what it carries is not an APDU, if it is not. ``name`` is that of a described envelope.
    ``segment`` says which part of a message it carries, None where it carries none or a whole one without saying so.
    """

    part: Part
    addresses: tuple[Address, ...] = ()
    faults: tuple[DecodeFault, ...] = ()
    trailer: tuple[Field, ...] = ()
    sender: Side | None = None
    opaque: str = ""
    name: str = ""
    segment: Segment | None = None

    @property
    def called(self) -> str:
        """The name of the envelope."""
        return self.name or self.part.value


def read_llc(cursor: Cursor, *, within_hdlc: bool) -> Opened:
    """An LLC header of three octets.

    Within HDLC it is E6 E6 00 for a command and E6 E7 00 for a response (IEC 62056-7-6). On its own it is
    that, or the header of ISO/IEC 8802-2 in a UI PDU, DSAP, SSAP and the control 03 or 13 (with P): other
    control fields belong to PDUs that carry no APDU, or to LLC of type 2, which COSEM does not use.
    A UI PDU is a command whoever sends it, so only the first form shows the direction.

    Raises:
        DecodeError: the octets are something else.
    """
    cursor.part = Part.LLC
    cursor.shortage = FaultKind.FRAME_LENGTH
    start = cursor.position
    header = cursor.take(3, ("llc",))
    cursor.position = start
    dlms = header in {LLC_COMMAND, LLC_RESPONSE}
    if not dlms and (within_hdlc or header[2] not in {_UI, _UI_POLL}):
        other = "" if within_hdlc else ", or a DSAP, an SSAP and the control 03 (UI)"
        found = header.hex(" ").upper()
        raise cursor.fail(("llc",), f"E6 E6 00 or E6 E7 00{other}", found)
    kind = "response" if header[1] & _RESPONSE_BIT else "command"
    meanings = (
        ("dsap", "DSAP", ""),
        ("ssap", "SSAP", kind),
        ("quality", "LLC quality", "") if dlms else ("control", "control", "UI"),
    )
    for (name, type_name, meaning), octet in zip(meanings, header, strict=True):
        cursor.take(1, ("llc", name))
        cursor.add(("llc", name), type_name, 1, f"{octet:02X}", meaning)
    sender = (Side.SERVER if header == LLC_RESPONSE else Side.CLIENT) if dlms else None
    return Opened(part=Part.LLC, sender=sender)
