"""What the template shows as samples in clause 3: kept only where a profile uses it."""

from __future__ import annotations

SAMPLE_TERMS = ("new system", "new system title")
"""The terms of the samples."""

SAMPLE_ABBREVIATIONS = frozenset({"AA", "APDU", "COSEM", "DLMS", "HDLC", "IP", "TCP", "xDLMS_ASE"})
"""The abbreviations of the samples."""

KEY_CONCEPTS = (
    "adaptation layer",
    "Client Management Process",
    "communication environment",
    "communication profile structure",
    "general profile",
    "identification and addressing scheme",
    "IP based profile",
    "long application message",
    "lower protocol layer",
    "Management Logical Device",
    "Public Client",
    "security mechanism",
    "service mapping",
    "xDLMS service",
)
"""What the index of the template names, apart from the samples."""
