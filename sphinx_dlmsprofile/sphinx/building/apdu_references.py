"""What APDU examples refer to: how it is printed, and where the standard defines it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.sap import SapTable, written_address
from sphinx_dlmsprofile.rendering.apdu.reference_node import ReferredKind
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.sphinx.building.known_registry import known_registry
from sphinx_dlmsprofile.sphinx.building.record_query import records_in, records_of, targets_of
from sphinx_dlmsprofile.sphinx.common.build_memo import once

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.rendering.apdu.reference_node import Referred


class PrintedReference(NamedTuple):
    """What is printed, and where it is defined; ``docname`` is empty where the standard does not define it."""

    text: str
    docname: str = ""
    anchor: str = ""


def apdu_references_of(env: BuildEnvironment, docname: str) -> ApduReferences:
    """All that the documents of a project define; where they are not a standard, what one document does."""
    return once(env, ApduReferences) if env.config.dlms_standard else ApduReferences(env, docname)


class ApduReferences:
    """What the documents of a project define, or one of them."""

    def __init__(self, env: BuildEnvironment, docname: str | None = None) -> None:
        self._sap_tables = records_of(env, SapTable) if docname is None else records_in(env, docname, SapTable)
        self._obis_tables = records_of(env, ObisTable) if docname is None else records_in(env, docname, ObisTable)
        self._targets: dict[tuple[str, str], tuple[str, str]] = {}
        for home, target in targets_of(env):
            for called in target.names if docname in {None, home} else ():
                self._targets.setdefault((target.kind, called), (home, target.anchor))
        self._known = known_registry(env)

    def _linked(self, text: str, kind: str, *names: str) -> PrintedReference:
        place = next((place for name in names if (place := self._targets.get((kind, name)))), ("", ""))
        return PrintedReference(text, *place)

    def find(self, referred: Referred) -> PrintedReference | None:
        """The definition of something, None if nothing is known of it."""
        if referred.kind in {ReferredKind.CLIENT, ReferredKind.SERVER}:
            return self._sap(referred)
        if referred.kind is ReferredKind.OBJECT:
            return self._object(referred)
        if referred.kind is ReferredKind.SERVICE:
            return self._linked(referred.key, "service", referred.key)
        return self._of_class(referred)

    def _sap(self, referred: Referred) -> PrintedReference | None:
        side, value = referred.kind.value, int(referred.key)
        tables = [table for table in self._sap_tables if not referred.within or table.holds_for(referred.within)]
        for table in tables:
            for row in table.rows:
                if row.side.value == side and any(values.first <= value <= values.last for values in row.ranges):
                    names = (f"{side}.{row.name}", str(row.name))
                    own = (f"{table.name}.{side}.{row.name}",) if table.name else ()
                    text = f"{written_address(value, table.width)}, {without_markup(row.name.value)}"
                    return self._linked(text, "sap", *own, *names)
        return PrintedReference(written_address(value, tables[0].width)) if referred.alone and tables else None

    def _object(self, referred: Referred) -> PrintedReference | None:
        code = read_obis(referred.key)
        if code is None:
            return None
        for table in self._obis_tables:
            for row in table.rows:
                written = read_obis(row.code.value)
                if written and written.overlaps(code):
                    name = f", {without_markup(row.name.value)}" if row.name else ""
                    return self._linked(f"{referred.key}{name}", "obis", row.code.value)
        named = self._known.object_name(None, referred.key)
        return PrintedReference(f"{referred.key}, {named}") if named else None

    def _of_class(self, referred: Referred) -> PrintedReference | None:
        """A class, attribute or method by its number."""
        is_class = referred.kind is ReferredKind.CLASS
        known = self._known.class_by_id(int(referred.key if is_class else referred.within))
        if known is None:
            return None
        if is_class:
            return self._linked(f"{referred.key}, {known.name}", "class", known.name)
        layout, number = known.layout(), int(referred.key)
        if layout is None:
            return None
        is_attribute = referred.kind is ReferredKind.ATTRIBUTE
        member = layout.attribute(number) if is_attribute else layout.method(number)
        if member is None:
            return None
        return self._linked(f"{referred.key}, {member.name}", referred.kind.value, f"{known.name}.{number}")
