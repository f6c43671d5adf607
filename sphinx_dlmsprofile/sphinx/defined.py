"""What a project defines, and where: found by what an APDU example refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.model.sap import SapTable, written_address
from sphinx_dlmsprofile.rendering.apdu.definition import Defined
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.sphinx.domain import domain_of, harvests_of, known_registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.rendering.apdu.definition import Referred

R = TypeVar("R", bound=Record)


class Definition(NamedTuple):
    """What is printed, and where it is defined; ``docname`` is empty where the standard does not define it."""

    text: str
    docname: str = ""
    anchor: str = ""


class Definitions:
    """All that the documents of a project define; where they are no standard, what one document does."""

    def __init__(self, env: BuildEnvironment, docname: str) -> None:
        harvests = harvests_of(env)
        names = sorted(harvests) if env.config.dlms_standard else [name for name in (docname,) if name in harvests]
        self._records = [record for name in names for record, _ in harvests[name].records]
        self._targets: dict[tuple[str, str], tuple[str, str]] = {}
        for name in names:
            for target in domain_of(env).targets[name]:
                for called in target.names:
                    self._targets.setdefault((target.kind, called), (name, target.anchor))
        self._known = known_registry(env)

    def _of(self, kind: type[R]) -> Iterator[R]:
        return (record for record in self._records if isinstance(record, kind))

    def _linked(self, text: str, kind: str, *names: str) -> Definition:
        place = next((place for name in names if (place := self._targets.get((kind, name)))), ("", ""))
        return Definition(text, *place)

    def find(self, referred: Referred) -> Definition | None:
        """The definition of something, None if nothing is known of it."""
        if referred.kind in {Defined.CLIENT, Defined.SERVER}:
            return self._sap(referred)
        if referred.kind is Defined.OBJECT:
            return self._object(referred)
        if referred.kind is Defined.SERVICE:
            return self._linked(referred.key, "service", referred.key)
        return self._of_class(referred)

    def _sap(self, referred: Referred) -> Definition | None:
        side, value = referred.kind.value, int(referred.key)
        tables = [table for table in self._of(SapTable) if not referred.within or table.holds_for(referred.within)]
        for table in tables:
            for row in table.rows:
                if row.side.value == side and any(values.first <= value <= values.last for values in row.ranges):
                    names = (f"{side}.{row.name}", str(row.name))
                    own = (f"{table.name}.{side}.{row.name}",) if table.name else ()
                    text = f"{written_address(value, table.width)}, {without_markup(row.name.value)}"
                    return self._linked(text, "sap", *own, *names)
        return Definition(written_address(value, tables[0].width)) if referred.alone and tables else None

    def _object(self, referred: Referred) -> Definition | None:
        code = read_obis(referred.key)
        if code is None:
            return None
        for table in self._of(ObisTable):
            for row in table.rows:
                written = read_obis(row.code.value)
                if written and written.overlaps(code):
                    name = f", {without_markup(row.name.value)}" if row.name else ""
                    return self._linked(f"{referred.key}{name}", "obis", row.code.value)
        named = self._known.object_name(None, referred.key)
        return Definition(f"{referred.key}, {named}") if named else None

    def _of_class(self, referred: Referred) -> Definition | None:
        """A class, attribute or method by its number."""
        is_class = referred.kind is Defined.CLASS
        known = self._known.class_by_id(int(referred.key if is_class else referred.within))
        if known is None:
            return None
        if is_class:
            return self._linked(f"{referred.key}, {known.name}", "class", known.name)
        layout, number = known.layout(), int(referred.key)
        if layout is None:
            return None
        is_attribute = referred.kind is Defined.ATTRIBUTE
        member = layout.attribute(number) if is_attribute else layout.method(number)
        if member is None:
            return None
        return self._linked(f"{referred.key}, {member.name}", referred.kind.value, f"{known.name}.{number}")
