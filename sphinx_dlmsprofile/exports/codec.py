"""What a codec is: from the value of a field to plain JSON and back, with the places that JSON does not show.

A text becomes a string, and an object says once, as ``source``, where it is. What that leaves out goes into the
*source map*: JSON Pointer of a value → its own place, and how it was written where that says more. So the values are
plain for those who use them, and still the same records can be made from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from sphinx_dlmsprofile.model.fields.declaration import Around
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.model.document import Clause

    Schema = dict[str, Any]

_PLACE = regex(r"(?P<source>.*?):(?P<line>[0-9]+)(?::(?P<column>[0-9]+))?", re.DOTALL)


class UnreadableError(ValueError):
    """A JSON value that does not belong to the format."""


@dataclass
class Context:
    """What encoding fills and decoding looks up: the source map, the clauses by their ids, what is encoded."""

    source_map: dict[str, Any] = field(default_factory=dict)
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    around: Around = field(default_factory=lambda: Around(Project()))


class Codec(Protocol):
    """Encodes and decodes the values of one type; ``pointer`` is the JSON Pointer, ``place`` that of what is around."""

    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        """The JSON value."""

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        """The value from the JSON value."""

    def schema(self, schemas: Schemas) -> Schema:
        """What JSON values look like."""


class Schemas:
    """Collects the definitions of a schema."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}


def write_place(at: Location) -> str:
    """A place as editors jump to it: "file:line", "file:line:column"."""
    return f"{at.source}:{at.line}" if at.column is None else f"{at.source}:{at.line}:{at.column}"


def read_place(text: object) -> Location:
    """The place that :func:`write_place` has written."""
    match = _PLACE.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        message = f"{text!r} is not a place in a source"
        raise UnreadableError(message)
    return Location(match["source"], int(match["line"]), int(match["column"]) if match["column"] else None)


def checked(kind: type, data: Any, pointer: str) -> Any:
    """The value, if it is of this kind: ``list`` or ``dict``.

    Raises:
        UnreadableError: it is not.
    """
    if not isinstance(data, kind):
        message = f"{pointer}: {data!r} is not {'a list' if kind is list else 'an object'}"
        raise UnreadableError(message)
    return data
