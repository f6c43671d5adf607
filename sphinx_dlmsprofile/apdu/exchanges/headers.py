"""Octets before an APDU that are no header of those that are built in."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.envelope import LLC_COMMAND, LLC_RESPONSE

_LONGEST_HEADER, _SHORTEST_APDU = 16, 8


def header_before_apdu(octets: bytes) -> str:
    """What to say of octets that are no APDU where one begins after a few of them; empty if none does.

    An APDU shorter than eight octets could be there by chance.
    """
    for length in range(1, min(_LONGEST_HEADER, len(octets) - _SHORTEST_APDU) + 1):
        found = dissect(octets[length:])
        if not found.faults:
            header = octets[:length].hex(" ").upper()
            begins = f"an APDU ({found.name}) begins after {header}"
            if octets[:length].endswith((LLC_COMMAND, LLC_RESPONSE)):
                llc = header[-8:]
                return f"{begins}: no whole HDLC frame; give one with its check sequences, or what begins with {llc}"
            return (
                f"{begins}: that is not a header that is built in, as those of "
                "IEC 61334-4-32, PRIME and G3 are not; describe it with the directive envelope"
            )
    return ""
