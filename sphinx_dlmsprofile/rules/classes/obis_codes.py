"""New OBIS codes: their place, whether they are free, the classes they are tied to (template: Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.class_references import knows_all
from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.meant_class import class_by_id, meant_class
from sphinx_dlmsprofile.model.obis import ObisCode, read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.registry.obis_groups import Owner, owner_of, reserved_ranges
from sphinx_dlmsprofile.rules.classes._common import in_annex_b
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold_joints
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.meant_class import MeantClass
    from sphinx_dlmsprofile.model.obis_table import ObisRow
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Text


_OTHERS: dict[Owner | None, str] = {
    Owner.MANUFACTURER: "manufacturers",
    Owner.UTILITY: "utilities",
    Owner.CONSORTIA: "consortia",
    Owner.COUNTRY: "countries",
}


_ROLE = regex(r":(?:dlms:)?cosem:`|\{(?:dlms:)?cosem\}`")


class _Use(NamedTuple):
    """A code that the profile gives to objects of a class."""

    text: Text
    code: ObisCode
    class_id: int | None
    class_name: str


@rule("obis-outside-annex-b", "Annex B", ERROR)
def obis_outside_annex_b(project: Project) -> Iterator[Fault]:
    """A new OBIS code is defined outside Annex B.

    Annex B collects what a later edition of IEC 62056-6-1 takes over. A table elsewhere may repeat
    codes that exist, with the classes that they have.

    Bad (in 8)::

        .. obis-codes:: Further codes

           0-b:39.2.0.255: {class: Clock, name: Clock of the radio}

    Good (in 8)::

        .. obis-codes:: Codes that are used

           0-0:1.0.0.255: {class: Clock, name: Clock}
    """
    for table in project.of(ObisTable):
        if in_annex_b(project, table):
            continue
        for row in table.rows:
            code = read_obis(row.code.value)
            if code and not _exists(project, row, code):
                where = f"in {table.clause.label}" if table.clause else "outside the clauses"
                yield Fault(row.code.at, f"the OBIS code {row.code} is defined {where}: move it to Annex B")
                break


def _exists(project: Project, row: ObisRow, code: ObisCode) -> bool:
    """Whether the registry gives the code, or a part of its range, to the class of the row; or Annex B does."""
    meant = _meant(project, row)
    if meant is None:
        return False
    if meant.class_id in project.registry.classes_with(code):
        return True
    return any(
        (own := read_obis(each.value)) and own.overlaps(code)
        for record in _called(project, meant.name)
        for each in record.obis
    )


def _meant(project: Project, row: ObisRow) -> MeantClass | None:
    if row.interface_class is None:
        return None
    return meant_class(project, *written_class(row.interface_class.value))


@rule("obis-taken", "Annex B", ERROR)
def obis_taken(project: Project) -> Iterator[Fault]:
    """An OBIS code is given to objects of a class, and has another use already.

    A code stands for one object. The registry knows codes of abstract objects, from a single source: a code
    that is not found is not necessarily free. Within the profile, two classes cannot share a code.

    Bad::

        .. cosem-class:: Long range radio setup
           :obis: 0-b:25.9.0.255

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}

    Good::

        .. cosem-class:: Long range radio setup
           :obis: 0-b:39.0.0.255

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
    """
    earlier: list[_Use] = []
    for use in _uses(project):
        others = project.registry.classes_with(use.code)
        if others and use.class_id not in others:
            known = project.registry.class_by_id(others[0])
            name = f'"{known.name}"' if known else f"class_id {others[0]}"
            yield Fault(use.text.at, f"the OBIS code {use.text} belongs to {name}: take a free one")
        elif other := next((each for each in earlier if _collide(use, each)), None):
            problem = f'the OBIS code {use.text} is given to "{other.class_name}" in line {other.text.at.line}'
            yield Fault(use.text.at, f"{problem}: take another")
        earlier.append(use)


def _uses(project: Project) -> Iterator[_Use]:
    """All codes of the profile; obis-class-mismatch reports one that is tied to an unknown class."""
    for record in project.of(InterfaceClass):
        for text in record.obis:
            if code := read_obis(text.value):
                yield _Use(text, code, record.id_number, record.name.value)
    for table in project.of(ObisTable):
        for row in table.rows:
            code, meant = read_obis(row.code.value), _meant(project, row)
            if code and meant:
                yield _Use(row.code, code, meant.class_id, meant.name)


def _collide(use: _Use, other: _Use) -> bool:
    if fold_joints(use.class_name) == fold_joints(other.class_name):
        return False
    if use.class_id is not None and use.class_id == other.class_id:
        return False
    return use.code.overlaps(other.code)


@rule("obis-range", "Annex B", WARNING)
def obis_range(project: Project) -> Iterator[Fault]:
    """A new OBIS code lies in a range that IEC 62056-6-1 leaves to others.

    Standards cannot assign those for manufacturers, utilities, consortia and countries: a meter
    may use the code for something else. Group B is the channel of a device, whose reserved values no object takes.

    Bad::

        .. cosem-class:: Long range radio setup
           :obis: 0-0:128.0.0.255

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}

    Good::

        .. cosem-class:: Long range radio setup
           :obis: 0-b:39.0.0.255

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
    """
    for use in _uses(project):
        owner = owner_of(use.code)
        if owner in _OTHERS and not any(project.registry.relations_of(use.code)):
            problem = f"the OBIS code {use.text} lies in a range that is left to {_OTHERS[owner]}"
            yield Fault(use.text.at, f"{problem}: take a free one outside it")
        elif owner is Owner.RESERVED and any(each.group == "b" for each in reserved_ranges(use.code)):
            problem = f"the OBIS code {use.text} has a reserved value of group B, the channel"
            yield Fault(use.text.at, f"{problem}: write b for any channel, or one from 0 to 64")


@rule("obis-class-mismatch", "Annex B", ERROR)
def obis_class_mismatch(project: Project) -> Iterator[Fault]:
    """An OBIS code is tied to an interface class that does not exist, or whose name and class_id differ.

    The class is one of IEC 62056-6-2, or one that the profile defines.

    Bad (in Annex B)::

        .. obis-codes:: New OBIS codes

           0-b:39.0.0.255: {class: Wide radio, name: Setup of the radio}

    Good (in Annex B)::

        .. obis-codes:: New OBIS codes

           0-b:39.0.0.255: {class: Data, name: Name of the radio}
    """
    if not knows_all(project):
        return
    for table in project.of(ObisTable):
        for row in table.rows:
            if row.interface_class is None:
                continue
            name, class_id = written_class(row.interface_class.value)
            if meant_class(project, name, class_id) is None:
                if _ROLE.search(row.interface_class.value):
                    continue  # class-unknown says it.
                named = f'"{row.interface_class}", which is not an interface class'
                message = f"the OBIS code {row.code} is tied to {named}"
                yield Fault(row.code.at, f"{message}: name one of IEC 62056-6-2, or define it in Annex B")
            elif name and class_id is not None and (other := _contradiction(project, name, class_id)):
                yield Fault(row.code.at, f'class_id {class_id} does not belong to "{name}": {other}')


@rule("obis-code-differs", "Annex B", WARNING)
def obis_code_differs(project: Project) -> Iterator[Fault]:
    """The definition of a new class names an OBIS code, and the table of codes gives the class another one.

    A class may have several codes. Reported is a code of the table that the definition does not name, where the
    definition names one that no table has: one of the two is a slip.

    Given (in Annex B)::

        .. cosem-class:: Long range radio setup
           :class-id: 180
           :version: 0
           :obis: 0-b:39.0.0.255

    Bad (in Annex B)::

        .. obis-codes:: New OBIS codes

           0-b:39.2.0.255: {class: Long range radio setup, name: Setup of the radio}

    Good (in Annex B)::

        .. obis-codes:: New OBIS codes

           0-b:39.0.0.255: {class: Long range radio setup, name: Setup of the radio}
    """
    for table in project.of(ObisTable):
        for row in table.rows:
            if row.interface_class and (missing := _other_code(project, row)):
                name, _ = written_class(row.interface_class.value)
                message = f'"{name}" has the OBIS code {missing} in line {missing.at.line}, and {row.code} here'
                yield Fault(row.code.at, f"{message}: correct one of them, or add the other")


def _other_code(project: Project, row: ObisRow) -> Text | None:
    """The code of a new class that no table has, where it does not have the one of the row."""
    code, meant = read_obis(row.code.value), _meant(project, row)
    if code is None or meant is None:
        return None
    own = _codes(text for record in _called(project, meant.name) for text in record.obis)
    if any(known.overlaps(code) for _, known in own):
        return None
    rows = (each for table in project.of(ObisTable) for each in table.rows)
    listed = _codes(each.code for each in rows if (other := _meant(project, each)) and other.name == meant.name)
    # A code of another class is reported as taken.
    free = ((text, known) for text, known in own if not project.registry.classes_with(known))
    return next((text for text, known in free if not any(known.overlaps(each) for _, each in listed)), None)


def _codes(texts: Iterable[Text]) -> list[tuple[Text, ObisCode]]:
    return [(text, code) for text in texts if (code := read_obis(text.value))]


def _called(project: Project, name: str) -> list[InterfaceClass]:
    return [record for record in project.of(InterfaceClass) if fold_joints(record.name.value) == fold_joints(name)]


def _contradiction(project: Project, name: str, class_id: int) -> str | None:
    """What is wrong where a name and a class_id do not belong together; None where they do, or this is not known."""
    by_name, by_id = meant_class(project, name, None), class_by_id(project, class_id)
    if by_name is None or by_name.class_id is None or by_name.class_id == class_id:
        return None
    if by_id is None:
        return f"write {by_name.class_id}"
    return f'it belongs to "{by_id.name}"; write {by_name.class_id}'
