"""What the rules find."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location


class Severity(Enum):
    """How grave a finding is."""

    ERROR = "error"
    """Breaks a "shall" of the template."""

    WARNING = "warning"
    """Breaks a "should", or is very probably a slip."""

    ADVICE = "advice"
    """Shown in the report and never as a Sphinx warning."""


@dataclass(frozen=True)
class Fault:
    """What a rule yields: a place and what is wrong there, with what to write instead.

    ``template`` is the number of the template's clause that is missing, where that is the fault.
    ``provision`` is the identifier of the provision that is at fault, where it is a single one.
    ``severity`` is given where it is not that of the rule.
    """

    at: Location
    message: str
    template: str | None = None
    severity: Severity | None = None
    provision: str | None = None


@dataclass(frozen=True)
class Finding:
    """A fault with its rule and severity.

    ``clause`` is the number of the profile's clause it lies in, None where that has no number.
    ``waived`` is the reason of the waiver that covers it, None if there is none. ``template`` is the
    number of the template's clause that is missing, where that is the fault; ``provision`` the
    identifier of the provision that is at fault.
    """

    rule: str
    severity: Severity
    message: str
    at: Location
    clause: str | None = None
    waived: str | None = None
    template: str | None = None
    provision: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it makes a check fail: an error or a warning that nobody has waived."""
        return self.waived is None and self.severity is not Severity.ADVICE
