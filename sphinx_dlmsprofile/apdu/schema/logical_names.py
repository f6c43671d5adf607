"""GET, SET, ACTION and ACCESS: services with logical name referencing (IEC 62056-5-3)."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.schema.common import (
    ACCESS_SELECTION,
    ACTION_RESULT,
    ATTRIBUTE,
    ATTRIBUTE_LIST,
    BLOCK_NUMBER,
    DATA,
    DATA_ACCESS_RESULT,
    DATA_BLOCK,
    ENCODED_DATA,
    GET_DATA_RESULT,
    INVOKE_ID,
    LAST_BLOCK,
    LONG_INVOKE_ID,
    MAYBE_DATE_TIME,
    METHOD,
    METHOD_LIST,
    SELECTIVE_ACCESS,
)
from sphinx_dlmsprofile.apdu.types import Choice, Component, Sequence, SequenceOf

_BLOCK = Component("datablock", DATA_BLOCK)
_PBLOCK = Component("pblock", DATA_BLOCK)
_RESULT = Component("result", DATA_ACCESS_RESULT)
_RESULTS = Component("result", SequenceOf(DATA_ACCESS_RESULT))
_PARAMETERS = ("parameters",)


def _choice(name: str, *alternatives: tuple[str, tuple[Component, ...]]) -> Choice:
    """Kinds of an APDU, numbered from 1, each of which begins with Invoke-Id-And-Priority."""
    return Choice(
        name,
        {
            number: (kind, Sequence(kind.title(), (INVOKE_ID, *components)))
            for number, (kind, components) in enumerate(alternatives, 1)
        },
        apdus=True,
    )


GET_REQUEST = _choice(
    "Get-Request",
    ("get-request-normal", (ATTRIBUTE, ACCESS_SELECTION)),
    ("get-request-next", (BLOCK_NUMBER,)),
    ("get-request-with-list", (ATTRIBUTE_LIST,)),
)
_GET_BLOCK = Sequence(
    "DataBlock-G",
    (
        LAST_BLOCK,
        BLOCK_NUMBER,
        Component(
            "result",
            Choice("CHOICE", {0: ("raw-data", ENCODED_DATA), 1: ("data-access-result", DATA_ACCESS_RESULT)}),
        ),
    ),
)
GET_RESPONSE = _choice(
    "Get-Response",
    ("get-response-normal", (Component("result", GET_DATA_RESULT),)),
    ("get-response-with-datablock", (Component("result", _GET_BLOCK),)),
    ("get-response-with-list", (Component("result", SequenceOf(GET_DATA_RESULT)),)),
)
SET_REQUEST = _choice(
    "Set-Request",
    ("set-request-normal", (ATTRIBUTE, ACCESS_SELECTION, Component("value", DATA))),
    ("set-request-with-first-datablock", (ATTRIBUTE, ACCESS_SELECTION, _BLOCK)),
    ("set-request-with-datablock", (_BLOCK,)),
    ("set-request-with-list", (ATTRIBUTE_LIST, Component("value-list", SequenceOf(DATA), also=("values",)))),
    ("set-request-with-list-and-first-datablock", (ATTRIBUTE_LIST, _BLOCK)),
)
SET_RESPONSE = _choice(
    "Set-Response",
    ("set-response-normal", (_RESULT,)),
    ("set-response-datablock", (BLOCK_NUMBER,)),
    ("set-response-last-datablock", (_RESULT, BLOCK_NUMBER)),
    ("set-response-last-datablock-with-list", (_RESULTS, BLOCK_NUMBER)),
    ("set-response-with-list", (_RESULTS,)),
)
ACTION_REQUEST = _choice(
    "Action-Request",
    (
        "action-request-normal",
        (METHOD, Component("method-invocation-parameters", DATA, optional=True, also=_PARAMETERS)),
    ),
    ("action-request-next-pblock", (BLOCK_NUMBER,)),
    (
        "action-request-with-list",
        (METHOD_LIST, Component("method-invocation-parameters", SequenceOf(DATA), also=_PARAMETERS)),
    ),
    ("action-request-with-first-pblock", (METHOD, _PBLOCK)),
    ("action-request-with-list-and-first-pblock", (METHOD_LIST, _PBLOCK)),
    ("action-request-with-pblock", (_PBLOCK,)),
)
_ACTION_RESPONSE = Sequence(
    "Action-Response-With-Optional-Data",
    (Component("result", ACTION_RESULT), Component("return-parameters", GET_DATA_RESULT, optional=True)),
)
ACTION_RESPONSE = _choice(
    "Action-Response",
    ("action-response-normal", (Component("single-response", _ACTION_RESPONSE),)),
    ("action-response-with-pblock", (_PBLOCK,)),
    ("action-response-with-list", (Component("list-of-responses", SequenceOf(_ACTION_RESPONSE)),)),
    ("action-response-next-pblock", (BLOCK_NUMBER,)),
)

_SELECTION = Component("access-selection", SELECTIVE_ACCESS)
_ACCESS_REQUEST = Choice(
    "Access-Request-Specification",
    {
        1: ("access-request-get", Sequence("Access-Request-Get", (ATTRIBUTE,))),
        2: ("access-request-set", Sequence("Access-Request-Set", (ATTRIBUTE,))),
        3: ("access-request-action", Sequence("Access-Request-Action", (METHOD,))),
        4: (
            "access-request-get-with-selection",
            Sequence("Access-Request-Get-With-Selection", (ATTRIBUTE, _SELECTION)),
        ),
        5: (
            "access-request-set-with-selection",
            Sequence("Access-Request-Set-With-Selection", (ATTRIBUTE, _SELECTION)),
        ),
    },
)
ACCESS_REQUEST = Sequence(
    "Access-Request",
    (
        LONG_INVOKE_ID,
        MAYBE_DATE_TIME,
        Component("access-request-specification", SequenceOf(_ACCESS_REQUEST), also=("specification",)),
        Component("access-request-list-of-data", SequenceOf(DATA), also=("list-of-data",)),
    ),
)
_ACCESS_RESULTS = Choice(
    "Access-Response-Specification",
    {
        1: ("access-response-get", Sequence("Access-Response-Get", (_RESULT,))),
        2: ("access-response-set", Sequence("Access-Response-Set", (_RESULT,))),
        3: (
            "access-response-action",
            Sequence("Access-Response-Action", (Component("result", ACTION_RESULT),)),
        ),
    },
)
ACCESS_RESPONSE = Sequence(
    "Access-Response",
    (
        LONG_INVOKE_ID,
        MAYBE_DATE_TIME,
        Component("access-request-specification", SequenceOf(_ACCESS_REQUEST), optional=True),
        Component("access-response-list-of-data", SequenceOf(DATA), also=("list-of-data",)),
        Component("access-response-specification", SequenceOf(_ACCESS_RESULTS), also=("specification",)),
    ),
)
