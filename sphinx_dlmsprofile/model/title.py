"""The title of a profile standard (IEC TS 62056-1-1, end of the Introduction)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.location import Text

DELIVERABLES = ("IS", "TS", "TR", "PAS")
"""International Standard, Technical Specification, Technical Report, Publicly Available Specification."""

SUITE_TITLE = "Electricity metering data exchange – The DLMS/COSEM suite"
"""The title of the IEC 62056 suite, the first two elements of each part's title."""


@dataclass(frozen=True, kw_only=True)
class ProfileTitle(Record):
    """The title block: ``title`` is the part's own element, "Part 8-30: …".

    ``deliverable`` is IS, TS, TR or PAS; ``edition`` a number such as 1.0; ``description`` the
    one description of technology and interfaces that Introduction and Scope repeat; ``series``
    the suite's title where the author gives it.
    """

    title: Text
    deliverable: Text | None = None
    edition: Text | None = None
    description: Text | None = None
    series: Text | None = None
