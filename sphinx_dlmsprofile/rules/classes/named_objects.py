"""Attributes, methods and OBIS codes that the text names with the roles ``cosem`` and ``obis``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_references import knows_all
from sphinx_dlmsprofile.model.finding import Severity, meant
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.prose import Link
from sphinx_dlmsprofile.registry.cosem_names import find_named
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.registry.obis_groups import Owner, owner_of
from sphinx_dlmsprofile.rules.rule import ADVICE, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import closest, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.obis import ObisCode
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.registered import Registry
    from sphinx_dlmsprofile.registry.cosem_names import Named


_LAST_CONTEXT = 89
"""The last C of the codes that the registry knows: what follows are registers, lists and events of all kinds."""


@rule("class-part-unknown", "8", WARNING, fixes=True)
def class_part_unknown(project: Project) -> Iterator[Fault]:
    """A reference names a version, an attribute or a method that the interface class does not have.

    The role ``cosem`` is judged: ``Clock.time``, ``Clock.2``, ``Clock@0.time`` for one of version 0,
    ``Clock.1()`` for a method. In names, case and underscores do not matter. Where the registry does not
    know all versions of a class, or knows their attributes from a single source, nothing is reported.

    Bad (in 8)::

        The station sets :cosem:`Clock.hour`.

    Good (in 8)::

        The station sets :cosem:`Clock.time`.
    """
    if not knows_all(project):
        return
    for link in project.of(Link):
        named = find_named(known_objects(project), link.target) if link.kind == "dlms:cosem" else None
        if named and (problem := _unknown_version(named)):
            yield Fault(link.at, problem)
        elif named and (unknown := _unknown_part(named)):
            problem, close = unknown
            edit = meant(link.target, close and link.target.replace(named.name.part or "", close))
            yield Fault(link.at, problem, edit=edit)


def _unknown_version(named: Named) -> str | None:
    known, version = named.interface_class, named.name.version
    if version is None or known.current_version is None or version in known.versions:
        return None
    return f'"{known.name}" has no version {version}: the highest known is {known.current_version}'


def _unknown_part(named: Named) -> tuple[str, str | None] | None:
    """What is wrong with the part of a name, and which one is meant."""
    known, written = named.interface_class, named.name.part
    if not written or named.part:
        return None
    version = named.name.version
    versions = [version] if version is not None else known.versions
    layouts = [layout for each in versions if (layout := known.layout(each)) and layout.confirmed]
    if not layouts or len(layouts) < len(versions):
        return None
    plain = written.removesuffix("()")
    by_number = plain.isdecimal()
    if not by_number and any(not attribute.verbatim for layout in layouts for attribute in layout.attributes):
        return None
    names = [each.name for layout in layouts for each in layout.attributes]
    names += [each.name for layout in layouts for each in layout.methods]
    close = None if by_number else closest(plain, names)
    counted = f"{len(layouts[-1].attributes)} attributes and {len(layouts[-1].methods)} methods"
    where = f"version {version} of " if version is not None else ""
    advice = suggest(close, f"it has {counted}")
    return f'{where}"{known.name}" has no attribute or method "{written}": {advice}', close


@rule("obis-unknown", "8, Annex B", ADVICE)
def obis_unknown(project: Project) -> Iterator[Fault]:
    """The text names an OBIS code that neither the registry nor Annex B knows.

    The role ``obis`` is judged, except for codes left to manufacturers, utilities, consortia and countries.
    The registry knows the codes of communication and management objects (value group A 0, C up to 89), and is
    not complete: this is advice, except for codes in reserved ranges, which give a warning.

    Bad (in 8)::

        The time stands in :obis:`0-0:1.1.0.255`, its port in :obis:`0-0:90.0.0.255`.

    Good (in 8)::

        The time stands in :obis:`0-0:1.0.0.255`.
    """
    if any(table.unread for table in project.of(ObisTable)) or not knows_all(project):
        return
    for link in project.of(Link):
        code = read_obis(link.target) if link.kind == "dlms:obis" else None
        if code is None or any(known_objects(project).relations_of(code)):
            continue
        owner = owner_of(code)
        if owner is Owner.RESERVED:
            message = f"the OBIS code {link.target} lies in a reserved range: correct it, or define it in Annex B"
            yield Fault(link.at, message, severity=Severity.WARNING)
        elif owner is Owner.STANDARD and code.groups[2][1] <= _LAST_CONTEXT:
            problem = f"no object with the OBIS code {link.target} is known"
            yield Fault(
                link.at, f"{problem}: {_nearest(known_objects(project), code) or 'look it up in IEC 62056-6-1'}"
            )


def _nearest(known: Registry, code: ObisCode) -> str | None:
    """The code that differs in a single group, the later the nearer, if it is that of one class."""
    differing = [(relation, relation.code.differing(code)) for relation in known.relations]
    last = max((groups for _, groups in differing if len(groups) == 1), default=None)
    near = [relation for relation, groups in differing if groups == last]
    if len({relation.class_id for relation in near}) != 1:
        return None
    return f'did you mean {near[0].code}, "{known.class_name(near[0].class_id)}"?'
