"""Which lines of the source a record takes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.location import Location, Text

if TYPE_CHECKING:
    from collections.abc import Iterator


def extent_of(record: object) -> dict[str, tuple[int, int]]:
    """By file, the first and the last line on which something of a record, or of a part of one, stands.

    A record has several files where its body is in a file of its own. Of a text that is folded into several lines the
    first one counts.
    """
    found: dict[str, tuple[int, int]] = {}
    for at in _places(record):
        first, last = found.get(at.source, (at.line, at.line))
        found[at.source] = min(first, at.line), max(last, at.line)
    return found


def _places(value: object) -> Iterator[Location]:
    if isinstance(value, Location):
        yield value
    elif isinstance(value, Text):
        yield value.at
        if below := value.value.strip("\n").count("\n"):
            yield value.at._replace(line=value.at.line + below + 1)  # it may begin below a "|"
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _places(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name != "clause":  # that is around it
                yield from _places(getattr(value, field.name))
