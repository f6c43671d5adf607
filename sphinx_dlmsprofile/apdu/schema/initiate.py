"""The xDLMS context that an association proposes and negotiates (IEC 62056-5-3)."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.schema.common import BOOLEAN, INTEGER8, OCTET_STRING, UNSIGNED8, UNSIGNED16
from sphinx_dlmsprofile.apdu.schema.short_names import OBJECT_NAME
from sphinx_dlmsprofile.apdu.types import Component, ConformanceType, Sequence

_CONFORMANCE = ConformanceType()
_SIZE = "0xFFFF"
_VERSION = "6"

INITIATE_REQUEST = Sequence(
    "InitiateRequest",
    (
        Component("dedicated-key", OCTET_STRING, optional=True),
        Component("response-allowed", BOOLEAN, default="true"),
        Component("proposed-quality-of-service", INTEGER8, optional=True),
        Component("proposed-dlms-version-number", UNSIGNED8, assumed=_VERSION),
        Component("proposed-conformance", _CONFORMANCE, also=("conformance",)),
        Component("client-max-receive-pdu-size", UNSIGNED16, assumed=_SIZE),
    ),
)
INITIATE_RESPONSE = Sequence(
    "InitiateResponse",
    (
        Component("negotiated-quality-of-service", INTEGER8, optional=True),
        Component("negotiated-dlms-version-number", UNSIGNED8, assumed=_VERSION),
        Component("negotiated-conformance", _CONFORMANCE, also=("conformance",)),
        Component("server-max-receive-pdu-size", UNSIGNED16, assumed=_SIZE),
        # 0007 with logical names, FA00 with short names.
        Component("vaa-name", OBJECT_NAME, assumed="0x0007"),
    ),
)
