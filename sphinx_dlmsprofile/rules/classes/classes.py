"""New interface classes as a whole: identity, place, relation to OBIS codes (template: Clause 8, Annex B).

The contents of their tables are judged in ``attributes``, ``types``, ``limits`` and ``short_names``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_changes import same_class
from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.prose import Link
from sphinx_dlmsprofile.model.title import ProfileTitle, read_part_number
from sphinx_dlmsprofile.rules.classes._common import in_annex_b
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.registered import RegisteredClass, Registry


@rule("class-outside-annex-b", "Annex B", ERROR)
def class_outside_annex_b(project: Project) -> Iterator[Fault]:
    """A new interface class is defined outside Annex B.

    Annex B collects what a later edition of IEC 62056-6-2 takes over; a class elsewhere would be
    overlooked. Annex B is the annex of that letter, or one whose title speaks of interface classes.

    Bad (in 8)::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}

    Good (in Annex B)::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
    """
    for record in project.of(InterfaceClass):
        if not in_annex_b(project, record):
            where = f"in {record.clause.label}" if record.clause else "outside the clauses"
            yield Fault(
                record.at, f'the interface class "{record.name}" is defined {where}: move it to Annex B and refer to it'
            )


@rule("class-id-taken", "8", ERROR)
def class_id_taken(project: Project) -> Iterator[Fault]:
    """A new interface class has the class_id or the name of another class.

    A profile may add classes and may not change the existing ones. A higher version of an existing
    class, with its class_id and its name, is not a fault, nor is a class in a new edition of the
    part that introduced it. In names, case, spaces and hyphens do
    not count.

    Bad::

        .. cosem-class:: Long range radio setup
           :class-id: 8
           :version: 0

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}

    Good::

        .. cosem-class:: Long range radio setup
           :class-id: 180
           :version: 0

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
    """
    earlier: list[InterfaceClass] = []
    titles = project.of(ProfileTitle)
    figures = read_part_number(titles[0].title.value) if titles else None
    part = "-".join(map(str, figures or ()))
    for record in project.of(InterfaceClass):
        yield from _taken_by_registry(project.registry, record, part) or _taken_in_project(record, earlier)
        earlier.append(record)


def _taken_by_registry(registry: Registry, record: InterfaceClass, part: str) -> list[Fault]:
    """What collides with an existing class; ``part`` is the number of the profile, "8-6"."""
    existing = same_class(registry, record)
    if existing:
        allowed = existing.introduced_by == part or _is_newer(record, existing)
        return [] if allowed else [_version_taken(record, existing)]
    faults = []
    by_id = registry.class_by_id(record.id_number) if record.id_number is not None else None
    by_name = registry.class_by_name(record.name.value)
    if by_id and record.class_id:
        faults.append(
            Fault(record.class_id.at, f'class_id {by_id.class_id} belongs to "{by_id.name}": take a free one')
        )
    if by_name and (record.class_id or not _is_newer(record, by_name)):
        faults.append(
            Fault(
                record.name.at,
                f'"{by_name.name}" is the name of the existing class with class_id {by_name.class_id}: '
                "take another name, or that class_id with a higher version",
            )
        )
    return faults


def _is_newer(record: InterfaceClass, existing: RegisteredClass) -> bool:
    """Whether it can be a version that the existing class does not have yet; also where the version is unreadable."""
    if record.version is None:
        return False
    version = read_integer(record.version.value)
    # Version 0 exists even where no source gives the current one.
    return version is None or version > (existing.current_version or 0)


def _version_taken(record: InterfaceClass, existing: RegisteredClass) -> Fault:
    current = existing.current_version or 0
    return Fault(
        record.class_id.at if record.class_id else record.at,
        f'class_id {existing.class_id}, "{existing.name}", exists up to version {current}: '
        f"a new version is {current + 1} or above, a new class takes a free class_id and name",
    )


def _taken_in_project(record: InterfaceClass, earlier: list[InterfaceClass]) -> list[Fault]:
    """What collides with a class that this profile has defined before."""
    name = fold_joints(record.name.value)
    for other in earlier:
        same_name = bool(name) and fold_joints(other.name.value) == name
        place = f"line {other.at.line} of {other.at.source}"
        if record.class_id and record.id_number is not None and record.id_number == other.id_number:
            if same_name and _versions_differ(record, other):
                continue
            message = f'class_id {record.id_number} belongs to "{other.name}" ({place}): take another one'
            return [Fault(record.class_id.at, message)]
        if same_name:
            message = f'the interface class "{other.name}" is already defined ({place}): take another name'
            return [Fault(record.name.at, message)]
    return []


def _versions_differ(record: InterfaceClass, other: InterfaceClass) -> bool:
    first, second = (read_integer(each.version.value) if each.version else 0 for each in (record, other))
    return first is None or second is None or first != second


@rule("class-no-obis", "Annex B", ERROR)
def class_no_obis(project: Project) -> Iterator[Fault]:
    """A new interface class is not related to an OBIS code.

    Without a logical name nobody can find an instance of the class. A new version of an existing
    class keeps the codes of that class.

    Bad::

        .. cosem-class:: Long range radio setup
           :class-id: 180

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}

    Good::

        .. cosem-class:: Long range radio setup
           :class-id: 180
           :obis: 0-b:39.0.0.255

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
    """
    for record in project.of(InterfaceClass):
        has_codes = record.obis or same_class(project.registry, record) or _is_tied(project, record)
        if not has_codes and not record.incomplete:
            yield Fault(
                record.at,
                f'the interface class "{record.name}" has no OBIS code: '
                "give the logical names of its instances, as in :obis: 0-b:39.0.0.255",
            )


def _is_tied(project: Project, record: InterfaceClass) -> bool:
    """Whether a table of OBIS codes has a code of the class."""
    for table in project.of(ObisTable):
        if table.unread:
            return True
        for row in table.rows:
            name, class_id = written_class(row.interface_class.value) if row.interface_class else ("", None)
            is_same_id = class_id is not None and class_id == record.id_number
            if is_same_id or fold_joints(name) == fold_joints(record.name.value):
                return True
    return False


@rule("obis-form", "Annex B", ERROR)
def obis_form(project: Project) -> Iterator[Fault]:
    """An OBIS code is not six value groups in range.

    IEC 62056-6-1 writes A-B:C.D.E.F, with A from 0 to 15 and the others from 0 to 255. The letter
    of a group stands for all its values (``b``: any channel), and ``0..9`` for a range.

    Bad::

        .. cosem-class:: Long range radio setup
           :obis: 0-b:39.0.256

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}

    Good::

        .. cosem-class:: Long range radio setup
           :obis: 0-b:39.0.0..9.255

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
    """
    for code in _codes(project):
        if read_obis(code.value) is None:
            yield Fault(
                code.at,
                f'"{code}" is not an OBIS code: write six value groups as A-B:C.D.E.F, '
                "A from 0 to 15, the others from 0 to 255, for instance 0-b:39.0.0.255",
            )


def _codes(project: Project) -> Iterator[Text]:
    for record in project.of(InterfaceClass):
        yield from record.obis
    for table in project.of(ObisTable):
        yield from (row.code for row in table.rows)
    yield from (Text(link.target, link.at) for link in project.of(Link) if link.kind == "dlms:obis")
