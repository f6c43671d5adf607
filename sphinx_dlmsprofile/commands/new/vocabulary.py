"""The abbreviations that the scaffold uses."""

from __future__ import annotations

ABBREVIATIONS: dict[str, tuple[str, str | None]] = {
    "AA": ("application association", None),
    "AARE": ("application association response", None),
    "AARQ": ("application association request", None),
    "ACSE": ("association control service element", None),
    "APDU": ("application protocol data unit", None),
    "COSEM": ("companion specification for energy metering", None),
    "DLMS": ("device language message specification", None),
    "HES": ("head end system", None),
    "IC": ("interface class", None),
    "IP": ("internet protocol", "ip"),
    "IPv6": ("internet protocol, version 6", "ip"),
    "LN": ("local network", None),
    "LNAP": ("local network access point", None),
    "MAC": ("medium access control", None),
    "MED": ("metering end device", None),
    "NN": ("neighbourhood network", None),
    "NNAP": ("neighbourhood network access point", None),
    "OBIS": ("object identification system", None),
    "RLRE": ("release response", None),
    "RLRQ": ("release request", None),
    "SAP": ("service access point", None),
    "TCP": ("transmission control protocol", "ip"),
    "UDP": ("user datagram protocol", "ip"),
    "WAN": ("wide area network", None),
    "xDLMS": ("extended DLMS", None),
}
"""Abbreviation → what it stands for, and the kind of profile with which it occurs, None for all."""
