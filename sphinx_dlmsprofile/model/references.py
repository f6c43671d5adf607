"""The documents that a standard refers to (IEC TS 62056-1-1, Clause 2; ISO/IEC Directives, Part 2)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.citations import find_citations, normalised, read_designations
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.text.designations import Designation
    from sphinx_dlmsprofile.text.location import Location, Text

DEFAULT_ORDER = ("IEC", "ISO", "*")
"""The house order of publishers: the IEC's own, those of ISO alone or with the IEC, then all others."""

_LABEL = regex(r"\s*(?:\[[0-9]{1,3}\]\s*)?")
_ALSO = regex(r"\s*(?:\||=|/|and\b|\()\s*$")
_TITLE = regex(r"\)?(?:\s*[,:;\u2013\u2014]\s*|\s+-\s+|\s+(?=[A-Z\u201c\"(]))(?P<title>\S.*)")


@frozen
class Reference:
    """An entry: a document and its title.

    ``lower_layer`` says whether the document specifies a lower layer, None where the author leaves
    that to the layer stack. ``at`` is the place of the designation. ``unread`` says that a part of
    it could not be read, which was reported.
    """

    designation: Text
    title: Text | None = None
    lower_layer: bool | None = None
    unread: bool = False

    @property
    def at(self) -> Location:
        """Where it stands."""
        return self.designation.at

    @cached_property
    def designations(self) -> tuple[Designation, ...]:
        """The designation taken apart: several where each publisher has its own, none where it is of no known kind."""
        return read_designations(self.designation.value)


@frozen(kw_only=True)
class ReferenceList(Record):
    """A list of references in its author's order; ``normative`` is False for the bibliography."""

    entries: tuple[Reference, ...] = ()
    normative: bool = True
    name: Text | None = None


@frozen(kw_only=True)
class ReferenceOrder(Record):
    """The house order, where the project has set its own: publishers, with ``*`` for all others."""

    publishers: tuple[str, ...] = DEFAULT_ORDER


@frozen(kw_only=True)
class CatalogueEntry(Record):
    """What the project's own catalogue says of a document: its title, the year of its current edition, its fate."""

    designation: Text
    title: Text | None = None
    edition: Text | None = None
    withdrawn: bool = False
    replaced_by: Text | None = None


def split_entry(text: str) -> tuple[str, str] | None:
    """Take a paragraph of a plain list apart: designation and title ("" without one); None if it is not an entry.

    A sentence that begins with a designation is not an entry.
    """
    plain = normalised(text)
    label = _LABEL.match(plain)
    start = label.end() if label else 0
    citations = [citation for citation in find_citations(text) if citation.start >= start]
    if not citations or citations[0].start != start:
        return None
    end = citations[0].end
    for citation in citations[1:]:
        if not _ALSO.fullmatch(plain, end, citation.start):
            break
        end = citation.end
    designation, rest = plain[start:end].strip(), plain[end:]
    if not rest.strip(" .,;)"):
        return designation + (")" if rest.startswith(")") and "(" in designation else ""), ""
    title = _TITLE.match(rest)
    if title is None or _is_sentence(rest, title["title"]):
        return None
    return designation + (")" if rest.startswith(")") else ""), title["title"].strip()


def _is_sentence(rest: str, title: str) -> bool:
    separated = rest.lstrip(") ")[:1] in {",", ":", ";", "\u2013", "\u2014", "-"}
    enumerates = any(citation.start == 0 for citation in find_citations(title))
    return title.endswith(".") and (title[0].islower() or enumerates or not separated)


def handles_of(text: str) -> Iterator[str]:
    """Names by which a reference to ``text`` may find an entry, the closest first."""
    yield text
    for designation in read_designations(text):
        yield from designation.handles
        if designation.amends:
            yield f"{designation.family} {designation.amends}"
        number = designation.number
        while "-" in number and designation.family != "IEEE":
            number = number.rpartition("-")[0]
            yield f"{designation.family} {number}"
