"""The directive ``communication-environment``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.environment import Architecture, CommunicationEnvironment
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.yaml_nodes import Node, Scalar

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("architecture", "name", "file", "class")
BODY_KEYS = ("entities", "interfaces")


def parse_environment(
    source: DirectiveSource, reader: BodyReader, architecture: Architecture, *, own: bool = False
) -> CommunicationEnvironment:
    """Read which entities and interfaces of the architecture are marked; ``own`` is one of the figure's own file."""
    with reader.directive(source, OPTIONS) as directive:
        fields = reader.fields(directive.body, BODY_KEYS, "a communication environment")
        marks = {key: _marks(fields.get(key), f'"{key}"', reader) for key in BODY_KEYS}
    return CommunicationEnvironment(
        at=source.at,
        unread=directive.unread,
        architecture=architecture,
        caption=source.argument,
        name=directive.options.get("name"),
        entities=marks["entities"],
        interfaces=marks["interfaces"],
        own=own,
        keys=tuple((key, at) for key in fields if (at := fields.at(key))),
    )


def _marks(node: Node | None, what: str, reader: BodyReader) -> tuple[Text, ...]:
    """A list of names; a text with commas is one too."""
    if node is None:
        return ()
    if isinstance(node, Scalar):
        return tuple(Text(name.strip(), node.at) for name in node.value.split(",") if name.strip())
    texts = (reader.text(item, f"a name in {what}") for item in reader.items(node, what))
    return tuple(text for text in texts if text)
