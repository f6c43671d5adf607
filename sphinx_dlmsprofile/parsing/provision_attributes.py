"""Reading ``provision-attributes``: what is kept of provisions, by their identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.provision_attributes import (
    ALLOCATION,
    ATTRIBUTES,
    RELEVANCE,
    STATUS,
    VERIFICATION,
    Attributes,
    ProvisionAttributes,
)
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.yaml_nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.text.yaml_nodes import Node

OPTIONS = ("file",)
BODY_KEYS = tuple(name.replace("_", "-") for name in ATTRIBUTES)
VALUES = {"verification": VERIFICATION, "allocation": ALLOCATION, "status": STATUS, "relevance": RELEVANCE}
"""What a key can be."""


def parse_provision_attributes(source: DirectiveSource, reader: BodyReader) -> ProvisionAttributes:
    """Read the attributes; an identifier that stands there twice is reported by a rule."""
    if source.argument:
        message = "provision-attributes takes no argument: write the identifier as a key of the body"
        reader.fault("body-value-type", source.argument.at, message)
    with reader.directive(source, OPTIONS) as directive:
        entries = tuple(
            _attributes(key, value, reader) for key, value in reader.entries(directive.body, "the directive")
        )
        directive.expect(entries, "no attributes are given: write identifier: {verification: test, …}, one a line")
    return ProvisionAttributes(at=source.at, unread=directive.unread, entries=entries)


def _attributes(key: Scalar, value: Node, reader: BodyReader) -> Attributes:
    what = f'the provision "{key.value}"'
    fields = reader.fields(value, BODY_KEYS, what)

    def text(name: str) -> Text | None:
        return reader.text(fields.get(name), f"{name} of {what}")

    status = text("status")
    return Attributes(
        identifier=key.text,
        verification=tuple(
            _words(fields.get("verification"), VALUES["verification"], "the method of verification", reader)
        ),
        criterion=text("criterion"),
        rationale=text("rationale"),
        allocation=tuple(_words(fields.get("allocation"), VALUES["allocation"], "the allocation", reader)),
        status=status if reader.choice(status, VALUES["status"], "the status") else None,
        owner=text("owner"),
        change_request=text("change-request"),
        relevance=tuple(_words(fields.get("relevance"), VALUES["relevance"], "the relevance", reader)),
    )


def _words(node: Node | None, allowed: tuple[str, ...], what: str, reader: BodyReader) -> Iterator[Text]:
    """Words of a list, or of a text with commas, each once; what is not allowed is reported."""
    items = () if node is None else (node,) if isinstance(node, Scalar) else reader.items(node, what)
    texts = [text for item in items if (text := reader.text(item, what))]
    found: set[str] = set()
    for text in texts:
        for word in filter(None, map(str.strip, text.value.split(","))):
            if word not in found and reader.choice(Text(word, text.at), allowed, what):
                found.add(word)
                yield Text(word, text.at)
