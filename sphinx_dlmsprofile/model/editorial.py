"""What the ISO/IEC Directives, Part 2, would have otherwise, as it is found while a document is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.finding import Edit, Rewrite
    from sphinx_dlmsprofile.model.prose import TextKind


@frozen(kw_only=True)
class Slip(Record):
    """A stretch of text, a figure, a table or a list that a rule looks at; ``kind`` says which rule.

    ``scope`` is what the text is, a note or a caption; None for what is not text. ``words`` are those that are meant,
    ``instead`` what to write for them, "" where only the author knows. ``edit`` is the change of the source, where
    the words stand there as they are read.
    """

    kind: str
    scope: TextKind | None = None
    words: str = ""
    instead: str = ""
    edit: Edit | Rewrite | None = None


@frozen(kw_only=True)
class Numbered(Record):
    """A figure, table or formula with a number of its own; ``kind`` is "figure", "table" or "formula"."""

    kind: str
    ids: tuple[str, ...]


@frozen(kw_only=True)
class DecimalSign(Record):
    """The decimal sign of the house, where it is not the comma of the IEC."""

    sign: str = ","


@frozen(kw_only=True)
class KnownWords(Record):
    """Words of the project's own list, which are spelt right."""

    words: tuple[str, ...] = ()
