"""EventNotification and DataNotification (IEC 62056-5-3)."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.schema.common import ATTRIBUTE, DATA, DATE_TIME, LONG_INVOKE_ID, MAYBE_DATE_TIME
from sphinx_dlmsprofile.apdu.types import Component, Sequence

EVENT_NOTIFICATION = Sequence(
    "EventNotificationRequest",
    (
        Component("time", DATE_TIME, optional=True),
        ATTRIBUTE,
        Component("attribute-value", DATA, also=("value",)),
    ),
)
DATA_NOTIFICATION = Sequence(
    "Data-Notification",
    (
        LONG_INVOKE_ID,
        MAYBE_DATE_TIME,
        Component(
            "notification-body",
            Sequence("Notification-Body", (Component("data-value", DATA, also=("data",)),), inline=True),
        ),
    ),
)
DATA_NOTIFICATION_CONFIRM = Sequence("Data-Notification-Confirm", (LONG_INVOKE_ID, MAYBE_DATE_TIME))
"""Added after Green Book 8.3."""
