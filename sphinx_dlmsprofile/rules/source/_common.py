"""What the rules on the source share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.rule import Fault

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.finding import Change
    from sphinx_dlmsprofile.model.source import Noted
    from sphinx_dlmsprofile.text.location import Location

SUPPRESSED = "suppressed in conf.py"
"""Why a finding is accepted whose warning ``suppress_warnings`` names."""


def noted(record: Noted, message: str, edit: Change | None = None, also: tuple[Location, ...] = ()) -> Fault:
    """A fault that Sphinx warns of, too."""
    return Fault(
        record.at, message, waived=SUPPRESSED if record.suppressed else None, edit=edit, echo=record.echo, also=also
    )
