"""An architecture from its file, JSON or YAML: that of the registry, or the project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.environment import Architecture, Entity, Interface
from sphinx_dlmsprofile.parsing.source import Line
from sphinx_dlmsprofile.text.foreign import conf_path, read_text
from sphinx_dlmsprofile.text.names import fold_joints
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.text.location import Text

KEYS = ("sections", "entities", "interfaces", "_meta")
ENTITY_KEYS = ("id", "name", "row", "abbreviated")
INTERFACE_KEYS = ("id", "name", "between", "section", "note")

_ROW = regex(r"[0-9]{1,2}")
_ENDS = 2


def read_architecture_file(directory: Path, name: str, reader: BodyReader) -> Architecture:
    """Read the file ``name`` in ``directory``.

    Raises:
        UnreadError: it cannot be opened, or is not text.
    """
    text = read_text(conf_path(directory, name))
    return read_architecture((Line(line, name, number) for number, line in enumerate(text.splitlines(), 1)), reader)


def read_architecture(lines: Iterable[Line], reader: BodyReader) -> Architecture:
    """Read entities, interfaces and sections; what cannot be read is reported and left out."""
    fields = reader.fields(reader.body(lines), KEYS, "an architecture")
    sections = [
        (key.value, name.value)
        for key, node in reader.entries(fields.get("sections"), '"sections"')
        if (name := reader.text(node, f"the name of the section {key.value}"))
    ]
    return Architecture(
        sections=tuple(sections),
        entities=tuple(_entities(fields.get("entities"), reader)),
        interfaces=tuple(_interfaces(fields.get("interfaces"), reader)),
    )


def _items(node: Node | None, reader: BodyReader, what: str) -> tuple[Node, ...]:
    return reader.items(node, what) if node is not None else ()


def _entities(node: Node | None, reader: BodyReader) -> Iterator[Entity]:
    taken: set[str] = set()
    for item in _items(node, reader, '"entities"'):
        fields = reader.fields(item, ENTITY_KEYS, "an entity")
        known = reader.text(fields.get("id"), "the id of an entity")
        if known is None:
            _lacks_id(item, reader, "an entity")
            continue
        if _is_taken(known, taken, reader, "entity"):
            continue
        what = f"the entity {known}"
        name = reader.text(fields.get("name"), f"the name of {what}")
        row = reader.text(fields.get("row"), f"the row of {what}")
        if row and not _ROW.fullmatch(row.value):
            reader.fault("body-value-type", row.at, f'the row of {what} is a number from 0 on, not "{row}"')
            row = None
        shown = f'"abbreviated" of {what}'
        abbreviated = reader.boolean(reader.text(fields.get("abbreviated"), shown), shown)
        yield Entity(
            id=known.value,
            name=name.value if name else known.value,
            row=int(row.value) if row else None,
            abbreviated=abbreviated is not False,
        )


def _interfaces(node: Node | None, reader: BodyReader) -> Iterator[Interface]:
    taken: set[str] = set()
    for item in _items(node, reader, '"interfaces"'):
        fields = reader.fields(item, INTERFACE_KEYS, "an interface")
        known = reader.text(fields.get("id"), "the id of an interface")
        if known is None:
            _lacks_id(item, reader, "an interface")
            continue
        if _is_taken(known, taken, reader, "interface"):
            continue
        between = fields.get("between")
        ends = between.items if isinstance(between, Sequence) else ()
        texts = [text.value for end in ends if (text := reader.text(end, f"an end of the interface {known}"))]
        if len(texts) != _ENDS:
            at = between.at if between else known.at
            message = f"the interface {known} is between two entities: write between: [one, other]"
            reader.fault("body-value-type", at, message)
            continue
        section = reader.text(fields.get("section"), f"the section of the interface {known}")
        name = reader.text(fields.get("name"), f"the name of the interface {known}")
        yield Interface(
            id=known.value,
            between=(texts[0], texts[1]),
            section=section.value if section else "",
            name=name.value if name else "",
        )


def _is_taken(known: Text, taken: set[str], reader: BodyReader, kind: str) -> bool:
    """Whether an id was given before, which is reported: marks and lines go by it."""
    if (folded := fold_joints(known.value)) in taken:
        message = f"the {kind} {known} is described twice: give this one an id of its own, and the name to print"
        reader.fault("body-value-type", known.at, message)
        return True
    taken.add(folded)
    return False


def _lacks_id(item: Node, reader: BodyReader, what: str) -> None:
    if isinstance(item, Mapping):
        reader.fault("body-value-type", item.at, f"{what} needs an id: add id: …")
