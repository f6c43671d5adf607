"""What title block, conf.py, foreword and Figure 1 say of one and the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.environments import environments
from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.analysis.stacks import contains
from sphinx_dlmsprofile.analysis.template_clauses import front_matter
from sphinx_dlmsprofile.model.source import ConfiguredName
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.claims._interface_profiles import profile_problems
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.citations import find_citations
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.environment import Architecture, CommunicationEnvironment
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block
    from sphinx_dlmsprofile.text.designations import Designation
    from sphinx_dlmsprofile.text.location import Location

_INTERFACES = regex(r"\binterfaces? (?P<ids>[A-Z][0-9]?(?:(?:, | and |, and | or )[A-Z][0-9]?)*)(?![\w-])")
_SERIES = regex(r"620[0-9]{2}")
_ID = regex(r"[A-Z][0-9]?")


@rule("project-part-mismatch", "Introduction, title", ERROR)
def project_part_mismatch(project: Project) -> Iterator[Fault]:
    """conf.py names another part of IEC 62056 than the title block.

    What ``project`` says stands in the header of each page and in the name of the PDF, the title on the title page.

    Bad:

    .. code-block:: python

        project = "IEC 62056-8-31"  # and profile-title:: Part 8-30: …

    Good:

    .. code-block:: python

        project = "IEC 62056-8-30"
    """
    own = _titled(project)
    for name, designation in _configured(project):
        if own and not designation.is_same(own):
            message = f'project is "{name.name}", but the title is that of {own.name}'
            yield Fault(name.at, f'{message}: write project = "{own.name}", or correct the title')


def _titled(project: Project) -> Designation | None:
    """What the title says of the part; nothing where it is the number of the template, which is a fault of its own."""
    own = references(project).own
    return None if own and own.number == "62056-1-1" else own


def _configured(project: Project) -> Iterator[tuple[ConfiguredName, Designation]]:
    """The parts of IEC 62056 that conf.py names."""
    for name in project.of(ConfiguredName):
        for citation in find_citations(name.name):
            if citation.designation.number.startswith("62056-"):
                yield name, citation.designation


_COMMITTEE = "13"
"""The technical committee of the IEC that IEC 62056 is the work of."""


@rule("foreword-part-mismatch", "Foreword", ERROR)
def foreword_part_mismatch(project: Project) -> Iterator[Fault]:
    """The foreword names another part of IEC 62056 than the title block.

    Parts that the standard lists or cites elsewhere may be named there. Where conf.py names the same other part,
    the title is compared with that one alone.

    Given (in the title)::

        .. profile-title:: Part 8-30: Radio communication profile for neighbourhood networks

    Bad (in the foreword)::

        IEC 62056-8-31 has been prepared by technical committee 13.

    Good (in the foreword)::

        IEC 62056-8-30 has been prepared by technical committee 13.
    """
    found, own, foreword = references(project), _titled(project), front_matter(project, "Foreword")
    if own is None or foreword is None:
        return
    # Then the title is the odd one, which project-part-mismatch says once.
    configured = {designation.number for _, designation in _configured(project)}
    inside = {id(part) for part in foreword.walk()}
    elsewhere = {use.designation.lineage for use in found.uses if id(use.block.clause) not in inside}
    for use in found.uses:
        other = use.designation
        if id(use.block.clause) in inside and other.all_parts and _SERIES.fullmatch(other.number) and not use.source:
            if other.number != "62056" and not found.listed_anywhere.covering(other):
                message = f"the foreword names the series {other.name}, but the title is that of {own.name}"
                yield Fault(use.block.at, f"{message}: correct the foreword, or the title")
            continue
        if id(use.block.clause) not in inside or not other.number.startswith("62056-") or other.is_same(own):
            continue
        is_known = other.number in configured or other.lineage in elsewhere
        if not is_known and not found.listed_anywhere.covering(other):
            message = f"the foreword names {use.written}, but the title is that of {own.name}"
            yield Fault(use.block.at, f"{message}: correct the foreword, or the title")
    yield from _committees(project, inside)
    for block, claim in claims_of(project, "part-number"):
        if id(block.clause) in inside and f"62056-{claim.value}" not in {own.number, *configured}:
            message = f"the foreword gives the part number {claim.value}, but the title is that of {own.name}"
            yield Fault(block.at, f"{message}: correct the foreword, or the title")


def _committees(project: Project, inside: set[int]) -> Iterator[Fault]:
    """Another technical committee than the one that IEC 62056 is the work of."""
    for block, claim in claims_of(project, "committee"):
        if id(block.clause) in inside and claim.value != _COMMITTEE:
            message = f"the foreword names technical committee {claim.value}, and IEC 62056 is that of {_COMMITTEE}"
            yield Fault(block.at, f"{message}: correct the foreword")


@rule("description-interface-mismatch", "Introduction, title; 4", WARNING)
def description_interface_mismatch(project: Project) -> Iterator[Fault]:
    """The description in the title block names an interface that Figure 1 does not mark.

    The description is repeated in Introduction and Scope, so that the standard would be for another interface there.

    Given (in 4)::

        .. communication-environment::

           entities: [NNAP, MED]
           interfaces: [C]

    Bad (in the title)::

        .. profile-title:: Part 8-30: Radio communication profile for neighbourhood networks
           :description: radio on the interfaces C and L

    Good (in the title)::

        .. profile-title:: Part 8-30: Radio communication profile for neighbourhood networks
           :description: radio on the interface C
    """
    figures = [figure for figure in environments(project) if figure.interfaces]
    marked = {each.id for figure in figures for each in figure.marked_interfaces}
    if not marked or any(len(figure.marked_interfaces) < len(figure.interfaces) for figure in figures):
        return
    for title in project.of(ProfileTitle):
        for match in _INTERFACES.finditer(title.description.value) if title.description else ():
            for name in _ID.findall(match["ids"]):
                if name not in marked and title.description:
                    known = " and ".join(sorted(marked))
                    message = f"the description names the interface {name}, but Figure 1 marks {known}"
                    yield Fault(title.description.at, f"{message}: correct the description, or the figure")


@rule("interface-text-mismatch", "4", WARNING)
def interface_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text names interfaces in one breath of which Figure 1 marks some and not others.

    "the interfaces C and G1" is taken for a slip where C is marked and G1 is not. In the Scope, which may say what is
    left out, one that is marked among several that are not is one. So is one that is marked and that the text calls
    "out of scope" or the like, and one that the architecture does not have beside others that it has. A row of a table
    in the clause of the figure that begins with an interface says that it implements the profile where it is marked,
    and "not covered" where it is not. Front matter is not looked at.

    An interface that is said to use a profile is compared with the sentence that one of its ends has another one only.

    Given (in 4)::

        .. communication-environment::

           entities: [NNAP, MED]
           interfaces: [C]

    Bad (in 5.3)::

        The MAC layer is the same on the interfaces C and L.

    Good (in 5.3)::

        The MAC layer is the same on the interface C.
    """
    figures = [figure for figure in environments(project) if figure.interfaces]
    marked = {each.id for figure in figures for each in figure.marked_interfaces}
    outside: set[tuple[Location, str]] = set()
    for block, claim in claims_of(project, "interface-outside") if marked else ():
        outside |= {(block.at, name) for name in _ID.findall(claim.value)}
        covered = [name for name in _ID.findall(claim.value) if name in marked]
        if covered and block.normative:
            yield _left_out(block, covered[0])
    for block, claim in claims_of(project, "interfaces") if marked else ():
        named = _ID.findall(claim.value)
        foreign = [name for name in named if not figures[0].architecture.interface(name)]
        if len(foreign) == 1 < len(named) and block.normative:
            message = f"the text names the interface {foreign[0]} beside {next(n for n in named if n != foreign[0])}"
            yield Fault(block.at, f"{message}, but the architecture has no such interface: correct the text")
            continue
        others = [name for name in named if name not in marked and figures[0].architecture.interface(name)]
        covered = [name for name in named if name in marked]
        is_scope = _is_scope(block)
        few = len(others) > 1 if is_scope else True
        if not (others and covered and few and block.normative) or {(block.at, name) for name in named} & outside:
            continue
        if is_scope and len(covered) <= len(others):
            yield _left_out(block, covered[0])  # What is left out are several, of which this is not one.
            continue
        message = f"the text names the interface {others[0]} beside {covered[0]}"
        yield Fault(block.at, f"{message}, but Figure 1 does not mark it: correct the text, or the figure")

    yield from _rows_of_interfaces(project, figures)
    yield from profile_problems(project, figures[0].architecture) if figures else ()


def _left_out(block: Block, name: str) -> Fault:
    message = f"the text leaves out the interface {name}, which Figure 1 marks"
    return Fault(block.at, f"{message}: correct the text, or the figure")


def _rows_of_interfaces(project: Project, figures: list[CommunicationEnvironment]) -> Iterator[Fault]:
    """Rows on one interface that say of it what its mark in the figure does not."""
    for block, claim in claims_of(project, "interface-row") if figures else ():
        meant = [figure for figure in figures if figure.clause is not None and contains(figure.clause, block.clause)]
        if not meant or not meant[0].architecture.interface(claim.subject):
            continue
        is_marked = any(each.id == claim.subject for figure in meant for each in figure.marked_interfaces)
        is_said = claim.value.startswith("implement")
        if is_said != is_marked:
            state = "marks it" if is_marked else "does not mark it"
            message = f'the row says of the interface {claim.subject} "{claim.value}", but the figure {state}'
            yield Fault(block.at, f"{message}: correct the row, or the figure")


def _is_scope(block: Block) -> bool:
    return block.clause is not None and (block.clause.number or "").partition(".")[0] == "1"


@rule("environment-interface-ends", "4", WARNING)
def environment_interface_ends(project: Project) -> Iterator[Fault]:
    """An interface is marked in Figure 1 and not both entities that it connects, or the text connects others.

    What implements the profile on an interface are the entities at its ends, as the architecture has them. Sentences
    such as "interface C between MED and NNAP", and rows of tables below "Between", are compared with it, too.

    Bad (in 4)::

        .. communication-environment::

           entities: [HES, MED]
           interfaces: [G3]

    Good (in 4)::

        .. communication-environment::

           entities: [HES, LNAP]
           interfaces: [G3]
    """
    figures = environments(project)
    for figure in figures:
        marked = {each.id for each in figure.marked_entities}
        if not marked or len(marked) < len({text.value for text in figure.entities}):
            continue
        for text in figure.interfaces:
            interface = figure.architecture.interface(text.value)
            ends = interface.between if interface else ()
            absent = [end for end in dict.fromkeys(ends) if end not in marked and figure.architecture.entity(end)]
            if interface and absent:
                message = f"the interface {interface.id} is marked, but {' and '.join(absent)} at its end is not"
                yield Fault(text.at, f"{message}: mark it too, or another interface")
    for block, claim in claims_of(project, "interface-ends") if figures else ():
        architecture = figures[0].architecture
        known = architecture.interface(claim.subject)
        written = _entities(architecture, f"{claim.value} and {claim.more}")
        if known and written and written != set(known.between):
            message = f"the text has the interface {known.id} between {claim.value} and {claim.more}"
            yield Fault(block.at, f"{message}, but it connects {' and '.join(known.between)}: correct the text")


def _entities(architecture: Architecture, text: str) -> set[str] | None:
    """The two entities that a text names, None where it does not name two that are known."""
    names = [name.strip() for name in text.split(" and ")]
    found = [architecture.entity(name.removeprefix("the ").removeprefix("a ").removeprefix("an ")) for name in names]
    ids = {each.id for each in found if each}
    return ids if len(names) == 2 and all(found) and len(ids) == 2 else None  # noqa: PLR2004  it has two ends
