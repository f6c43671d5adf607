"""All APDUs of IEC 62056-5-3, and what each of them is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.schema import acse, errors, initiate, logical_names, notifications, protection, short_names
from sphinx_dlmsprofile.apdu.types import Apdu, Choice, Sequence, walk
from sphinx_dlmsprofile.model.apdu import Side

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLIENT, _SERVER = Side.CLIENT, Side.SERVER
_NO_SERVICE = ""
_GLO, _DED, _GENERAL, _SIGNED = "general-glo-ciphering", "general-ded-ciphering", "general-ciphering", "general-signing"
_BLOCKS = "general-block-transfer"
_EVENT = "event-notification-request"

_APDUS = (
    Apdu(0x01, "initiateRequest", initiate.INITIATE_REQUEST, "COSEM-OPEN", _CLIENT, (0x21, 0x41)),
    Apdu(0x05, "readRequest", short_names.READ_REQUEST, "Read", _CLIENT, (0x25, 0x45)),
    Apdu(0x06, "writeRequest", short_names.WRITE_REQUEST, "Write", _CLIENT, (0x26, 0x46)),
    Apdu(0x08, "initiateResponse", initiate.INITIATE_RESPONSE, "COSEM-OPEN", _SERVER, (0x28, 0x48)),
    Apdu(0x0C, "readResponse", short_names.READ_RESPONSE, "Read", _SERVER, (0x2C, 0x4C)),
    Apdu(0x0D, "writeResponse", short_names.WRITE_RESPONSE, "Write", _SERVER, (0x2D, 0x4D)),
    Apdu(0x0E, "confirmedServiceError", errors.CONFIRMED_SERVICE_ERROR, _NO_SERVICE, _SERVER, (0x2E, 0x4E)),
    Apdu(0x0F, "data-notification", notifications.DATA_NOTIFICATION, "DataNotification", _SERVER, None),
    Apdu(0x10, "data-notification-confirm", notifications.DATA_NOTIFICATION_CONFIRM, "DataNotification", _CLIENT, None),
    Apdu(0x16, "unconfirmedWriteRequest", short_names.WRITE_REQUEST, "UnconfirmedWrite", _CLIENT, (0x36, 0x56)),
    Apdu(0x18, "informationReportRequest", short_names.INFORMATION_REPORT, "InformationReport", _SERVER, (0x38, 0x58)),
    Apdu(0x60, "aarq", acse.AARQ, "COSEM-OPEN", _CLIENT, None),
    Apdu(0x61, "aare", acse.AARE, "COSEM-OPEN", _SERVER, None),
    Apdu(0x62, "rlrq", acse.RLRQ, "COSEM-RELEASE", _CLIENT, None),
    Apdu(0x63, "rlre", acse.RLRE, "COSEM-RELEASE", _SERVER, None),
    Apdu(0xC0, "get-request", logical_names.GET_REQUEST, "GET", _CLIENT, (0xC8, 0xD0)),
    Apdu(0xC1, "set-request", logical_names.SET_REQUEST, "SET", _CLIENT, (0xC9, 0xD1)),
    Apdu(0xC2, _EVENT, notifications.EVENT_NOTIFICATION, "EventNotification", _SERVER, (0xCA, 0xD2)),
    Apdu(0xC3, "action-request", logical_names.ACTION_REQUEST, "ACTION", _CLIENT, (0xCB, 0xD3)),
    Apdu(0xC4, "get-response", logical_names.GET_RESPONSE, "GET", _SERVER, (0xCC, 0xD4)),
    Apdu(0xC5, "set-response", logical_names.SET_RESPONSE, "SET", _SERVER, (0xCD, 0xD5)),
    Apdu(0xC7, "action-response", logical_names.ACTION_RESPONSE, "ACTION", _SERVER, (0xCF, 0xD7)),
    Apdu(0xD8, "exception-response", errors.EXCEPTION_RESPONSE, _NO_SERVICE, _SERVER, None),
    Apdu(0xD9, "access-request", logical_names.ACCESS_REQUEST, "ACCESS", _CLIENT, None),
    Apdu(0xDA, "access-response", logical_names.ACCESS_RESPONSE, "ACCESS", _SERVER, None),
    # What carries APDUs of any service is named as a service of its own.
    Apdu(0xDB, _GLO, protection.GENERAL_GLO, _GLO, None, None),
    Apdu(0xDC, _DED, protection.GENERAL_DED, _DED, None, None, dedicated=True),
    Apdu(0xDD, _GENERAL, protection.GENERAL_CIPHERING, _GENERAL, None, None),
    Apdu(0xDF, _SIGNED, protection.GENERAL_SIGNING, _SIGNED, None, None),
    Apdu(0xE0, _BLOCKS, protection.GENERAL_BLOCK_TRANSFER, _BLOCKS, None, None),
    Apdu(0xE6, "gateway-request", protection.GATEWAY, _NO_SERVICE, _CLIENT, None),
    Apdu(0xE7, "gateway-response", protection.GATEWAY, _NO_SERVICE, _SERVER, None),
)


@cache
def apdus() -> Mapping[int, Apdu]:
    """The APDU of a tag, ciphered forms included."""
    ciphered = [form for apdu in _APDUS if apdu.ciphered for form in _ciphered(apdu, *apdu.ciphered)]
    return {apdu.tag: apdu for apdu in sorted([*_APDUS, *ciphered], key=lambda apdu: apdu.tag)}


def _ciphered(apdu: Apdu, with_global: int, with_dedicated: int) -> list[Apdu]:
    """Its forms that are ciphered: they belong to the same service, and have the same sender."""
    within = apdu._replace(type=protection.CIPHERED, ciphered=None, content=apdu.name)
    return [
        within._replace(tag=with_global, name=f"glo-{apdu.name}"),
        within._replace(tag=with_dedicated, name=f"ded-{apdu.name}", dedicated=True),
    ]


@cache
def apdus_by_name() -> Mapping[str, tuple[Apdu, int | None]]:
    """The APDU of a name, and the number of its choice where the name is that of a choice."""
    names: dict[str, tuple[Apdu, int | None]] = {}
    for apdu in apdus().values():
        names[apdu.name] = apdu, None
        if isinstance(apdu.type, Choice) and apdu.type.apdus:
            names.update({name: (apdu, number) for number, (name, _) in apdu.type.alternatives.items()})
    return names


@cache
def inline_types() -> frozenset[str]:
    """The names of the types whose components stand among those of the SEQUENCE that they belong to."""
    kinds = (kind for apdu in _APDUS for kind in walk(apdu.type))
    return frozenset(kind.name for kind in kinds if isinstance(kind, Sequence) and kind.inline)
