"""The directive ``layer-stack``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.finding import meant
from sphinx_dlmsprofile.model.layers import (
    KINDS,
    PREDEFINED,
    PREDEFINED_STANDARDS,
    ROLES,
    Layer,
    LayerStack,
    Level,
    Profile,
)
from sphinx_dlmsprofile.parsing.body import YES_NO
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.names import closest_word, suggest
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("name", "file", "class")
BODY_KEYS = ("layers", "profiles")
LAYER_KEYS = ("role", "name", "standard", "clause", "open")
PROFILE_KEYS = ("kind", "stack")
VALUES = {"role": ROLES, "kind": KINDS, "open": YES_NO}
"""What a key can be."""


def parse_layer_stack(source: DirectiveSource, reader: BodyReader) -> LayerStack:
    """Read the layers that the author defines, and the profiles made of these and the predefined ones."""
    with reader.directive(source, OPTIONS) as directive:
        fields = reader.fields(directive.body, BODY_KEYS, "a layer stack")
        profile_entries = reader.entries(fields.get("profiles"), '"profiles"')
    layers, defined = _layers(fields.get("layers"), reader)
    return LayerStack(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=directive.options.get("name"),
        layers=layers,
        profiles=tuple(_profile(key, node, defined, reader) for key, node in profile_entries),
    )


def _layers(node: Node | None, reader: BodyReader) -> tuple[tuple[Layer, ...], Collection[str] | None]:
    """The author's layers, and all keys that a stack may name; None if the layers could not be read."""
    entries = reader.entries(node, '"layers"')
    layers: dict[str, Layer] = {}
    for key, value in entries:
        if key.value in layers:
            reader.fault("body-key-duplicate", key.at, f'the layer "{key.value}" is defined twice: rename one of them')
            continue
        layers[key.value] = _layer(key, value, reader)
    unreadable = isinstance(node, Sequence) or (isinstance(node, Scalar) and bool(node.value))
    return tuple(layers.values()), None if unreadable else (*layers, *PREDEFINED)


def _layer(key: Scalar, node: Node, reader: BodyReader) -> Layer:
    what = f'the layer "{key.value}"'
    base = PREDEFINED.get(key.value)
    with reader.part() as part:
        with reader.part() as keys:
            fields = reader.fields(node, LAYER_KEYS, what)
        role = reader.choice(
            reader.text(fields.get("role"), f"the role of {what}"), VALUES["role"], f"the role of {what}"
        )
    if role is None and base:
        role = base.role
    if role is None and not part.damaged:
        reader.fault("body-value-type", key.at, f"{what} has no role: write one of {', '.join(ROLES)}")
    name = reader.text(fields.get("name"), f"the name of {what}")
    is_open = reader.boolean(reader.text(fields.get("open"), f'"open" of {what}'), f'"open" of {what}')
    return Layer(
        key=key.value,
        # Without a role that is known, nothing is said of the layer: the slip is reported already.
        role="" if role is None or (keys.damaged and not fields) else role,
        name=name.value if name else base.name if base else key.value,
        standard=_standard(key, fields.get("standard"), reader),
        clause=reader.text(fields.get("clause"), f"the clause of {what}"),
        open_standard=is_open is not False,
        open_at=fields.at("open"),
        at=key.at,
    )


def _standard(key: Scalar, node: Node | None, reader: BodyReader) -> Text | None:
    """The standard; what is written as a list is one all the same, so that only its form is at fault."""
    text = reader.text(node, f'the standard of the layer "{key.value}"')
    if text is None and isinstance(node, Sequence):
        return Text(", ".join(item.value for item in node.items if isinstance(item, Scalar)), node.at)
    if text is None and isinstance(node, Mapping):
        return Text("", node.at)
    if text is None and key.value in PREDEFINED_STANDARDS:
        return Text(PREDEFINED_STANDARDS[key.value], key.at)
    return text


def _profile(key: Scalar, node: Node, defined: Collection[str] | None, reader: BodyReader) -> Profile:
    what = f'the profile "{key.value}"'
    with reader.part() as part:
        fields = reader.fields(node, PROFILE_KEYS, what)
        kind = reader.text(fields.get("kind"), f"the kind of {what}")
        reader.choice(kind, VALUES["kind"], f"the kind of {what}")
        stack = fields.get("stack")
        items = reader.items(stack, f"the stack of {what}") if stack else ()
    lacking = [] if kind else ["kind: general or kind: ip"]
    lacking += [] if items else ["stack: [ap, al, …], from the top down"]
    if lacking and not part.damaged:
        reader.fault("body-value-type", key.at, f"{what} is incomplete: write {', and '.join(lacking)}")
    return Profile(
        name=key.text,
        kind=kind.value if kind else "",
        stack=tuple(_level(item, defined, reader) for item in items),
        at=key.at,
    )


def _level(node: Node, defined: Collection[str] | None, reader: BodyReader) -> Level:
    """A layer or a list of alternatives. Anything else counts as an undefined layer."""
    nodes = node.items if isinstance(node, Sequence) else (node,)
    if not nodes:
        reader.fault("body-value-type", node.at, "a list of alternative layers is empty: name layers in it")
    keys = tuple(_layer_key(each, defined, reader) for each in nodes)
    return Level(alternatives=keys or (Text("", node.at),), at=node.at)


def _layer_key(node: Node, defined: Collection[str] | None, reader: BodyReader) -> Text:
    text = reader.text(node, "a layer in a stack")
    if text is None:
        if isinstance(node, Scalar):
            reader.fault("body-value-type", node.at, "a layer in a stack is empty: write the key of a layer")
        return Text("", node.at)
    if defined is not None and text.value not in defined:
        close = closest_word(text.value, defined)
        advice = suggest(close, 'define it under "layers:"')
        reader.fault("body-value-type", text.at, f'unknown layer "{text}": {advice}', meant(text.value, close))
    return text
