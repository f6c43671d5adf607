"""The bits of the conformance block that stand for one service each (IEC 62056-5-3)."""

from __future__ import annotations

SERVICE_BITS = {
    "get": "GET",
    "set": "SET",
    "action": "ACTION",
    "access": "ACCESS",
    "read": "Read",
    "write": "Write",
    "unconfirmed-write": "UnconfirmedWrite",
    "information-report": "InformationReport",
    "data-notification": "DataNotification",
    "event-notification": "EventNotification",
}
"""The bits with the names of the services."""
