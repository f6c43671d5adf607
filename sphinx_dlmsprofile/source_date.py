"""The date that outputs carry."""

from __future__ import annotations

import os
from datetime import UTC, datetime

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


def source_date() -> datetime:
    """SOURCE_DATE_EPOCH (seconds since 1970, UTC), else 1980-01-01: the time of the build would make builds differ."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        return datetime.fromtimestamp(int(value), UTC) if value.isdecimal() else _EARLIEST
    except (OverflowError, ValueError, OSError):
        return _EARLIEST
