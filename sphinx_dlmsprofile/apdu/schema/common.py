"""Types that APDUs of several services have (IEC 62056-5-3, COSEM PDU definitions)."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.codecs import Boolean, Enumerated, LogicalName, Number, Octets, OptionalDateTime
from sphinx_dlmsprofile.apdu.types import Choice, Component, DataType, Leaf, Sequence, SequenceOf


def _explain_invoke_id(value: int) -> str:
    service_class = "confirmed" if value & 0x40 else "unconfirmed"
    reserved = ", reserved bits set" if value & 0x30 else ""
    return f"invoke-id {value & 0xF}, {service_class}, {'high' if value & 0x80 else 'normal'} priority{reserved}"


def _explain_long_invoke_id(value: int) -> str:
    words = [f"invoke-id {value & 0xFFFFFF}", "confirmed" if value & 1 << 30 else "unconfirmed"]
    words.append("high priority" if value & 1 << 31 else "normal priority")
    words += ["self-descriptive"] if value & 1 << 28 else []
    words += ["break on error"] if value & 1 << 29 else []
    words += ["reserved bits set"] if value & 0xF << 24 else []
    return ", ".join(words)


UNSIGNED8 = Leaf("Unsigned8", Number(1), 1)
UNSIGNED16 = Leaf("Unsigned16", Number(2), 2)
UNSIGNED32 = Leaf("Unsigned32", Number(4), 4)
INTEGER8 = Leaf("Integer8", Number(1, signed=True), 1)
BOOLEAN = Leaf("BOOLEAN", Boolean(), 1)
OCTET_STRING = Leaf("OCTET STRING", Octets())
DATE_TIME = Leaf("OCTET STRING", OptionalDateTime())
DATA = DataType()
ENCODED_DATA = Leaf("OCTET STRING", Octets(), holds=DATA)

_RESULTS = {
    0: "success",
    1: "hardware-fault",
    2: "temporary-failure",
    3: "read-write-denied",
    4: "object-undefined",
    9: "object-class-inconsistent",
    11: "object-unavailable",
    12: "type-unmatched",
    13: "scope-of-access-violated",
    14: "data-block-unavailable",
}
_ACCESS_RESULTS = {
    15: "long-get-aborted",
    16: "no-long-get-in-progress",
    17: "long-set-aborted",
    18: "no-long-set-in-progress",
    19: "data-block-number-invalid",
}
_ACTION_RESULTS = {15: "long-action-aborted", 16: "no-long-action-in-progress"}
_OTHER = {250: "other-reason"}
DATA_ACCESS_RESULT = Leaf("Data-Access-Result", Enumerated(_RESULTS | _ACCESS_RESULTS | _OTHER), 1)
ACTION_RESULT = Leaf("Action-Result", Enumerated(_RESULTS | _ACTION_RESULTS | _OTHER), 1)

ATTRIBUTE_DESCRIPTOR = Sequence(
    "Cosem-Attribute-Descriptor",
    (
        Component("class-id", UNSIGNED16, also=("class",)),
        Component("instance-id", Leaf("OCTET STRING (6)", LogicalName(), 6), also=("instance", "logical-name")),
        Component("attribute-id", INTEGER8, also=("attribute",)),
    ),
    inline=True,
)
METHOD_DESCRIPTOR = Sequence(
    "Cosem-Method-Descriptor",
    (*ATTRIBUTE_DESCRIPTOR.components[:2], Component("method-id", INTEGER8, also=("method",))),
    inline=True,
)

INVOKE_ID = Component(
    "invoke-id-and-priority",
    Leaf("Invoke-Id-And-Priority", Number(1, hexadecimal=True, explain=_explain_invoke_id), 1),
    assumed="0xC1",
    also=("invoke-id",),
)
LONG_INVOKE_ID = Component(
    "long-invoke-id-and-priority",
    Leaf("Long-Invoke-Id-And-Priority", Number(4, hexadecimal=True, explain=_explain_long_invoke_id), 4),
    assumed="0x40000001",
    also=("invoke-id",),
)
MAYBE_DATE_TIME = Component("date-time", DATE_TIME, assumed="")
ATTRIBUTE = Component("cosem-attribute-descriptor", ATTRIBUTE_DESCRIPTOR)
METHOD = Component("cosem-method-descriptor", METHOD_DESCRIPTOR)
SELECTIVE_ACCESS = Sequence(
    "Selective-Access-Descriptor",
    (Component("access-selector", UNSIGNED8, also=("selector",)), Component("access-parameters", DATA)),
)
ACCESS_SELECTION = Component("access-selection", SELECTIVE_ACCESS, optional=True)
ATTRIBUTE_LIST = Component(
    "attribute-descriptor-list",
    SequenceOf(Sequence("Cosem-Attribute-Descriptor-With-Selection", (ATTRIBUTE, ACCESS_SELECTION))),
    also=("attributes",),
)
METHOD_LIST = Component("cosem-method-descriptor-list", SequenceOf(METHOD_DESCRIPTOR), also=("methods",))
BLOCK_NUMBER = Component("block-number", UNSIGNED32)
LAST_BLOCK = Component("last-block", BOOLEAN)
RAW_DATA = Component("raw-data", OCTET_STRING)
"""A fragment of an encoded value: its beginning or end need not be that of a field."""

DATA_BLOCK = Sequence("DataBlock-SA", (LAST_BLOCK, BLOCK_NUMBER, Component("raw-data", ENCODED_DATA)))
GET_DATA_RESULT = Choice("Get-Data-Result", {0: ("data", DATA), 1: ("data-access-result", DATA_ACCESS_RESULT)})
