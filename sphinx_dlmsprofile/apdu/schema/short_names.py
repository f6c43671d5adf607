"""Read, Write, UnconfirmedWrite and InformationReport: services with short name referencing (IEC 62056-5-3)."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.codecs import Number, Text
from sphinx_dlmsprofile.apdu.schema.common import (
    DATA,
    DATA_ACCESS_RESULT,
    LAST_BLOCK,
    RAW_DATA,
    UNSIGNED8,
    UNSIGNED16,
)
from sphinx_dlmsprofile.apdu.types import Choice, Component, Leaf, Nothing, Sequence, SequenceOf

OBJECT_NAME = Leaf("ObjectName", Number(2, signed=True, explain=lambda value: f"0x{value & 0xFFFF:04X}"), 2)
_BLOCK_NUMBER = Component("block-number", UNSIGNED16)
_VARIABLE = Choice(
    "Variable-Access-Specification",
    {
        2: ("variable-name", OBJECT_NAME),
        4: (
            "parameterized-access",
            Sequence(
                "Parameterized-Access",
                (
                    Component("variable-name", OBJECT_NAME),
                    Component("selector", UNSIGNED8),
                    Component("parameter", DATA),
                ),
            ),
        ),
        5: ("block-number-access", Sequence("Block-Number-Access", (_BLOCK_NUMBER,))),
        6: ("read-data-block-access", Sequence("Read-Data-Block-Access", (LAST_BLOCK, _BLOCK_NUMBER, RAW_DATA))),
        7: ("write-data-block-access", Sequence("Write-Data-Block-Access", (LAST_BLOCK, _BLOCK_NUMBER))),
    },
)
_VARIABLES = Component("variable-access-specification", SequenceOf(_VARIABLE))
_DATA = Component("list-of-data", SequenceOf(DATA))

READ_REQUEST = SequenceOf(_VARIABLE, "ReadRequest")
READ_RESPONSE = SequenceOf(
    Choice(
        "CHOICE",
        {
            0: ("data", DATA),
            1: ("data-access-error", DATA_ACCESS_RESULT),
            2: ("data-block-result", Sequence("Data-Block-Result", (LAST_BLOCK, _BLOCK_NUMBER, RAW_DATA))),
            3: ("block-number", UNSIGNED16),
        },
    ),
    "ReadResponse",
)
WRITE_REQUEST = Sequence("WriteRequest", (_VARIABLES, _DATA))
WRITE_RESPONSE = SequenceOf(
    Choice(
        "CHOICE",
        {0: ("success", Nothing()), 1: ("data-access-error", DATA_ACCESS_RESULT), 2: ("block-number", UNSIGNED16)},
    ),
    "WriteResponse",
)
INFORMATION_REPORT = Sequence(
    "InformationReportRequest",
    (Component("current-time", Leaf("GeneralizedTime", Text("ascii")), optional=True), _VARIABLES, _DATA),
)
