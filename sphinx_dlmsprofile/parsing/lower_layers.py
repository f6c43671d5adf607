"""The directives ``layer-list``, ``service-mapping``, ``adaptation-layer`` and ``registration``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.lower_layers import (
    ADAPTATION_PARTS,
    REGISTRATION_PARTS,
    AdaptationLayer,
    LayerList,
    Mapping,
    Registration,
    ServiceMapping,
)
from sphinx_dlmsprofile.parsing.headed_texts import read_headings
from sphinx_dlmsprofile.parsing.lists import read_names
from sphinx_dlmsprofile.text import yaml_nodes
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.text.location import Text
    from sphinx_dlmsprofile.text.yaml_nodes import Node, Scalar

LIST_OPTIONS = ("profile", "class")
MAPPING_OPTIONS = ("profile", "lower", "name", "file", "class")
ROW_KEYS = ("lower", "remark")
ADAPTATION_OPTIONS = ("name", "file", "class")
ADAPTATION_KEYS = ADAPTATION_PARTS
REGISTRATION_OPTIONS = ("name", "file", "class")
REGISTRATION_KEYS = REGISTRATION_PARTS

_CAPTION_WORD = regex(r"\b(?:mapping|service|primitive)s?\b", re.IGNORECASE)


def parse_layer_list(source: DirectiveSource, reader: BodyReader) -> LayerList:
    """Read for which profiles the layers are listed."""
    options = reader.options(source, LIST_OPTIONS)
    message = "a layer list takes no text: it is made from the layer stack"
    if source.argument:
        reader.fault("body-value-type", source.argument.at, message)
    else:
        reader.nothing_below(source, message)
    return LayerList(at=source.at, unread=reader.unreadable, profiles=read_names(options.get("profile")))


def parse_service_mapping(source: DirectiveSource, reader: BodyReader) -> ServiceMapping:
    """Read which service of the lower layer carries each one of the upper.

    An argument that speaks of a mapping, services or primitives is the caption, and so is one
    beside ``:profile:``; another names the profile.
    """
    with reader.directive(source, MAPPING_OPTIONS) as directive:
        rows = tuple(_rows(directive.body, reader))
        directive.expect(rows, "the mapping is empty: write upper primitive: lower primitive, one a line")
    options = directive.options
    profiles, caption = read_names(options.get("profile")), source.argument
    if caption and not profiles and not _CAPTION_WORD.search(caption.value):
        profiles, caption = (caption,), None
    return ServiceMapping(
        at=source.at,
        unread=directive.unread,
        caption=caption,
        name=options.get("name"),
        profiles=profiles,
        lower=_given(options.get("lower")),
        rows=rows,
    )


def parse_adaptation_layer(source: DirectiveSource, reader: BodyReader) -> AdaptationLayer:
    """Read the services and the protocol of the layer that the argument names."""
    with reader.directive(source, ADAPTATION_OPTIONS) as directive:
        parts = read_headings(directive, ADAPTATION_KEYS, "an adaptation layer")
    return AdaptationLayer(
        at=source.at,
        unread=directive.unread,
        layer=source.argument,
        name=directive.options.get("name"),
        parts=parts,
    )


def parse_registration(source: DirectiveSource, reader: BodyReader) -> Registration:
    """Read how devices join and leave, and who is informed of it."""
    reader.no_title(source)
    with reader.directive(source, REGISTRATION_OPTIONS) as directive:
        parts = read_headings(directive, REGISTRATION_KEYS, "the registration")
    return Registration(
        at=source.at,
        unread=directive.unread,
        name=directive.options.get("name"),
        parts=parts,
    )


def _given(text: Text | None) -> Text | None:
    return text if text and text.value.strip() else None


def _rows(body: Node | None, reader: BodyReader) -> Iterator[Mapping]:
    known: set[str] = set()
    for upper, value in reader.entries(body, "a service mapping"):
        if upper.value in known:
            message = f'"{upper.value}" is mapped twice: write [one, other] after it'
            reader.fault("body-key-duplicate", upper.at, message)
        known.add(upper.value)
        yield _row(upper, value, reader)


def _row(upper: Scalar, value: Node, reader: BodyReader) -> Mapping:
    what = f'what carries "{upper.value}"'
    remark: Text | None = None
    lower: Node | None = value
    with reader.part() as part:
        if isinstance(value, yaml_nodes.Mapping):
            fields = reader.fields(value, ROW_KEYS, f'the mapping of "{upper.value}"')
            lower, remark = fields.get("lower"), reader.text(fields.get("remark"), "a remark")
        items = lower.items if isinstance(lower, yaml_nodes.Sequence) else (lower,)
        texts = tuple(text for item in items if (text := reader.text(item, what)))
    if not texts and not part.damaged:
        message = f'"{upper.value}" is not mapped to anything: write the lower primitive after the colon'
        reader.fault("body-value-type", upper.at, message)
    return Mapping(upper=upper.text, lower=texts, remark=remark)
