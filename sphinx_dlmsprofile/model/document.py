"""The tree of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.number_words import ENGLISH
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.heading import SectionKind
    from sphinx_dlmsprofile.text.location import Location


@frozen
class Clause:
    """A section of the standard with its number.

    ``number`` is "5", "5.3.1", "A" or "A.1"; None in front and back matter.
    ``status`` is that of its annex ("informative", "normative", None outside of one and where it does not say).
    ``index_entries`` counts the index entries made in it, without its subclauses.
    ``has_content`` says that something other than subclauses stands in it. ``answers`` are the
    numbers of the template's clauses that it declares to answer, in spite of its own number and title.
    ``given`` is the label that its author has given it, as an id, "" without one.
    """

    number: str | None
    title: str
    kind: SectionKind
    at: Location
    docname: str
    anchor: str
    status: str | None = None
    has_content: bool = False
    index_entries: int = 0
    answers: tuple[str, ...] = ()
    children: tuple[Clause, ...] = ()
    given: str = ""

    def walk(self) -> Iterator[Clause]:
        """Itself and all its subclauses, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def label(self) -> str:
        """How a text names it: "Clause 5", "5.2", "Annex B", "B.1", or its title without number."""
        if self.number is None:
            return self.title
        return number_label(self.number)


def number_label(number: str) -> str:
    """The number as a reference prints it: "Clause" and "Annex" stand before a first-level number only.

    So ask the ISO/IEC Directives, Part 2.
    """
    return ENGLISH.label(number)
