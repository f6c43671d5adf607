"""What a profile provides on a subject: texts under a few headings, as several directives take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location, Text

_NOTHING = frozenset({"none", "no", "nothing", "n/a", "-", "–", "—"})


@frozen(kw_only=True)
class HeadedText:
    """A text; ``label`` is the clause, step or primitive it is about, None where it stands for itself.

    ``support`` is the demand on those who implement the profile.
    """

    text: Text
    label: Text | None = None
    support: Text | None = None

    @property
    def at(self) -> Location:
        """Where it begins."""
        return self.label.at if self.label else self.text.at


@frozen(kw_only=True)
class Heading:
    """The texts under one key of a body."""

    key: str
    at: Location
    texts: tuple[HeadedText, ...] = ()

    @property
    def says_none(self) -> bool:
        """Whether it states that there is nothing of its kind: "none"."""
        return len(self.texts) == 1 and self.texts[0].text.value.strip(" .").casefold() in _NOTHING


def heading(headings: tuple[Heading, ...], key: str) -> Heading | None:
    """The heading of that key that says something."""
    return next((each for each in headings if each.key == key and each.texts), None)
