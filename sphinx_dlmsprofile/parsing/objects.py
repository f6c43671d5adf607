"""The directive ``objects``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.objects import INVOKE, PROTECTIONS, RIGHTS, Access, CosemObject, ObjectPart, Objects
from sphinx_dlmsprofile.parsing.lists import read_names
from sphinx_dlmsprofile.parsing.support import checked_support
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.text.location import Text

OPTIONS = ("name", "associations", "file", "class")
OBJECT_KEYS = ("class", "version", "name", "support", "access", "attributes", "methods")
ATTRIBUTE_KEYS = ("value", "unit", "access", "support")
METHOD_KEYS = ("access", "support")

_OF_ATTRIBUTES = "-, r, w or rw"
_OF_METHODS = "- or x"


def parse_objects(source: DirectiveSource, reader: BodyReader) -> Objects:
    """Read a row for each object: its logical name, then class, access, attributes and methods."""
    with reader.directive(source, OPTIONS) as directive:
        columns = read_names(directive.options.get("associations"))
        entries = reader.entries(directive.body, "the table of objects")
        advice = "write an object a line, 0-0:1.0.0.255: {class: Clock, access: r}"
        directive.expect(entries, f"the table of objects is empty: {advice}")
        read = _Reader(columns, reader)
        found = tuple(read.object(key, value) for key, value in entries)
    named = {
        access.association.value: access.association
        for each in found
        for access, _ in each.all_access()
        if access.association
    }
    return Objects(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=directive.options.get("name"),
        associations=columns or tuple(named.values()),
        entries=found,
    )


class _Reader:
    """Reads objects; knows the associations that the table has columns for."""

    def __init__(self, columns: tuple[Text, ...], reader: BodyReader) -> None:
        self._columns = columns
        self._reader = reader

    def object(self, key: Scalar, node: Node) -> CosemObject:
        """An object; a text alone is its class."""
        reader, what = self._reader, f"the object {key.value}"
        if not isinstance(node, Mapping):
            with reader.part() as part:
                text = reader.text(node, f"the class of {what}")
            if text is None and not part.damaged:
                reader.fault("body-value-type", key.at, f"{what} has no class: write {{class: …}}")
            return CosemObject(code=key.text, interface_class=text, damaged=part.damaged)
        with reader.part() as part:
            fields = reader.fields(node, OBJECT_KEYS, what)
            interface_class = reader.text(fields.get("class"), f"the class of {what}")
            access = tuple(self._access(fields.get("access"), what, _OF_ATTRIBUTES))
            attributes = tuple(self._parts("attribute", fields.get("attributes"), what))
            methods = tuple(self._parts("method", fields.get("methods"), what))
        if interface_class is None and not part.damaged:
            reader.fault("body-value-type", key.at, f"{what} has no class: write {{class: …}}")
        return CosemObject(
            code=key.text,
            interface_class=interface_class,
            version=reader.text(fields.get("version"), f"the version of {what}"),
            name=reader.text(fields.get("name"), f"the name of {what}"),
            support=self._support(fields.get("support"), what),
            access=access,
            attributes=attributes,
            methods=methods,
            damaged=part.damaged,
        )

    def _support(self, node: Node | None, what: str) -> Text | None:
        text = self._reader.text(node, f"the support of {what}")
        return checked_support(text, f"the support of {what}", self._reader)

    def _parts(self, kind: str, node: Node | None, what: str) -> Iterator[ObjectPart]:
        reader = self._reader
        known, words = (ATTRIBUTE_KEYS, _OF_ATTRIBUTES) if kind == "attribute" else (METHOD_KEYS, _OF_METHODS)
        seen: set[str] = set()
        for key, value in reader.entries(node, f"{kind}s of {what}"):
            of_part = f"{kind} {key.value} of {what}"
            if key.value in seen:
                reader.fault("body-key-duplicate", key.at, f"{of_part} is listed twice: remove one of them")
                continue
            seen.add(key.value)
            if not (isinstance(value, Mapping) and any(each.value in known for each, _ in value.entries)):
                # Access alone: for all, by column, or by association.
                yield ObjectPart(kind=kind, key=key.text, access=tuple(self._access(value, of_part, words)))
                continue
            fields = reader.fields(value, known, of_part)
            yield ObjectPart(
                kind=kind,
                key=key.text,
                value=reader.text(fields.get("value"), f"the value of {of_part}"),
                unit=reader.text(fields.get("unit"), f"the unit of {of_part}"),
                access=tuple(self._access(fields.get("access"), of_part, words)),
                support=self._support(fields.get("support"), of_part),
            )

    def _access(self, node: Node | None, what: str, words: str) -> Iterator[Access]:
        if node is None:
            return
        if isinstance(node, Mapping):
            for key, value in node.entries:
                if rights := self._rights(value, what, words):
                    yield Access(rights=rights, association=key.text)
        elif isinstance(node, Sequence):
            if len(node.items) != len(self._columns):
                counted = f"{len(node.items)} values for {len(self._columns)} associations"
                advice = (
                    "write one for each, or a mapping of associations"
                    if self._columns
                    else "name them in :associations:"
                )
                self._reader.fault("body-value-type", node.at, f"access to {what} has {counted}: {advice}")
            for column, value in zip(self._columns, node.items, strict=False):
                if rights := self._rights(value, what, words):
                    yield Access(rights=rights, association=column)
        elif rights := self._rights(node, what, words):
            yield Access(rights=rights)

    def _rights(self, node: Node, what: str, words: str) -> Text | None:
        """A right with protections: one that the kind of part does not have is reported."""
        text = self._reader.text(node, f"access to {what}")
        if text is None:
            return None
        first, *protections = text.value.casefold().split()
        rights = RIGHTS.get(first)
        if rights is None or (rights and (INVOKE in rights) is not (words == _OF_METHODS)):
            problem = f'access to {what} cannot be "{text}": write {words}'
            self._reader.fault("body-value-type", text.at, problem)
            return None
        unknown = [word for word in protections if word not in PROTECTIONS]
        if unknown:
            problem = f'access to {what} is "{text}": after the right, write {", ".join(PROTECTIONS)}'
            self._reader.fault("body-value-type", text.at, problem)
            return None
        return text
