"""What the registry and Annex B say of the names that the roles ``cosem`` and ``obis`` are given."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.registered import Registry
from sphinx_dlmsprofile.registry.cosem_names import find_named, read_names
from sphinx_dlmsprofile.rendering.hints import class_hint, obis_hint
from sphinx_dlmsprofile.rendering.nodes import dlms_hint
from sphinx_dlmsprofile.sphinx.building.known_registry import known_registry, with_defined
from sphinx_dlmsprofile.sphinx.building.record_query import targets_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.obis import ObisCode
    from sphinx_dlmsprofile.sphinx.reading.record_node import Target


class NamedObjects:
    """What is known while references are resolved; made again when something has been read."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._targets = tuple(targets_of(env))
        self.registry = known_registry(env)
        # What Annex B defines, without places: pages that name it show it.
        self.new = with_defined(env, Registry())

    def cosem(self, target: str, shown: Element) -> Element:
        """The name of a class or a part of one, with what it stands for; a class_id shows the name of the class."""
        named = find_named(self.registry, target)
        if named is None:
            return shown
        if shown.astext().isdecimal():
            shown = nodes.inline("", named.interface_class.name)
        return dlms_hint("", "", shown, hint=class_hint(named))

    def obis(self, target: str, shown: Element) -> Element:
        """A code, with what it stands for."""
        code = read_obis(target)
        hint = obis_hint(code, self.registry) if code else ""
        return dlms_hint("", "", shown, hint=hint) if hint else shown

    def linked_name(self, target: str) -> str:
        """The name by which Annex B may have what ``cosem`` names: without a version, if it is that of Annex B."""
        name = next(read_names(target))
        if name.version is None:
            return target
        known = self.new.class_by_name(name.interface_class)
        if known is None or name.version not in known.versions:
            return target
        return f"{known.name}.{name.part}" if name.part else known.name

    def row_of(self, target: str) -> tuple[str, Target] | None:
        """The document and row of Annex B that hold a code."""
        code = read_obis(target)
        return next((place for row, place in self._rows if code and row.overlaps(code)), None)

    def classes_of(self, target: str) -> Iterator[str]:
        """The names of the classes that have a code."""
        code = read_obis(target)
        return map(self.registry.class_name, self.registry.classes_with(code) if code else ())

    @cached_property
    def _rows(self) -> list[tuple[ObisCode, tuple[str, Target]]]:
        return [
            (code, (docname, target))
            for docname, target in self._targets
            if target.kind == "obis" and (code := read_obis(target.names[0]))
        ]
