"""All APDUs of IEC 62056-5-3 by their tags."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.schema import acse, errors, initiate, logical_names, notifications, protection, short_names
from sphinx_dlmsprofile.apdu.types import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.apdu.types import Type

_PLAIN: dict[int, tuple[str, Type]] = {
    0x01: ("initiateRequest", initiate.INITIATE_REQUEST),
    0x05: ("readRequest", short_names.READ_REQUEST),
    0x06: ("writeRequest", short_names.WRITE_REQUEST),
    0x08: ("initiateResponse", initiate.INITIATE_RESPONSE),
    0x0C: ("readResponse", short_names.READ_RESPONSE),
    0x0D: ("writeResponse", short_names.WRITE_RESPONSE),
    0x0E: ("confirmedServiceError", errors.CONFIRMED_SERVICE_ERROR),
    0x0F: ("data-notification", notifications.DATA_NOTIFICATION),
    0x10: ("data-notification-confirm", notifications.DATA_NOTIFICATION_CONFIRM),
    0x16: ("unconfirmedWriteRequest", short_names.WRITE_REQUEST),
    0x18: ("informationReportRequest", short_names.INFORMATION_REPORT),
    0x60: ("aarq", acse.AARQ),
    0x61: ("aare", acse.AARE),
    0x62: ("rlrq", acse.RLRQ),
    0x63: ("rlre", acse.RLRE),
    0xC0: ("get-request", logical_names.GET_REQUEST),
    0xC1: ("set-request", logical_names.SET_REQUEST),
    0xC2: ("event-notification-request", notifications.EVENT_NOTIFICATION),
    0xC3: ("action-request", logical_names.ACTION_REQUEST),
    0xC4: ("get-response", logical_names.GET_RESPONSE),
    0xC5: ("set-response", logical_names.SET_RESPONSE),
    0xC7: ("action-response", logical_names.ACTION_RESPONSE),
    0xD8: ("exception-response", errors.EXCEPTION_RESPONSE),
    0xD9: ("access-request", logical_names.ACCESS_REQUEST),
    0xDA: ("access-response", logical_names.ACCESS_RESPONSE),
    0xDB: ("general-glo-ciphering", protection.GENERAL_GLO),
    0xDC: ("general-ded-ciphering", protection.GENERAL_DED),
    0xDD: ("general-ciphering", protection.GENERAL_CIPHERING),
    0xDF: ("general-signing", protection.GENERAL_SIGNING),
    0xE0: ("general-block-transfer", protection.GENERAL_BLOCK_TRANSFER),
    0xE6: ("gateway-request", protection.GATEWAY),
    0xE7: ("gateway-response", protection.GATEWAY),
}
# The ciphered form of an APDU has a tag of its own at a fixed distance from that of the plain one.
_SHORT = (0x01, 0x05, 0x06, 0x08, 0x0C, 0x0D, 0x0E, 0x16, 0x18)
_LONG = (0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC7)
_CIPHERED = [("glo", _SHORT, 0x20), ("ded", _SHORT, 0x40), ("glo", _LONG, 0x08), ("ded", _LONG, 0x10)]


@cache
def apdus() -> Mapping[int, tuple[str, Type]]:
    """Name and type of the APDU of a tag."""
    ciphered = {
        tag + distance: (f"{prefix}-{_PLAIN[tag][0]}", protection.CIPHERED)
        for prefix, tags, distance in _CIPHERED
        for tag in tags
    }
    return dict(sorted((_PLAIN | ciphered).items()))


@cache
def apdus_by_name() -> Mapping[str, tuple[int, int | None]]:
    """The tag of an APDU by its name, and the number of its choice where the name is that of a choice."""
    names: dict[str, tuple[int, int | None]] = {}
    for tag, (name, kind) in apdus().items():
        names[name] = tag, None
        if isinstance(kind, Choice) and kind.apdus:
            names.update({alternative: (tag, number) for number, (alternative, _) in kind.alternatives.items()})
    return names
