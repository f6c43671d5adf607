"""Rules on citations: what the text cites, compared with what Clause 2 and the bibliography list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import (
    IP,
    fold_citation,
    is_same,
    lower_layers,
    own_designation,
    references,
)
from sphinx_dlmsprofile.analysis.stack_demands import lacks_ip
from sphinx_dlmsprofile.analysis.stack_levels import rungs_of
from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.analysis.unknown_parts import part_of, unknown_parts
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.layers import PREDEFINED_STANDARDS, LayerStack
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.texts import question
from sphinx_dlmsprofile.model.usage import StandardUsage
from sphinx_dlmsprofile.registry.cited_titles import replaced
from sphinx_dlmsprofile.rules.references._common import missing, repeated, unneeded
from sphinx_dlmsprofile.rules.references._order import new_entry
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.analysis.document_index import DocumentIndex
    from sphinx_dlmsprofile.analysis.reference_use import References, Use
    from sphinx_dlmsprofile.model.layers import Profile
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block, TextBlock
    from sphinx_dlmsprofile.model.references import Reference
    from sphinx_dlmsprofile.text.designations import Designation
    from sphinx_dlmsprofile.text.location import Location

_CLAUSE = "2"
_UPPER = regex(r"\b62056\b[^.]{0,60}\b9-7\b")
"""IEC 62056-9-7 in a list of parts: "IEC 62056-4-7 and 9-7"."""


@rule("reference-uncited", _CLAUSE, WARNING)
def reference_uncited(project: Project) -> Iterator[Fault]:
    """A document is listed in Clause 2 and not cited in the normative text.

    A document is a normative reference because a provision cites it; one that is cited for
    information only belongs in the bibliography. Notes, examples, footnotes, front matter and
    informative annexes are information; wording that the template orders counts as a citation, and
    so does a layer stack. Of a document and its amendment, the one that is named counts.

    Given (in 2)::

        .. normative-references::

           ISO/IEC 8802-2: Logical link control
           RFC 8200: Internet Protocol, Version 6 (IPv6) Specification

    Bad (in 5.3)::

        The LLC sublayer shall be that of ISO/IEC 8802-2.

    Good (in 5.3)::

        The LLC sublayer shall be that of ISO/IEC 8802-2, and IPv6 that of RFC 8200.
    """
    known = references(project)
    on_stack = [each for layer in lower_layers(project) for each in read_designations(str(layer.standard))]
    reported = [*unneeded(project), *(entry for entry in known.normative if _missed_in_5_2(project, entry))]
    again, unknown = repeated(project), unknown_parts(project)
    for index, entry in enumerate(known.normative):
        drawn = any(each.is_covered_by(own) for each in on_stack for own in entry.designations)
        if index in known.cited or drawn or entry in reported or not entry.designation.value.strip():
            continue
        if index in again or any(part_of(each) in unknown for each in entry.designations):
            continue  # It is reported as a duplicate, or as a part that does not exist.
        if index in known.cited_for_information:
            advice = "only in informative text: move it to the bibliography, or cite it in a provision"
        else:
            advice = "nowhere in the text: cite it where a provision rests on it, or remove it"
        yield Fault(entry.at, f"{entry.designation} is listed and cited {advice}")


@rule("reference-unlisted", _CLAUSE, ERROR, fixes=True)
def reference_unlisted(project: Project) -> Iterator[Fault]:
    """A document is cited and not listed.

    What normative text cites is listed in Clause 2, what informative text cites is listed there or in the
    bibliography: who applies a provision has to know which documents it needs, who reads a note
    has to find them. The finding is at the first citation of the document. The suite IEC 62056 as a
    whole, the profile itself, names of interface classes, the Foreword, and wording that the
    template orders are left out; the source of a definition is information.

    Given (in 5.3)::

        The MAC layer shall be that of IEEE 802.11-2020, Clause 10.

    Bad (in 2)::

        .. normative-references::

           ISO/IEC 8802-2: Logical link control

    Good (in 2)::

        .. normative-references::

           ISO/IEC 8802-2: Logical link control
           IEEE 802.11-2020: Wireless LAN Medium Access Control (MAC) and Physical Layer (PHY) Specifications
    """
    known = references(project)
    if not known.judged:
        return
    elsewhere = [*_reported_elsewhere(project), *missing(project)]
    drawn, unknown = _drawn(project), unknown_parts(project)
    found: dict[object, list[tuple[str, Block, bool]]] = {}
    for use in known.uses:
        each = use.designation
        passed = (*elsewhere, *(drawn if use.block.kind is TextKind.FIGURE else ()), *filter(None, [known.own]))
        if each.is_suite or any(map(each.is_same, passed)) or not _is_author_s(use.block):
            continue
        if part_of(each) in unknown:
            continue  # reference-part-unknown
        if not _open_to(known, normative=use.normative).covering(each):
            found.setdefault(each.lineage, []).append((use.written, use.block, use.normative))
    names = [fold_citation(entry.designation.value) for entry in (*known.normative, *known.informative)]
    for phrase, block in known.phrases:
        open_to = names[: len(known.normative)] if block.normative else names
        folded = fold_citation(phrase)
        if _is_author_s(block) and not any(name in folded for name in open_to):
            found.setdefault(folded, []).append((phrase, block, block.normative))
    for places in found.values():
        name, block, normative = next((place for place in places if place[2]), places[0])
        where = "Clause 2" if normative else "the bibliography, or to Clause 2"
        if instead := next((new for each in read_designations(name) if (new := _successor(each, known))), ""):
            yield Fault(block.at, f"{name} is cited and not listed: cite {instead}, which has taken its place")
            continue
        edit = new_entry(project, [name]) if normative else None
        yield Fault(block.at, f"{name} is cited and not listed: add it to {where}", edit=edit)


def _successor(cited: Designation, known: References) -> str:
    """The document that has replaced the one that is cited, where it is listed."""
    new = next((right for old, right in replaced().items() if any(map(cited.is_same, read_designations(old)))), "")
    return new if any(known.listed_anywhere.covering(each) for each in read_designations(new)) else ""


def _open_to(known: References, *, normative: bool) -> DocumentIndex:
    """The lists that a citation may rest on."""
    return known.listed if normative else known.listed_anywhere


def _is_author_s(block: Block) -> bool:
    """Whether the words are the author's, and not a report on how the document came about."""
    clause = block.clause
    if block.mandated or clause is None or clause.kind is SectionKind.BACK:
        return False
    return not (clause.kind is SectionKind.FRONT and clause.title.casefold() == "foreword")


def _reported_elsewhere(project: Project) -> list[Designation]:
    """The standards whose absence from the list is reported at the layer or at the table that names them."""
    layers = [str(layer.standard) for layer in lower_layers(project)]
    written = (str(usage.designation) for usage in project.of(StandardUsage))
    tables = (name for name in written if not any(is_same(name, layer) for layer in layers))
    return [each for text in (*layers, *tables) for each in read_designations(text)]


def _drawn(project: Project) -> list[Designation]:
    """The standards that the figure of the layers names without its author."""
    texts = PREDEFINED_STANDARDS.values() if project.of(LayerStack) else ()
    return [each for text in texts for each in read_designations(text)]


@rule("reference-dating", _CLAUSE, WARNING)
def reference_dating(project: Project) -> Iterator[Fault]:
    """A document is listed with a year, and cited undated with a clause number, or with another year.

    Clause numbers change from edition to edition: where the list has a year, a citation of a clause
    has it too. A document that is listed without a year may be cited in either way here.

    Given (in 2)::

        .. normative-references::

           IEC 62056-5-3:2016: DLMS/COSEM application layer

    Bad (in 7.2)::

        The association is opened as IEC 62056-5-3, 6.2, says.

    Good (in 7.2)::

        The association is opened as IEC 62056-5-3:2016, 6.2, says.
    """
    known = references(project)
    done: set[tuple[int, object]] = set()
    for use in known.uses:
        years = _years(use, known)
        if not years or not _is_author_s(use.block) or (id(use.block), use.designation.lineage) in done:
            continue
        listed = f"{use.designation.name}:{years[-1]}"
        if use.designation.year and use.designation.year not in years:
            message = f"{use.designation.dated} is cited, and {listed} listed: write one year in both places"
        elif use.clause and not use.designation.year:
            message = f"{use.designation.name} is cited undated with a clause, and listed with a year: write {listed}"
        else:
            continue
        done.add((id(use.block), use.designation.lineage))
        yield Fault(use.block.at, message)


def _years(use: Use, known: References) -> list[str]:
    """The years with which the cited document is listed; none if it is listed undated too, or not at all."""
    listed = _open_to(known, normative=use.normative).editions(use.designation)
    years = [each.year for each in listed if each.year]
    return years if len(years) == len(listed) else []


@rule("layer-9-7-unreferenced", "5.2", ERROR)
def layer_9_7_unreferenced(project: Project) -> Iterator[Fault]:
    """There is an IP based profile, and 5.2 does not refer to IEC 62056-9-7.

    IEC 62056-9-7 specifies how DLMS/COSEM is used over TCP-UDP/IP; the structure of an IP based
    profile says so, and adds what lies below.

    Bad (in 5.2)::

        .. layer-stack:: The DLMS/COSEM profile

           profiles:
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, open]}

    Good (in 5.2)::

        The upper layers of the IP based profile follow IEC 62056-9-7.

        .. layer-stack:: The DLMS/COSEM profile

           profiles:
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, open]}
    """
    for place, profile in _without_upper_profile(project):
        message = f'the profile "{profile.name}" is IP based, and {IP[-1].name} is not referred to here'
        yield Fault(place, f"{message}: say that the profile follows it", profile=profile)


def _missed_in_5_2(project: Project, entry: Reference) -> bool:
    """Whether it is IEC 62056-9-7, and 5.2 should cite it: then that is what has to be fixed."""
    return any(each.is_same(IP[-1]) for each in entry.designations) and any(_without_upper_profile(project))


def _without_upper_profile(project: Project) -> Iterator[tuple[Location, Profile]]:
    """The first IP based profile, and the place that does not refer to IEC 62056-9-7."""
    upper = IP[-1]
    based_on_ip = (
        (stack, profile)
        for stack in project.of(LayerStack)
        for profile in stack.profiles
        if profile.kind == "ip" and not lacks_ip(rungs_of(stack, profile))  # else layer-internet-missing
    )
    stack, profile = next(based_on_ip, (None, None))
    own = own_designation(project)
    if stack is None or profile is None or (own and own.is_same(upper)):
        return
    place = home(project, "5.2") or stack.clause
    if not project.asked(_refers_to_upper, place):
        yield (place.at if place else stack.at), profile


@question
def _refers_to_upper(blocks: Sequence[TextBlock]) -> bool:
    """Whether the texts cite IEC 62056-9-7, or call it by its subject."""
    cited = (each for block in blocks for text in (block.text, *block.cited) for each in read_designations(text))
    called = any(_UPPER.search(fold_citation(block.text)) for block in blocks)
    return called or any(each.is_same(IP[-1]) for each in cited)
