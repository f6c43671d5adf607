"""ExceptionResponse and ConfirmedServiceError (IEC 62056-5-3)."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.codecs import Enumerated
from sphinx_dlmsprofile.apdu.schema.common import UNSIGNED32
from sphinx_dlmsprofile.apdu.types import Choice, Component, Leaf, Nothing, Sequence

# The names of load-data-set and task: from people of the field, not in the sources of the rest.
_SERVICE_ERRORS: dict[int, tuple[str, tuple[str, ...]]] = {
    0: (
        "application-reference",
        (
            "other",
            "time-elapsed",
            "application-unreachable",
            "application-reference-invalid",
            "application-context-unsupported",
            "provider-communication-error",
            "deciphering-error",
        ),
    ),
    1: (
        "hardware-resource",
        (
            "other",
            "memory-unavailable",
            "processor-resource-unavailable",
            "mass-storage-unavailable",
            "other-resource-unavailable",
        ),
    ),
    2: (
        "vde-state-error",
        ("other", "no-dlms-context", "loading-data-set", "status-nochange", "status-inoperable"),
    ),
    3: ("service", ("other", "pdu-size", "service-unsupported")),
    4: (
        "definition",
        ("other", "object-undefined", "object-class-inconsistent", "object-attribute-inconsistent"),
    ),
    5: (
        "access",
        ("other", "scope-of-access-violated", "object-access-violated", "hardware-fault", "object-unavailable"),
    ),
    6: (
        "initiate",
        (
            "other",
            "dlms-version-too-low",
            "incompatible-conformance",
            "pdu-size-too-short",
            "refused-by-the-VDE-Handler",
        ),
    ),
    7: (
        "load-data-set",
        (
            "other",
            "primitive-out-of-sequence",
            "not-loadable",
            "dataset-size-too-large",
            "not-awaited-segment",
            "interpretation-failure",
            "storage-failure",
            "dataset-not-ready",
        ),
    ),
    9: ("task", ("other", "no-remote-control", "ti-stopped", "ti-running", "ti-unusable")),
}
_SERVICE_ERROR = Choice(
    "ServiceError",
    {
        tag: (name, Leaf("ENUMERATED", Enumerated(dict(enumerate(names))), 1))
        for tag, (name, names) in _SERVICE_ERRORS.items()
    },
)
_CONFIRMED_SERVICES = (
    "initiateError",
    "getStatus",
    "getNameList",
    "getVariableAttribute",
    "read",
    "write",
    "getDataSetAttribute",
    "getTIAttribute",
    "changeScope",
    "start",
    "stop",
    "resume",
    "makeUsable",
    "initiateLoad",
    "loadSegment",
    "terminateLoad",
    "initiateUpLoad",
    "upLoadSegment",
    "terminateUpLoad",
)
CONFIRMED_SERVICE_ERROR = Choice(
    "ConfirmedServiceError", {tag: (name, _SERVICE_ERROR) for tag, name in enumerate(_CONFIRMED_SERVICES, 1)}
)
EXCEPTION_RESPONSE = Sequence(
    "ExceptionResponse",
    (
        Component("state-error", Leaf("ENUMERATED", Enumerated({1: "service-not-allowed", 2: "service-unknown"}), 1)),
        Component(
            "service-error",
            Choice(
                "CHOICE",
                {
                    1: ("operation-not-possible", Nothing()),
                    2: ("service-not-supported", Nothing()),
                    3: ("other-reason", Nothing()),
                    4: ("pdu-too-long", Nothing()),
                    5: ("deciphering-error", Nothing()),
                    6: ("invocation-counter-error", UNSIGNED32),
                },
            ),
        ),
    ),
)
