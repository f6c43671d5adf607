"""The values of attributes in examples of the configuration of the lower layers, against the classes and objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.claim import Claim
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.objects import Objects
from sphinx_dlmsprofile.model.value_table import LowerLayerConfiguration
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.rules.claims import _values as values
from sphinx_dlmsprofile.rules.claims._common import members_called, records_called
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold_joints
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location, Text

_VALUE = regex(
    r"(?P<value>-?(?:0[xX][0-9A-Fa-f]+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+))(?![\w.,:-])"
    r"(?:[ \u00a0](?P<unit>ms|s|min|h|octets?|dBm|dB)\b)?(?: \((?P<name>[^()]+)\))?"
)
_UNITS = {
    "ms": "milliseconds",
    "s": "seconds",
    "min": "minutes",
    "h": "hours",
    "octet": "octets",
    "octets": "octets",
    "dBm": "dBm",
    "dB": "dB",
}
_DESCRIBED = regex(rf"\bin (?:units of )?({'|'.join(sorted(set(_UNITS.values()), key=len, reverse=True))})\b")
_MOST = 3
"""How many attributes a table has to show for their class to be known by them."""


def configured(project: Project) -> Iterator[tuple[Location, str]]:
    """What is wrong with a value: out of the range, in another unit, not the one that is fixed, of another object."""
    fixed = fixed_values(project)
    for table in project.of(LowerLayerConfiguration):
        names = [unmarked(row.label.value) for row in table.rows if row.label]
        for row in table.rows:
            name = unmarked(row.label.value if row.label else "")
            for cell in row.cells if row.label else ():
                if name == "logical_name":
                    problem = _other_object(project, names, unmarked(cell.text.value))
                else:
                    problem = _other_value(project, fixed, name, unmarked(cell.text.value))
                # What has changed places in one row, or stands there twice, is one cause.
                if problem:
                    yield cell.text.at, problem
                    break


def measured(project: Project) -> Iterator[tuple[Location, str]]:
    """Units of attributes in tables of objects that the description of the class gives otherwise."""
    symbols = {word: symbol for symbol, word in _UNITS.items()}
    for part in (each for table in project.of(Objects) for entry in table.entries for each in entry.attributes):
        name = unmarked(part.key.value)
        described = unit_of(project, name) if part.unit else None
        if part.unit and described and part.unit.value in _UNITS and _UNITS[part.unit.value] != described:
            yield part.unit.at, f'the unit of "{name}" is {symbols[described]} by the description of its class'


def _other_value(project: Project, fixed: dict[str, tuple[str, Location]], name: str, text: str) -> str | None:
    match = _VALUE.match(text)
    if match is None:
        return None
    claim = Claim("value", name, match["value"], match["name"] or "", match[0])
    if problem := values.value_of(project, claim):
        return problem
    right, at = fixed.get(fold_joints(name), ("", None))
    if at and read_value(right) not in {None, read_value(match["value"])}:
        where = f"{at.source}, line {at.line}"
        return f'the table of objects in {where}, fixes "{name}" at {right}, not {match["value"]}'
    described = unit_of(project, name)
    if match["unit"] and described and _UNITS[match["unit"]] != described:
        return f'"{name}" is in {described} by the description of its class, not in {_UNITS[match["unit"]]}'
    return None


def fixed_at(project: Project, claim: Claim) -> str | None:
    """A value that the text says an attribute is limited to, and a table of objects fixes otherwise."""
    right, at = fixed_values(project).get(fold_joints(claim.subject), ("", None))
    if at is None or read_value(right) in {None, read_value(claim.value)}:
        return None
    where = f"{at.source}, line {at.line}"
    return f'the table of objects in {where}, fixes "{claim.subject}" at {right}, not {claim.value}'


def unit_of(project: Project, name: str) -> str | None:
    """The one unit that the description of an own attribute gives."""
    found = project.memo(_own_units).get(fold_joints(name), ())
    return next(iter(found)) if len(found) == 1 else None


def _own_units(project: Project) -> dict[str, set[str]]:
    """The units that the descriptions of own attributes give, by their names."""
    found: dict[str, set[str]] = {}
    for each in (each for record in project.of(InterfaceClass) for each in record.attributes):
        if each.name and each.description and (units := units_of(each.description)):
            found.setdefault(fold_joints(unmarked(each.name.value)), set()).update(units)
    return found


def units_of(description: Text) -> list[str]:
    """The units that a description gives."""
    return _DESCRIBED.findall(unmarked(description.value))


def _other_object(project: Project, names: list[str], text: str) -> str | None:
    """A logical name that is not one of the class whose attributes the table shows."""
    homes: set[str] | None = None
    shown = [name for name in names if name != "logical_name"]
    for name in shown:
        own = {member.class_name for member in members_called(project, name) if member.own}
        homes = own if homes is None else homes & own
    code = read_obis(text.strip())
    if len(shown) < _MOST or not homes or len(homes) > 1 or code is None:
        return None
    (home,) = homes
    known = known_objects(project)
    named, owners = known.class_by_name(home), known.classes_with(code)
    if named is None or named.class_id in owners:
        return None
    if not owners:
        codes = [read_obis(each.value) for record in records_called(project, home) for each in record.obis]
        if not codes or None in codes or any(each.overlaps(code) for each in codes if each):
            return None
        return f'{text} is not an object of "{home}", whose attributes these are'
    return f'{text} is an object of "{known.class_name(owners[0])}", and the attributes are those of "{home}"'


def fixed_values(project: Project) -> dict[str, tuple[str, Location]]:
    """The values that tables of objects fix, by the name of the attribute, where it has one alone."""
    found: dict[str, tuple[str, Location]] = {}
    doubled: set[str] = set()
    for part in (each for table in project.of(Objects) for entry in table.entries for each in entry.attributes):
        if part.value is None:
            continue
        name = fold_joints(unmarked(part.key.value))
        if found.setdefault(name, (part.value.value, part.value.at))[0] != part.value.value:
            doubled.add(name)
    return {name: value for name, value in found.items() if name not in doubled}
