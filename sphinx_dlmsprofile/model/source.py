"""What is wrong with the source itself: how it is written, before what it says is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location


@frozen(kw_only=True)
class Noted(Record):
    """Something that Sphinx, or what it reads with, warns of.

    ``echo`` is what they log of it, with the file, "" where they say nothing. ``suppressed`` says that
    ``suppress_warnings`` of ``conf.py`` names it.
    """

    echo: str = ""
    suppressed: bool = False


UNREAD_IMAGE = "image.not_readable"
"""The kind of the warning on a picture that does not exist."""


@frozen(kw_only=True)
class SourceWarning(Noted):
    """A warning that is about nothing that this package knows better.

    ``kind`` is its type as ``suppress_warnings`` names it, "docutils", "myst.header"; "" if it has none.
    """

    message: str
    kind: str = ""


@frozen(kw_only=True)
class UnknownMarkup(Noted):
    """A directive or role that nobody has registered; ``what`` is "directive" or "role", ``close`` the one meant."""

    what: str
    name: str
    close: str | None = None


@frozen(kw_only=True)
class UndefinedReference(Noted):
    """A reference that leads nowhere: ``role`` names what is not there, ``close`` is what was probably meant.

    It is ``numberless`` if what it leads to has no number to show.
    """

    role: str
    target: str
    close: str | None = None
    numberless: bool = False


@frozen(kw_only=True)
class DuplicateLabel(Noted):
    """A label that something else has already; ``first`` is its place, None where it is not known."""

    name: str
    first: Location | None = None


@frozen(kw_only=True)
class TakenId(Record):
    """A label or heading whose id is that of something else by its printed number: ``called`` is "Table 18"."""

    identifier: str
    called: str


@frozen(kw_only=True)
class UnlistedDocument(Noted):
    """A document that no toctree reaches."""

    docname: str


@frozen(kw_only=True)
class UnreachedClauses(Record):
    """The root document reaches no clause, though there are documents that have some: ``docnames``."""

    docnames: tuple[str, ...]


@frozen(kw_only=True)
class ConflictMarker(Record):
    """A conflict of versions that was not resolved, from its line to the line ``end``; ``mark`` is how it begins."""

    mark: str
    end: int


@frozen(kw_only=True)
class OpenFence(Record):
    """A fence of Markdown that is not closed before the line ``end``, the last of the file.

    ``swallows`` says that headings or directives stand after it, ``within`` that a fence around it has no more signs.
    """

    mark: str
    end: int
    swallows: bool = False
    within: bool = False


@frozen(kw_only=True)
class TypedNumber(Record):
    """A heading that begins with the number which the tool gives it.

    ``title`` is what stands after it, ``written`` all of the heading.
    """

    number: str
    title: str
    written: str = ""


@frozen(kw_only=True)
class ConfiguredName(Record):
    """What ``project`` says in ``conf.py``; ``at`` is its line there."""

    name: str
