"""New versions of existing interface classes (IEC 62056-6-2; template: Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_changes import Change, PartChange, changes, same_class, superseded
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.model.registered import RegisteredAttribute
from sphinx_dlmsprofile.registry.data_types import type_by_name
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.analysis.class_changes import Supersession
    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "Annex B"


@rule("class-version-breaks", _CLAUSE, ERROR)
def class_version_breaks(project: Project) -> Iterator[Fault]:
    """A new version of an existing class gives a number of the old version another meaning.

    A client that knows the old version reads attribute 2 and gets something else. A new version adds
    attributes and methods after the existing ones; one that is not used any more keeps its number and
    its name. Another data type is a warning: versions of IEC 62056-6-2 have done it. The comparison uses what the
    registry knows for sure about the version that is superseded.

    Bad::

        .. cosem-class:: NTP setup
           :class-id: 100
           :version: 1

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: activated, type: boolean, static: yes}
             3: {name: server_port, type: long-unsigned, static: yes}

    Good::

        .. cosem-class:: NTP setup
           :class-id: 100
           :version: 1

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: activated, type: boolean, static: yes}
             3: {name: server_address, type: octet-string, static: yes}
             4: {name: server_port, type: long-unsigned, static: yes}
             5: {name: authentication_method, type: enum, static: yes}
             6: {name: authentication_keys, type: array, static: yes}
             7: {name: client_key, type: octet-string, static: yes}
             8: {name: last_answer, type: date-time, static: no}
           methods:
             1: {name: synchronize, type: integer}
             2: {name: add_authentication_key, type: structure}
             3: {name: delete_authentication_key, type: double-long-unsigned}
    """
    for record in project.of(InterfaceClass):
        found = superseded(project.registry, record)
        if found and found.layout and found.layout.confirmed and record.attributes and not record.incomplete:
            made = changes(found.layout, record, _is_data_type)
            yield from _moved(record, found, [each for each in made if each.change is Change.MOVED])
            yield from _gone(record, found, [each for each in made if each.change is Change.REMOVED])
            for each in made:
                yield from _broken(found, each)


def _is_data_type(name: str) -> bool:
    return type_by_name(name) is not None


def _moved(record: InterfaceClass, found: Supersession, moved: Sequence[PartChange]) -> Iterator[Fault]:
    """One fault for all that moved: a single insertion moves all that follows."""
    before = [each for each in moved if each.before]
    if not before:
        return
    first = before[0]
    more = f", and {len(before) - 1} more move" if len(before) > 1 else ""
    old = f'{first.kind} {first.number}, "{_was(first)}", of version {found.version}'
    at = first.after.number.at if first.after else record.at
    yield Fault(at, f"{old} now has the number {first.other}{more}: keep the numbers, and add what is new after them")


def _gone(record: InterfaceClass, found: Supersession, gone: Sequence[PartChange]) -> Iterator[Fault]:
    """One fault for all that is missing: perhaps only what is new was written."""
    if not gone:
        return
    was = f'{gone[0].kind} {gone[0].number} is "{_was(gone[0])}" in version {found.version}'
    more, them = (f", and {len(gone) - 1} more are", "them") if len(gone) > 1 else ("", "it")
    advice = f"keep {them}, and say in the description what is not used"
    yield Fault(record.at, f"{was} and is missing in this one{more}: {advice}")


def _broken(found: Supersession, each: PartChange) -> Iterator[Fault]:
    was = f'{each.kind} {each.number} is "{_was(each)}" in version {found.version}'
    if each.change is Change.RENAMED and each.after and _has_sure_name(each):
        advice = "keep its name, and add what is new after the last number"
        yield Fault(each.after.number.at, f'{was} and "{each.after.name}" in this one: {advice}')
    elif each.change is Change.RETYPED and _has_sure_type(each) and each.before and each.after and each.after.type:
        message = f"{was} with the type {each.before.type}, and has the type {each.after.type.name} in this one"
        yield Fault(each.after.type.name.at, f"{message}: add an attribute instead", severity=Severity.WARNING)


def _was(each: PartChange) -> str:
    return each.before.name if each.before else ""


def _has_sure_name(each: PartChange) -> bool:
    """Whether the registry has the name as the standard writes it."""
    return not isinstance(each.before, RegisteredAttribute) or each.before.verbatim


def _has_sure_type(each: PartChange) -> bool:
    """Whether sources of different origin agree on the type; a project answers for its own files."""
    return not isinstance(each.before, RegisteredAttribute) or (each.before.confirmed and not each.before.disputed)


@rule("class-version-supersedes", _CLAUSE, ERROR)
def class_version_supersedes(project: Project) -> Iterator[Fault]:
    """A class says that it supersedes a version that does not exist, or that is not below its own.

    ``:supersedes:`` is for a new version of an existing class, one with its class_id and its name.
    Without it, the highest version below the new one is meant.

    Bad::

        .. cosem-class:: Clock
           :class-id: 8
           :version: 1
           :supersedes: 3

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}

    Good::

        .. cosem-class:: Clock
           :class-id: 8
           :version: 1
           :supersedes: 0

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
    """
    for record in project.of(InterfaceClass):
        before = read_integer(record.supersedes.value) if record.supersedes else None
        if before is None or record.supersedes is None:
            continue
        existing = same_class(project.registry, record)
        version = read_integer(record.version.value) if record.version else None
        if existing is None:
            problem = f'"{record.name}" is not an existing class with that class_id: remove supersedes'
        elif existing.versions and before not in existing.versions:
            known = ", ".join(map(str, existing.versions))
            problem = f'"{existing.name}" has no version {before}: known are {known}'
        elif version is not None and before >= version:
            problem = f"version {version} cannot supersede version {before}: it has to be higher"
        else:
            continue
        yield Fault(record.supersedes.at, problem)


@rule("class-version-unknown", _CLAUSE, ADVICE)
def class_version_unknown(project: Project) -> Iterator[Fault]:
    """The registry knows the attributes of the superseded version from one source, or does not know them.

    Then nothing is judged, and without the attributes no table of changes is made. A file of ``dlms_registry`` can
    give the attributes and methods of the old version.

    Bad::

        .. cosem-class:: Attestation
           :class-id: 170
           :version: 1

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}

    Good::

        .. cosem-class:: Clock
           :class-id: 8
           :version: 1

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
    """
    for record in project.of(InterfaceClass):
        found = superseded(project.registry, record)
        if found is None or (found.layout and found.layout.confirmed):
            continue
        if found.version in found.existing.versions:
            known = "the attributes from a single source" if found.layout else "no attributes"
            problem = f'for version {found.version} of "{found.existing.name}" the registry knows {known}'
            yield Fault(record.at, f"{problem}, so nothing is judged: give them in a file of dlms_registry")
