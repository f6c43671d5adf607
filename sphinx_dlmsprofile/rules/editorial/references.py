"""References to other documents (ISO/IEC Directives, Part 2, Clauses 10 and 21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.document_index import DocumentIndex
from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.registry.parts import renumbered
from sphinx_dlmsprofile.rules.editorial._common import PART_2
from sphinx_dlmsprofile.rules.rule import ADVICE, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


@rule("editorial-undated-with-clause", f"{PART_2}, Clause 10", ADVICE, opt_in=True)
def undated_with_clause(project: Project) -> Iterator[Fault]:
    """A clause of a document is cited, and no year says of which edition.

    Clauses get other numbers in a new edition, and an undated reference means the newest one. What Clause 2 lists with
    a year is judged by reference-dating, and RFCs never change. Off until asked
    for: many documents keep the numbers of their clauses.

    Given (in 2)::

        .. normative-references::

           RFC 768: User Datagram Protocol
           IEEE 802.11-2020: Wireless LAN Medium Access Control (MAC) and Physical Layer (PHY) Specifications

    Bad (in 5.3)::

        Frames are sent as in IEEE 802.11, Clause 10, or as in ISO/IEC 8802-2, 5.2.

    Good (in 5.3)::

        Frames are sent as in IEEE 802.11-2020, Clause 10, and RFC 768.
    """
    known = references(project)
    told: set[str] = set()
    for use in known.uses:
        each = use.designation
        dated = [one for one in known.listed.editions(each) if one.year]
        if (
            use.clause
            and not each.year
            and each.family != "RFC"
            and not dated
            and each.name not in told
            and use.normative
        ):
            told.add(each.name)
            message = f"{use.written} is cited without a year, and by the number of its clause {use.clause}"
            yield Fault(use.block.at, f"{message}: give the year, or the subject in place of the number")


@rule("editorial-withdrawn-reference", f"{PART_2}, Clause 10", ADVICE)
def withdrawn_reference(project: Project) -> Iterator[Fault]:
    """A part of IEC 62056 is cited by a number that it no longer has.

    The series got numbers of two figures; the parts with one number are withdrawn.

    Bad (in 7.1)::

        The services are those of IEC 62056-53.

    Good (in 7.1)::

        The services are those of IEC 62056-5-3.
    """
    told: set[str] = set()
    for use in references(project).uses:
        series, _, part = use.designation.name.rpartition("-")
        new = renumbered().get(part) if series == "IEC 62056" else None
        if new and part not in told:
            told.add(part)
            yield Fault(use.block.at, f"IEC 62056-{part} is withdrawn: cite IEC 62056-{new}, which has taken its place")


@rule("editorial-bibliography-uncited", f"{PART_2}, Clause 21", ADVICE)
def bibliography_uncited(project: Project) -> Iterator[Fault]:
    """A document stands in the bibliography, and no text cites it.

    The bibliography lists what the text mentions, or what has been used to write it; then say so.

    Bad (in the bibliography)::

        IEEE 802.15.4, Low-Rate Wireless Networks

    Good (in 7.1)::

        The services are those of IEC 62056-5-3.
    """
    known = references(project)
    index = DocumentIndex(known.informative)
    cited = {place for use in known.uses for place in (*index.same(use.designation), *index.covering(use.designation))}
    for place, entry in enumerate(known.informative):
        if entry.designations and place not in cited:
            yield Fault(
                entry.at, f"{entry.designation} is in the bibliography and cited nowhere: cite it, or remove it"
            )
