"""The directives ``normative-references`` and ``informative-references``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.references import Reference, ReferenceList
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("name", "file", "class")
ENTRY_KEYS = ("title", "lower-layer")


def parse_references(source: DirectiveSource, reader: BodyReader, *, normative: bool) -> ReferenceList:
    """Read a list of references: designation → title, or → title and further information on it."""
    options = reader.options(source, OPTIONS)
    reader.no_title(source)
    entries = tuple(_entries(reader.body(source.body), reader))
    return ReferenceList(
        at=source.at, unread=reader.unreadable, entries=entries, normative=normative, name=options.get("name")
    )


def _entries(body: Node | None, reader: BodyReader) -> Iterator[Reference]:
    if isinstance(body, Sequence) and all(isinstance(item, Scalar) for item in body.items):
        # A list of designations: each is an entry without title.
        yield from (Reference(item.text) for item in body.items if isinstance(item, Scalar) and item.value.strip())
        return
    for key, value in reader.entries(body, "a list of references"):
        if key.value.strip():
            yield _entry(key, value, reader)
        else:
            reader.fault("body-value-type", key.at, "an entry has no designation: write it before the colon")


def _entry(key: Scalar, value: Node, reader: BodyReader) -> Reference:
    lower_layer: bool | None = None
    with reader.part() as part:
        if isinstance(value, Mapping):
            fields = reader.fields(value, ENTRY_KEYS, f"the entry {key.value}")
            title = reader.text(fields.get("title"), f"the title of {key.value}")
            written = reader.text(fields.get("lower-layer"), f"lower-layer of {key.value}")
            lower_layer = reader.boolean(written, f"lower-layer of {key.value}")
        else:
            title = reader.text(value, f"the title of {key.value}")
    return Reference(key.text, title, lower_layer, unread=part.damaged)
