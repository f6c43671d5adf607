"""What an APDU says of objects: names, values with their units, one line an object.

Data is read by what stands in it, for pushes seldom say more: a logical name and then a value, a scaler with a unit,
a reference to an attribute, an entry of an object list. What is none of these is a value without a name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu import date_times
from sphinx_dlmsprofile.apdu.codecs import read_octets
from sphinx_dlmsprofile.apdu.shapes import leaf_of, listed, logical_name_of, object_entry, reference, scaler_unit
from sphinx_dlmsprofile.apdu.shown_values import show_leaf, show_row
from sphinx_dlmsprofile.model.apdu import Element, Form, ObjectValue
from sphinx_dlmsprofile.registry.enumerations import Meanings, meanings_of
from sphinx_dlmsprofile.registry.obis_names import words_of_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.apdu.names import Names
    from sphinx_dlmsprofile.apdu.quantities import ScalerUnit
    from sphinx_dlmsprofile.model.apdu import Mention

_RESULTS = ("data-access-result", "result", "state-error", "service-error")
_PUSH_SETUP, _PUSH_OBJECT_LIST = 40, 2
_SCALED = {(3, 2), (4, 2), (5, 2), (5, 3)}
_SCALERS = {(3, 3), (4, 3), (5, 4)}
_BUFFER = (7, 2)
_CLOCK_TIME = (8, 2)
_DATES = {kind.value for kind in date_times.Kind}
_LOCAL_TIME = Meanings({}, {}, "time")
_LOCAL_TIME_CODES = (":0.9.1.255", ":0.9.2.255")
_VALUE = 2


class Reading(NamedTuple):
    """The values, and what fields mean in their light: by the offset after the field, and its type."""

    values: tuple[ObjectValue, ...]
    meanings: dict[tuple[int, str], str]


class _Of(NamedTuple):
    """What a value is said of; ``place`` is that of a part of it, in structures within structures, from 1."""

    logical_name: str = ""
    class_id: int | None = None
    attribute: int | None = None
    method: int | None = None
    label: str = ""
    place: tuple[int, ...] = ()


def read_values(
    apdu: Element, mentions: Sequence[Mention], lookup: Names | None, units: dict[str, ScalerUnit] | None = None
) -> Reading:
    """All that an APDU says of objects, in the order of its octets.

    ``units`` are those of objects that are known already, by logical name; those in the APDU are added.
    """
    reader = _Reader(lookup, {} if units is None else units)
    told = {mention.data.octets: _mentioned(mention) for mention in mentions if mention.data}
    for mention in mentions:
        if not mention.data:
            reader.mention(mention)
    for element in _outside_data(apdu):
        if element.type == "Data":
            reader.data(element, told.get(element.octets, _Of()))
        elif element.name in _RESULTS and element.form is Form.LEAF:
            reader.values.append(ObjectValue(offset=element.octets[0], name=element.name, value=element.value))
        elif element.name == "date-time" and element.value:
            octets = read_octets(element.value) or b""
            shown = date_times.show(octets, date_times.Kind.DATE_TIME) or date_times.show_wrong(octets)
            reader.values.append(ObjectValue(offset=element.octets[0], name=element.name, value=shown or element.value))
    return reader.reading()


def _outside_data(apdu: Element) -> Iterator[Element]:
    """The elements of an APDU, those of Data without what is in it."""
    waiting = [apdu]
    while waiting:
        element = waiting.pop()
        yield element
        if element.type != "Data":
            waiting.extend(reversed(element.children))


def _mentioned(mention: Mention) -> _Of:
    return _Of(mention.logical_name, mention.class_id, mention.attribute, mention.method)


class _Reader:
    """Collects values; ``units`` are those of objects, as far as they are known."""

    def __init__(self, lookup: Names | None, units: dict[str, ScalerUnit]) -> None:
        self.values: list[ObjectValue] = []
        self.meanings: dict[tuple[int, str], str] = {}
        self._lookup = lookup
        self._units = units
        self._scaled: list[tuple[int, Element, str]] = []

    def reading(self) -> Reading:
        """What was collected; values whose unit came after them have it now."""
        for index, leaf, name in self._scaled:
            if (unit := self._units.get(name)) and not self.values[index].unit:
                self.values[index] = self._with_unit(self.values[index], leaf, unit)
        return Reading(tuple(sorted(self.values, key=lambda value: value.offset)), self.meanings)

    def mention(self, mention: Mention) -> None:
        """An attribute or method without a value."""
        self.values.append(self._line(mention.name_offset, _mentioned(mention)))

    def data(self, data: Element, of: _Of) -> None:
        """The value of an attribute, or one of which nothing is said."""
        items = listed(data)
        if items is None:
            self._leaf(data, of)
        elif (unit := scaler_unit(items)) is not None:
            self._scaler_unit(data, unit, of)
        elif (referred := reference(items)) is not None:
            self._add(data, _Of(*referred, label=of.label), "")
        elif (entry := object_entry(items)) is not None:
            self._add(data, _Of(entry.logical_name, entry.class_id, label=of.label), entry.words)
        elif data.children[0].type == "structure":
            self._structure(items, of)
        else:
            self._array(data, items, of)

    def _array(self, data: Element, items: Sequence[Element], of: _Of) -> None:
        rows = (of.class_id, of.attribute) == _BUFFER or all(_is_row(item) for item in items)
        if not items:
            self._add(data, of, "no items")
        for number, item in enumerate(items, 1):
            inside = of._replace(label=f"{of.label}[{number - 1}]")
            if rows and listed(item) is not None:
                self._add(item, inside, show_row(item, self._row(item, inside)))
            else:
                self.data(item, inside)

    def _structure(self, items: Sequence[Element], of: _Of) -> None:
        """Its items: after a logical name a value and perhaps a unit, after a list of references their values."""
        at = 0
        while at < len(items):
            name = logical_name_of(items[at])
            follows = at + 1 < len(items) and not logical_name_of(items[at + 1])
            referred = self._references(items, at)
            if name and follows:
                at += self._named(items[at + 1 : at + 3], _Of(name), items[at])
            elif referred:
                for part, item in zip(referred, items[at + 1 :], strict=True):
                    self.data(item, _Of(*part))
                return
            else:
                self.data(items[at], of._replace(label=f"{of.label}[{at}]", place=(*of.place, at + 1)))
                at += 1

    def _references(self, items: Sequence[Element], at: int) -> list[tuple[str, int, int]]:
        """The references in an item, if the items after it are their values; a push need not push its own list."""
        inner = listed(items[at])
        found = [reference(listed(each) or ()) for each in inner or ()]
        referred = [each for each in found if each]
        rest = len(items) - at - 1
        if not rest or len(referred) != len(found):
            return []
        if len(referred) == rest + 1 and referred[0][1:] == (_PUSH_SETUP, _PUSH_OBJECT_LIST):
            referred = referred[1:]
        return referred if len(referred) == rest else []

    def _named(self, items: Sequence[Element], of: _Of, name: Element) -> int:
        """A value after its logical name, and its scaler and unit after that; returns how many items they are."""
        unit = scaler_unit(listed(items[1]) or ()) if len(items) > 1 else None
        if unit is not None:
            self._units.setdefault(of.logical_name, unit)
            self._explain_unit(items[1], unit)
        self.meanings[sum(name.octets), "octet-string"] = _explained(of.logical_name)
        first = len(self.values)
        self.data(items[0], of)
        if unit is not None and len(self.values) == first + 1:
            leaf = leaf_of(items[0])
            if leaf is not None:
                self.values[first] = self._with_unit(self.values[first], leaf, unit)
        return 2 if unit is None else 3

    def _leaf(self, data: Element, of: _Of) -> None:
        (leaf,) = data.children
        shown = show_leaf(leaf, self._known(of))
        if shown.meaning:
            self.meanings[sum(leaf.octets), leaf.type] = shown.meaning
        if of.logical_name and (of.class_id is None or (of.class_id, of.attribute) in _SCALED):
            self._scaled.append((len(self.values), leaf, of.logical_name))
        self._add(data, of, shown.value)
        if of.class_id is not None and of.attribute is not None and self._lookup:
            unit = self._lookup.attribute_unit(of.class_id, of.attribute, of.logical_name)
            if unit and leaf.value:
                self.meanings.setdefault((sum(leaf.octets), leaf.type), f"{shown.value} {unit}")
                self.values[-1] = replace(self.values[-1], unit=unit)

    def _row(self, row: Element, of: _Of) -> list[Meanings | None]:
        """What the parts of a row stand for, which its fields say, too."""
        known = [self._known(of._replace(place=(*of.place, at))) for at, _ in enumerate(listed(row) or (), 1)]
        for item, each in zip(listed(row) or (), known, strict=True):
            leaf = leaf_of(item)
            if leaf is not None and each and (shown := show_leaf(leaf, each)).meaning:
                self.meanings[sum(leaf.octets), leaf.type] = shown.meaning
        return known

    def _known(self, of: _Of) -> Meanings | None:
        """What the values of an attribute stand for: by the registry, else by its type."""
        class_id, attribute = _attribute_of(of)
        known = meanings_of(class_id, attribute, of.place) or self._own(class_id, attribute, of.place)
        if known is None and self._lookup and class_id is not None and attribute is not None and not of.place:
            kind = self._lookup.attribute_type(class_id, attribute)
            known = Meanings({}, {}, kind) if kind in _DATES else None
        return known or (_LOCAL_TIME if _is_local_time(of) else None)

    def _own(self, class_id: int | None, attribute: int | None, place: tuple[int, ...]) -> Meanings | None:
        """What a value of an attribute that a profile defines stands for."""
        if self._lookup is None or class_id is None or attribute is None:
            return None
        part = self._lookup.attribute_part(class_id, attribute, place)
        if part is None:
            return None
        return Meanings(dict(part.values), {}, part.type if part.type in _DATES else "", part.name)

    def _scaler_unit(self, data: Element, unit: ScalerUnit, of: _Of) -> None:
        if (of.class_id, of.attribute) in _SCALERS:
            self._units[of.logical_name] = unit
        self._explain_unit(data, unit)
        self._add(data, of, str(unit))

    def _explain_unit(self, data: Element, unit: ScalerUnit) -> None:
        scaler, code = (leaf_of(item) for item in listed(data) or ())
        if scaler is not None and code is not None:
            self.meanings[sum(scaler.octets), scaler.type] = f"10^{unit.scaler}"
            self.meanings[sum(code.octets), code.type] = unit.words

    def _with_unit(self, value: ObjectValue, leaf: Element, unit: ScalerUnit) -> ObjectValue:
        number = unit.apply(leaf.value)
        if not number:
            return value
        self.meanings[sum(leaf.octets), leaf.type] = f"{number} {unit.symbol}".rstrip()
        return replace(value, value=number, unit=unit.symbol)

    def _add(self, data: Element, of: _Of, value: str) -> None:
        self.values.append(replace(self._line(data.octets[0], of), value=value))

    def _line(self, offset: int, of: _Of) -> ObjectValue:
        name, attribute = "", ""
        if of.logical_name:
            own = self._lookup.object_name(of.class_id, of.logical_name) if self._lookup else ""
            name = own or words_of_code(of.logical_name)
        if of.class_id is not None:
            attribute = self._attribute(of.class_id, of)
            name = name or (self._lookup.class_name(of.class_id) if self._lookup else "")
        return ObjectValue(offset=offset, logical_name=of.logical_name, name=name or of.label, attribute=attribute)

    def _attribute(self, class_id: int, of: _Of) -> str:
        if of.method is not None:
            known = self._lookup.method_name(class_id, of.method) if self._lookup else ""
            return known or f"method {of.method}"
        if of.attribute is None:
            return ""
        known = self._lookup.attribute_name(class_id, of.attribute) if self._lookup else ""
        part = self._known(of) if of.place else None
        name = known or (f"attribute {of.attribute}" if of.attribute else "all attributes")
        return f"{name}.{part.name}" if part and part.name else name


def _attribute_of(of: _Of) -> tuple[int | None, int | None]:
    """The attribute of a value; after the logical name of a clock stands its time."""
    if of.class_id is None and of.logical_name.startswith("0-") and ":1.0." in of.logical_name:
        return _CLOCK_TIME
    return of.class_id, of.attribute


def _is_local_time(of: _Of) -> bool:
    """Whether it is the value of an object local time or local date."""
    return of.attribute in {None, _VALUE} and of.logical_name.endswith(_LOCAL_TIME_CODES)


def _explained(logical_name: str) -> str:
    name = words_of_code(logical_name)
    return f"{logical_name} {name}".rstrip()


def _is_row(item: Element) -> bool:
    """Whether an item of an array is a row of plain values, without a name among them."""
    parts = listed(item)
    return bool(parts) and all(leaf_of(part) is not None and not logical_name_of(part) for part in parts or ())
