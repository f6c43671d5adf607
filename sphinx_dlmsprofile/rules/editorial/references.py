"""References to other documents (ISO/IEC Directives, Part 2, Clauses 10 and 21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.document_index import DocumentIndex
from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.registry.cited_titles import replaced
from sphinx_dlmsprofile.rules.editorial._common import PART_2
from sphinx_dlmsprofile.rules.rule import ADVICE, Fault, rule
from sphinx_dlmsprofile.text.citations import read_designations

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
    """The text cites a document that another has replaced.

    Known are common RFCs and former parts of IEC 62056. Where Clause 2 lists the document, reference-replaced says it.

    Bad (in 7.1)::

        The services are those of IEC 62056-53.

    Good (in 7.1)::

        The services are those of IEC 62056-5-3.
    """
    known = references(project)
    new = {each.key: right for old, right in replaced().items() for each in read_designations(old)}
    told: set[tuple[str, str]] = set()
    for use in known.uses:
        key = use.designation.key
        right = read_designations(new.get(key, ""))
        if use.normative and not known.listed.covering(use.designation) and any(map(known.listed.covering, right)):
            continue  # reference-unlisted names the one that is listed.
        if key in new and key not in told and not known.listed.editions(use.designation) and not use.block.mandated:
            told.add(key)
            yield Fault(use.block.at, f"{use.written} is withdrawn: cite {new[key]}, which has taken its place")


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
