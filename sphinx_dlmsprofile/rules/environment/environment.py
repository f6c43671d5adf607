"""The targeted environment (IEC TS 62056-1-1, Clause 4, Figure 1): what of the architecture implements the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.environments import environments
from sphinx_dlmsprofile.analysis.stacks import contains, has_clauses, place_in, texts_of
from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.environment import CommunicationEnvironment, Entity, Interface
from sphinx_dlmsprofile.model.finding import meant
from sphinx_dlmsprofile.model.prose import Illustration, Literal
from sphinx_dlmsprofile.model.title import NETWORK_SECTIONS, ProfileTitle, read_part_title
from sphinx_dlmsprofile.rules.environment._common import (
    implementing,
    names_all,
    names_entity,
    names_interface,
    running,
)
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import closest, suggest
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.text.location import Location, Text

_CLAUSE = "4"
_TEMPLATE = (1, 1)
_KINDS = {Entity: "entities", Interface: "interfaces"}
_SECTIONS = {
    "LN": regex(
        r"\bLNs?\b|\bHANs?\b|(?i:\b(?:local|home)(?:[ -]area)?(?! network access point)(?:,| and| or| network))"
    ),
    "NN": regex(r"\bNNs?\b|\bNANs?\b|(?i:\bneighbou?rhood(?! network access point))"),
    "WAN": regex(r"\bWANs?\b|(?i:\bwide[ -]area)"),
}
"""The network sections in a text; the names of access points have the words of two in them."""


def _legible(figures: tuple[CommunicationEnvironment, ...]) -> tuple[CommunicationEnvironment, ...]:
    """The figures that could be read, with an architecture that has something in it."""
    return tuple(each for each in figures if not each.unread and each.architecture.entities)


@rule("environment-missing", "4, Figure 1", ERROR)
def environment_missing(project: Project) -> Iterator[Fault]:
    """Clause 4 has no figure of the architecture.

    The figure of entities and interfaces shows at a glance where in a smart metering system the
    profile is used. The directive ``communication-environment`` draws it; a figure of the author's
    own in Clause 4 counts too.

    Bad (in 4)::

        The metering end device implements the profile on the interface C.

    Good (in 4)::

        The metering end device implements the profile on the interface C.

        .. communication-environment::

           entities: [MED]
           interfaces: [C]
    """
    if environments(project):
        return
    clause = home(project, _CLAUSE)
    if clause and any(contains(clause, picture.clause) for picture in project.of(Illustration)):
        return
    if place := place_in(project, _CLAUSE) if has_clauses(project) else project.root:
        message = "no figure of the architecture: draw it with the directive communication-environment"
        yield Fault(place, message)


@rule("environment-entity-unknown", "4, Figure 1", WARNING, fixes=True)
def environment_entity_unknown(project: Project) -> Iterator[Fault]:
    """The figure marks an entity or interface that the architecture does not have.

    Readers know the entities and interfaces by the terms of IEC 62056-1-0. A project with another
    architecture names its file in ``dlms_architecture``.

    Bad::

        .. communication-environment::

           entities: [NNAP, Meter]
           interfaces: [C]

    Good::

        .. communication-environment::

           entities: [NNAP, MED]
           interfaces: [C]
    """
    for figure in _legible(project.of(CommunicationEnvironment)):
        architecture = figure.architecture
        for text in figure.entities:
            if architecture.entity(text.value) is None:
                other = "it is an interface" if architecture.interface(text.value) else ""
                known = [name for each in architecture.entities for name in (each.id, each.name)]
                yield _unknown(text, "entity", other, known, [each.id for each in architecture.entities])
        for text in figure.interfaces:
            if architecture.interface(text.value) is None:
                other = "it is an entity" if architecture.entity(text.value) else ""
                known = [each.id for each in architecture.interfaces]
                yield _unknown(text, "interface", other, known, known)


def _unknown(text: Text, kind: str, other: str, known: list[str], shown: list[str]) -> Fault:
    if other:
        advice = f'{other}, write it under "{"entities" if kind == "interface" else "interfaces"}"'
    else:
        listed = f"write one of {', '.join(shown)}, or give the project an architecture of its own (dlms_architecture)"
        advice = suggest(closest(text.value, known), listed)
    edit = None if other else meant(text.value, closest(text.value, known))
    return Fault(text.at, f'the architecture has no {kind} "{text}": {advice}', edit=edit)


@rule("environment-none-marked", "4, Figure 1", ERROR)
def environment_none_marked(project: Project) -> Iterator[Fault]:
    """The figure marks no entity or no interface as implementing the profile.

    What implements the profile is the only thing that the figure says about this standard; without marks
    it is the same in all of them.

    Bad::

        .. communication-environment::

           entities: [NNAP, MED]

    Good::

        .. communication-environment::

           entities: [NNAP, MED]
           interfaces: [C]
    """
    for figure in _legible(environments(project)):
        lacking = [key for key in ("entities", "interfaces") if not getattr(figure, key)]
        if lacking:
            singular = {"entities": "entity", "interfaces": "interface"}
            what = " and no ".join(singular[key] for key in lacking)
            keys = " and ".join(f'"{key}: […]"' for key in lacking)
            place = next((at for key, at in figure.keys if key in lacking), figure.at)
            yield Fault(place, f"the figure marks no {what} as implementing the profile: add {keys}")


@rule("environment-text-mismatch", "4", WARNING)
def environment_text_mismatch(project: Project) -> Iterator[Fault]:
    """What the figure marks and what the text calls implementing are not the same.

    The text identifies the entities and interfaces that implement the profile, and the figure shows
    them. Each marked one is named in the text of Clause 4, by its name or its short form; one
    that implements the profile according to a sentence is marked. Sentences that deny it, or that
    only mention an entity, are not judged.

    Bad (in 4)::

        The metering end device (MED) implements the profile on the interface C.

        .. communication-environment::

           entities: [MED, NNAP]
           interfaces: [C]

    Good (in 4)::

        The metering end device (MED) and the neighbourhood network access point (NNAP) implement the
        profile on the interface C.

        .. communication-environment::

           entities: [MED, NNAP]
           interfaces: [C]
    """
    figures = _legible(environments(project))
    if not figures:
        return
    blocks = running(_texts_about(project, figures))
    if place_in(project, _CLAUSE) is None and (home(project, _CLAUSE) or not blocks):
        return  # clause-empty or clause-missing: the figure stands alone.
    texts = [*(block.text for block in blocks), *_literals(project, blocks)]
    named: set[str] = set()
    for figure in figures:
        for mark, found in _marked(figure):
            if found.id in named or any(_names(text, found) for text in texts):
                continue
            named.add(found.id)
            kind = "entity" if isinstance(found, Entity) else "interface"
            message = f'the figure marks the {kind} "{found.id}", but the text of Clause 4 does not name it'
            yield Fault(mark.at, f"{message}: say there what it has to do with the profile, or remove the mark")
    yield from _unmarked(figures, blocks)


def _texts_about(project: Project, figures: tuple[CommunicationEnvironment, ...]) -> list[TextBlock]:
    """The text of Clause 4 and of the clauses with the figures; all texts where these clauses do not exist."""
    if any(figure.clause is None for figure in figures):
        return list(project.texts)
    tops = [top for top in project.clauses if any(contains(top, figure.clause) for figure in figures)]
    texts = [block for top in tops for block in project.texts_in(top)]
    return texts + [block for block in texts_of(project, _CLAUSE) if block not in texts]


def _literals(project: Project, blocks: list[TextBlock]) -> Iterator[str]:
    """What is in literal type within the texts: names may be."""
    clauses = {id(block.clause) for block in blocks}
    return (each.text for each in project.of(Literal) if not each.block and id(each.clause) in clauses)


def _marked(figure: CommunicationEnvironment) -> Iterator[tuple[Text, Entity | Interface]]:
    for text in figure.entities:
        if entity := figure.architecture.entity(text.value):
            yield text, entity
    for text in figure.interfaces:
        if interface := figure.architecture.interface(text.value):
            yield text, interface


def _names(text: str, marked: Entity | Interface) -> bool:
    named = names_entity(text, marked) if isinstance(marked, Entity) else names_interface(text, marked)
    return named or names_all(text, type(marked))


def _unmarked(figures: tuple[CommunicationEnvironment, ...], blocks: list[TextBlock]) -> Iterator[Fault]:
    """What the text calls implementing and no figure marks, once each. That a figure marks none is reported."""
    judged = {kind for figure in figures for kind, keys in _KINDS.items() if getattr(figure, keys)}
    marked = {found.id for figure in figures for _, found in _marked(figure)}
    # A mark that is not known may be meant for any of them.
    if any(len(list(_marked(figure))) < len((*figure.entities, *figure.interfaces)) for figure in figures):
        return
    for block, found in implementing(blocks, figures[0].architecture):
        if found.id in marked or type(found) not in judged:
            continue
        marked.add(found.id)
        kind, key = ("entity" if isinstance(found, Entity) else "interface"), _KINDS[type(found)]
        message = f'the text calls the {kind} "{found.id}" implementing, but the figure does not mark it'
        yield Fault(block.at, f'{message}: add it to "{key}", or correct the text')


@rule("title-entities-mismatch", "Introduction, title; 4", ERROR)
def title_entities_mismatch(project: Project) -> Iterator[Fault]:
    """Figure 1 marks no entity or interface in the network sections of the title.

    The title says for which section of a smart metering network the profile is, Clause 4 says where
    in that section it is used. A marked interface lies in its own section; where no interface is
    marked, an entity lies in the sections of all of its interfaces.

    Given::

        .. communication-environment::

           entities: [NNAP, MED]
           interfaces: [C]

    Bad::

        .. profile-title:: Part 7-30: IEEE 802.11ah communication profile for local networks

    Good::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
    """
    found = _sections_marked(project)
    if found is None:
        return
    for title in project.of(ProfileTitle):
        read = read_part_title(title.title.value)
        if read is None or read.number == _TEMPLATE or read.unknown or not read.sections:
            continue
        if found.isdisjoint(read.sections):
            yield _mismatch(title.title.at, read.sections, found)


def _mismatch(at: Location, named: tuple[str, ...], found: frozenset[str]) -> Fault:
    marked = " and ".join(f"{NETWORK_SECTIONS[short][0]} networks" for short in NETWORK_SECTIONS if short in found)
    titled = " and ".join(NETWORK_SECTIONS[short][0] for short in named)
    message = f"the title names {titled} networks, but what Figure 1 marks lies in {marked}"
    return Fault(at, f"{message}: correct the title, or mark the entities and interfaces that the profile is for")


def _sections_marked(project: Project) -> frozenset[str] | None:
    """The network sections in which something is marked; None if that is not known."""
    figures = _legible(environments(project))
    sections: set[str] = set()
    for figure in figures:
        if len(list(_marked(figure))) < len((*figure.entities, *figure.interfaces)):
            return None
        if interfaces := figure.marked_interfaces:
            sections.update(each.section for each in interfaces)
        else:
            entities = figure.marked_entities
            sections.update(section for each in entities for section in figure.architecture.sections_of(each))
    # An architecture of the project's own may have sections of its own.
    return frozenset(sections) if sections and sections <= set(NETWORK_SECTIONS) else None


@rule("environment-section-missing", "4", ERROR)
def environment_section_missing(project: Project) -> Iterator[Fault]:
    """Clause 4 does not say where in a network section of the title the profile is used.

    A title of several sections promises a profile for each. Clause 4 names the section, names an interface in it, or
    marks something in it in Figure 1. Where the figure fits none of the sections, that is title-entities-mismatch.

    Given (in the title)::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for NN and WAN networks

    Bad (in 4)::

        Meters are reached over the interface C.

        .. communication-environment::

           entities: [NNAP, MED]
           interfaces: [C]

    Good (in 4)::

        Meters are reached over the interface C. In the wide area network the profile connects access points.

        .. communication-environment::

           entities: [NNAP, MED]
           interfaces: [C]
    """
    marked = _sections_marked(project)
    place = place_in(project, _CLAUSE)
    if marked is None or place is None:
        return
    texts = [block.text for block in running(texts_of(project, _CLAUSE))]
    named = {short for short, pattern in _SECTIONS.items() if any(map(pattern.search, texts))}
    for figure in _legible(environments(project)):
        interfaces = figure.architecture.interfaces
        named |= {each.section for each in interfaces if any(names_interface(text, each) for text in texts)}
    for title in project.of(ProfileTitle):
        read = read_part_title(title.title.value)
        if read is None or read.number == _TEMPLATE or read.unknown or marked.isdisjoint(read.sections):
            continue
        lacking = [NETWORK_SECTIONS[short][0] for short in read.sections if short not in marked | named]
        if lacking:
            networks = f"{' and '.join(lacking)} networks"
            message = f"the title is for {networks}, of which Clause 4 says nothing and Figure 1 marks nothing"
            yield Fault(place, f"{message}: say where in them the profile is used, or correct the title")
