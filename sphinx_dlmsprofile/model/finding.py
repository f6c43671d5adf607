"""What the rules find."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.layers import Profile
    from sphinx_dlmsprofile.text.location import Location


class Severity(Enum):
    """How grave a finding is."""

    ERROR = "error"
    """Breaks a "shall" of the template."""

    WARNING = "warning"
    """Breaks a "should", or is very probably a slip."""

    ADVICE = "advice"
    """Shown in the report and never as a Sphinx warning."""


@frozen
class Edit:
    """A change of the source after which the finding is gone.

    ``start`` is the first character that is replaced, ``end`` the place after the last one: in the same file, both
    with columns from 1; where they are equal, ``replacement`` is inserted. ``safe`` says that the change keeps the
    meaning, so that it can be made unseen.
    """

    start: Location
    end: Location
    replacement: str
    safe: bool = False


@frozen
class Rewrite:
    """A change of words in the line of a fault, by a rule that does not know their columns.

    ``words`` are those that the line has as often as it has the fault, or has at its column; any space may be between
    two of them. ``every`` says that the one fault is about all of them in the line. ``at`` is another place than that
    of the fault. Where the line does not have them so, there is no edit.
    """

    words: str
    instead: str
    safe: bool = False
    at: Location | None = None
    every: bool = False


def meant(written: str, close: str | None, *, safe: bool = False, at: Location | None = None) -> Rewrite | None:
    """The change of a word to the one that was probably meant, None where none is known."""
    return Rewrite(written, close, safe=safe, at=at) if close else None


_BEHIND_LABEL = regex(r"\s*(?:[:.–—]|-(?=\s))?\s*")


def without_label(label: str, text: str) -> Rewrite | None:
    """The change of a text that takes out the label it begins with, None where no text follows."""
    behind = _BEHIND_LABEL.match(text, len(label))
    start = behind.end() if behind else len(label)
    word = text[start:].split(maxsplit=1)[:1]
    return Rewrite(text[:start] + word[0], word[0], safe=True) if word else None


@frozen
class Reorder:
    """Entries of one list in the order in which they shall stand, by the places of their keys."""

    entries: tuple[Location, ...]
    safe: bool = True


@frozen
class AddEntry:
    """New lines in a list, before the entry with its key at ``beside``, or ``after`` it; indented as that is."""

    beside: Location
    text: str
    after: bool = False


Change = Edit | Rewrite | Reorder | AddEntry
"""What a rule knows of a change; as an edit it has exact places."""


@frozen
class Fault:
    """What a rule yields: a place and what is wrong there, with what to write instead.

    What it is about is given as far as the rule knows it, so that nobody has to look for it in the message:
    ``template`` is the number of the template's clause that is not answered as it should be, ``paragraph`` the name of
    the one ordered paragraph, ``profile`` the one communication profile, ``provision`` the identifier of the one
    provision. ``severity`` is given where it is not that of the rule, ``edit`` where the rule knows what to write.
    ``waived`` is why it is accepted already, None where that is left to waivers. ``echo`` is what Sphinx itself logs of
    it, "" where it says nothing.

    What other rules find from its line to the line ``through`` of the file follows from it. ``conceals`` says that so
    much of the standard cannot be seen that whatever else would be found follows from it. ``also`` are other
    places that it is about: the first of two equal things.
    """

    at: Location
    message: str
    template: str | None = None
    paragraph: str = ""
    severity: Severity | None = None
    provision: str | None = None
    profile: Profile | None = None
    edit: Change | None = None
    waived: str | None = None
    echo: str = ""
    through: int = 0
    conceals: bool = False
    also: tuple[Location, ...] = ()


@frozen
class Finding:
    """A fault with its rule and severity.

    ``clause`` is the number of the profile's clause it lies in, None where that has no number.
    ``waived`` is the reason of the waiver that covers it, None if there is none. ``template``, ``paragraph``,
    ``provision``, ``profile``, ``echo`` and ``also`` are those of the fault, ``change`` is what the rule knows of its
    edit, and ``edit`` the exact one; ``conceals`` says that findings which follow from it are left out.
    """

    rule: str
    severity: Severity
    message: str
    at: Location
    clause: str | None = None
    waived: str | None = None
    template: str | None = None
    paragraph: str = ""
    provision: str | None = None
    profile: Profile | None = None
    change: Change | None = None
    edit: Edit | None = None
    echo: str = ""
    conceals: bool = False
    also: tuple[Location, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it makes a check fail: an error or a warning that nobody has waived."""
        return self.waived is None and self.severity is not Severity.ADVICE
