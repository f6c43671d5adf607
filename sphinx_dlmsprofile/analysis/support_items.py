"""What an implementation can support or not, and what the profile demands of it: services, suites, SAPs, methods.

Conditions name these items, and an implementation conformance statement asks for them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.analysis.support_numbers import explanations_of, number_of
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.lower_layers import AdaptationLayer, Registration
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.objects import Objects
from sphinx_dlmsprofile.model.provision_attributes import IMPLEMENTERS
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.model.support import is_code, read_support
from sphinx_dlmsprofile.model.usage import StandardUsage
from sphinx_dlmsprofile.model.value_table import Associations, Security, ValueTable, demand_of, is_affirmed, is_none
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.registry.services import ASSOCIATION_KINDS
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold_joints
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.analysis.support_numbers import Explanations
    from sphinx_dlmsprofile.model.cosem import Attribute, Method
    from sphinx_dlmsprofile.model.headed_texts import Heading
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.model.support import Support
    from sphinx_dlmsprofile.model.value_table import Cell, Row
    from sphinx_dlmsprofile.text.location import Location

_NUMBER = regex(r"(?:^|\s)([0-9]+)\b")
_KINDS = {"suites": "security suite", "policies": "security policy", "authentication": "authentication"}
_NOUNS = {"suites": ("suite",), "policies": ("policy",)}


@frozen(kw_only=True)
class SupportItem:
    """Something that is supported or not.

    ``identifier`` lasts, as "service GET" and "class 180 method 2" do. ``group`` is the subject by which statements
    list it. ``names`` are those by which conditions may call it. ``written`` is the demand as it stands there, empty
    where nothing is said, ``demand`` the same with its explanation where it is the number of one, "C1".
    ``is_asked`` where it stands in a place for demands, so that it is asked whatever is written there.
    """

    identifier: str
    group: str
    name: str
    names: tuple[str, ...]
    at: Location
    record: Record
    demand: str = ""
    written: str = ""
    is_asked: bool = False

    @property
    def support(self) -> Support | None:
        """What is demanded; None where nothing is said that can be read."""
        return read_support(self.demand) if self.demand else None


def support_items(project: Project) -> tuple[SupportItem, ...]:
    """All items in document order, table by table; an item of several tables as often as it stands there."""
    return project.memo(_find)


def items_by_name(project: Project) -> Mapping[str, SupportItem]:
    """The items by the names that conditions may use, folded; the first of a name."""
    return project.memo(_by_name)


def _by_name(project: Project) -> dict[str, SupportItem]:
    found: dict[str, SupportItem] = {}
    for item in support_items(project):
        for name in (item.identifier, *item.names):
            found.setdefault(fold_joints(name), item)
    return found


def explanations(project: Project) -> Explanations:
    """What explains the numbers of conditions and choices."""
    return project.memo(_explanations)


def explained(project: Project, text: str, record: Record) -> str:
    """A demand with the explanation of its number, where it is one."""
    found = explanations(project).of(text, record) if number_of(text) else None
    if found is None or read_support(found.demand) is None:
        return text
    return found.demand


def _explanations(project: Project) -> Explanations:
    return explanations_of(project, [(each.demand, each.record, each.at) for each in _all(project) if each.demand])


def _find(project: Project) -> tuple[SupportItem, ...]:
    return tuple(
        replace(each, demand=explained(project, each.demand, each.record), written=each.demand)
        for each in _all(project)
    )


def _all(project: Project) -> Iterator[SupportItem]:
    for kind, items in _OF.items():
        for record in project.of(kind):
            yield from items(record)


def _of_services(table: XdlmsServices) -> Iterator[SupportItem]:
    for row in table.rows:
        for service in row.services:
            name = unmarked(service.value)
            yield SupportItem(
                identifier=f"service {name}",
                group="xDLMS services",
                name=name,
                names=(name, f"{name} service", f"xDLMS service {name}"),
                at=service.at,
                record=table,
                demand=row.support.value if row.support else "" if row.used else "excluded",
                is_asked=row.support is not None,
            )


def _of_usage(usage: StandardUsage) -> Iterator[SupportItem]:
    return _of_headings(usage, unmarked(usage.designation.value), usage.uses)


def _of_adaptation(layer: AdaptationLayer) -> Iterator[SupportItem]:
    return _of_headings(layer, unmarked(layer.layer.value) if layer.layer else "adaptation layer", layer.parts)


def _of_registration(registration: Registration) -> Iterator[SupportItem]:
    return _of_headings(registration, "registration", registration.parts)


def _of_stack(record: LayerStack) -> Iterator[SupportItem]:
    for profile in record.profiles:
        name = unmarked(profile.name.value)
        plain = name.removesuffix(" profile")
        yield SupportItem(
            identifier=f"profile {plain}",
            group="Communication profiles",
            name=name,
            names=(name, f"{plain} profile", f"profile {name}"),
            at=profile.at,
            record=record,
        )
    for layer in record.layers:
        name = unmarked(layer.name)
        yield SupportItem(
            identifier=f"layer {name}",
            group="Layers",
            name=name,
            names=(name, f"{name.removesuffix(' layer')} layer"),
            at=layer.at or record.at,
            record=record,
        )


def _of_headings(record: Record, subject: str, headings: Iterable[Heading]) -> Iterator[SupportItem]:
    for heading in headings:
        for text in heading.texts:
            if not (text.label or text.support):
                continue
            name = unmarked((text.label or text.text).value)
            yield SupportItem(
                identifier=f"{subject} {name}",
                group=f"Use of {subject}" if isinstance(record, StandardUsage) else subject.capitalize(),
                name=name,
                names=(name, f"{name} of {subject}"),
                at=text.at,
                record=record,
                demand=text.support.value if text.support else "",
                is_asked=text.support is not None,
            )


def _of_saps(table: SapTable) -> Iterator[SupportItem]:
    for row in table.rows:
        side, name = row.side.value, unmarked(row.name.value)
        written = ", ".join(each.written(table.width) for each in row.ranges) or row.values.value
        yield SupportItem(
            identifier=f"sap {side} {written}",
            group="Service access points",
            name=f"{side} SAP {written} {name}",
            names=(f"{side} SAP {written}", f"{side} SAP {name}", name, f"SAP {name}"),
            at=row.values.at,
            record=table,
            demand=row.support.value if row.support else "",
            is_asked=row.support is not None,
        )


def _of_table(table: ValueTable) -> Iterator[SupportItem]:
    heads = dict.fromkeys(
        head for row in table.rows for cell in row.cells if (head := table.head_of(cell)) and demand_of(table, cell)
    )
    for group in table.groups:
        for row in group.rows:
            demands = [(cell, text.value) for cell in row.cells if (text := demand_of(table, cell))]
            if isinstance(table, Associations) and row.label is None:
                yield from _association(group.key, row, table, demands)
                continue
            found = {head: text for cell, text in demands if (head := table.head_of(cell))}
            is_common = any(table.head_of(cell) is None for cell in row.cells)
            in_columns = [] if is_common else [(head, found.get(head, "")) for head in heads]
            alone = next((text for cell, text in demands if not table.head_of(cell) and _is_demand(text)), "")
            if not alone and not in_columns and any(is_none(text) for _, text in demands):
                alone = "excluded"
            label = unmarked((row.label or row.cells[0].text).value)
            if row.label is None and (alone or in_columns or is_affirmed(label)):
                label = group.key
            item = _row(group.key, label, row.at, table)
            if in_columns:
                yield from _by_column(item, in_columns)
            elif alone or (isinstance(table, Security) and group.key in _KINDS):
                yield replace(item, demand=alone, is_asked=_is_demand(alone) and alone != "excluded")


def _is_demand(text: str) -> bool:
    """Whether a text alone in its row is a demand; that something is used, or is not, is none."""
    return is_code(text) or (read_support(text) is not None and not is_affirmed(text) and not is_none(text))


def _by_column(item: SupportItem, demands: Sequence[tuple[str, str]]) -> Iterator[SupportItem]:
    """An item for each column of demands; where there are several, each is called by its column."""
    for head, text in demands:
        if len(demands) == 1:
            yield replace(item, demand=text, is_asked=True)
        else:
            yield replace(
                item,
                identifier=f"{item.identifier}, {head}",
                name=f"{item.name}, {head}",
                names=tuple(f"{name}, {head}" for name in item.names),
                demand=text,
                is_asked=True,
            )


def _association(kind: str, row: Row, table: Record, demands: Sequence[tuple[Cell, str]]) -> Iterator[SupportItem]:
    """A kind of association; where its text is no demand, what is demanded of a kind that is used has to be stated."""
    item = SupportItem(
        identifier=f"association {kind}",
        group="Application associations",
        name=f"{kind} application association",
        names=tuple(
            f"{kind} {noun}" for noun in ("association", "associations", "application associations", "AA", "AAs")
        ),
        at=row.at,
        record=table,
    )
    in_columns = [(cell.column.value, text) for cell, text in demands if cell.column]
    if in_columns:
        yield from _by_column(item, in_columns)
        return
    texts = [text for _, text in demands]
    demand = next(filter(_is_demand, texts), "excluded" if any(map(is_none, texts)) else "")
    yield replace(item, demand=demand, is_asked=kind in ASSOCIATION_KINDS and demand != "excluded")


def _row(key: str, label: str, at: Location, table: ValueTable) -> SupportItem:
    kind = _KINDS.get(key, key.replace("-", " "))
    number = _NUMBER.search(label)
    numbered = f"{kind} {number[1]}" if number and key in _NOUNS else ""
    return SupportItem(
        identifier=numbered or f"{kind} {label}".strip(),
        group="Security" if isinstance(table, Security) else kind.capitalize() or str(table.caption or "Further"),
        name=label,
        names=(label, *(f"{noun} {number[1]}" for noun in _NOUNS.get(key, ()) if number)),
        at=at,
        record=table,
    )


def _of_class(record: InterfaceClass) -> Iterator[SupportItem]:
    name = unmarked(record.name.value)
    called = f"class {name if record.id_number is None else record.id_number}"
    if record.version and read_integer(record.version.value):
        called = f"{called} version {record.version}"
    yield SupportItem(
        identifier=called,
        group="Interface classes",
        name=f"{name} (class_id {record.class_id}" + (f", version {record.version})" if record.version else ")"),
        names=(name, f"class {name}", f"interface class {name}", f"class_id {record.id_number}"),
        at=record.at,
        record=record,
    )
    members: tuple[Attribute | Method, ...] = (*record.attributes, *record.methods)
    for place, member in enumerate(members):
        kind = "attribute" if place < len(record.attributes) else "method"
        own = unmarked(member.name.value) if member.name else ""
        number = read_integer(member.number.value)
        yield SupportItem(
            identifier=f"{called} {kind} {member.number if number is None else number}",
            group="Interface classes",
            name=f"{name}: {kind} {member.number} {own}".strip(),
            names=(f"{name}.{own}", f"{kind} {name}.{own}", f"{name}.{member.number}"),
            at=member.at,
            record=record,
            demand=member.demand,
            is_asked=bool(member.demand),
        )


def _of_objects(table: Objects) -> Iterator[SupportItem]:
    for each in table.entries:
        code = str(read_obis(each.code.value) or each.code)
        name = unmarked(each.name.value) if each.name else ""
        of_class = unmarked(each.interface_class.value) if each.interface_class else ""
        yield SupportItem(
            identifier=f"object {code} {of_class}".rstrip(),
            group="Objects",
            name=f"{each.code} {name or of_class}".rstrip(),
            names=(f"object {code}", code, *filter(None, (name,))),
            at=each.at,
            record=table,
            demand=each.support.value if each.support else "",
            is_asked=each.support is not None,
        )
        for part in each.parts:
            if part.support:
                yield SupportItem(
                    identifier=f"object {code} {of_class} {part.kind} {unmarked(part.key.value)}",
                    group="Objects",
                    name=f"{each.code} {name or of_class}: {part.kind} {unmarked(part.key.value)}",
                    names=(f"{code}.{unmarked(part.key.value)}",),
                    at=part.at,
                    record=table,
                    demand=part.support.value,
                    is_asked=True,
                )


_OF: Mapping[type[Record], Callable[[Any], Iterator[SupportItem]]] = {
    LayerStack: _of_stack,
    StandardUsage: _of_usage,
    AdaptationLayer: _of_adaptation,
    Registration: _of_registration,
    SapTable: _of_saps,
    XdlmsServices: _of_services,
    ValueTable: _of_table,
    InterfaceClass: _of_class,
    Objects: _of_objects,
}
"""What makes items of the records of a kind."""

ROLES = IMPLEMENTERS
"""What an implementation is; a condition may name it."""
