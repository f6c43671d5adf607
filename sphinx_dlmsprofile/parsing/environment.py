"""The directive ``communication-environment``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.environment import Architecture, CommunicationEnvironment
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.text.location import Location

OPTIONS = ("name", "file", "class")
BODY_KEYS = ("entities", "interfaces")


def parse_environment(
    source: DirectiveSource, reader: BodyReader, architecture: Architecture
) -> CommunicationEnvironment:
    """Read which entities and interfaces of the architecture are marked."""
    options = reader.options(source, OPTIONS)
    before = len(reader.faults)
    body = reader.body(source.body)
    fields = reader.fields(body, BODY_KEYS, "a communication environment")
    marks = {key: _marks(fields.get(key), f'"{key}"', reader) for key in BODY_KEYS}
    return CommunicationEnvironment(
        at=source.at,
        unread=reader.unreadable or len(reader.faults) > before,
        architecture=architecture,
        caption=source.argument,
        name=options.get("name"),
        entities=marks["entities"],
        interfaces=marks["interfaces"],
        keys=tuple((key, at) for key, node in fields.items() if (at := _place(body, node))),
    )


def _place(body: Node | None, value: Node) -> Location | None:
    entries = body.entries if isinstance(body, Mapping) else ()
    return next((key.at for key, node in entries if node is value), None)


def _marks(node: Node | None, what: str, reader: BodyReader) -> tuple[Text, ...]:
    """A list of names; a text with commas is one too."""
    if node is None:
        return ()
    if isinstance(node, Scalar):
        return tuple(Text(name.strip(), node.at) for name in node.value.split(",") if name.strip())
    texts = (reader.text(item, f"a name in {what}") for item in reader.items(node, what))
    return tuple(text for text in texts if text)
