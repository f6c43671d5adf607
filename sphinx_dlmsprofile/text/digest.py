"""Digests of what a record says, whatever its place."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from sphinx_dlmsprofile.text.location import Location, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable

_PLACES = frozenset({"at", "clause"})


def digest_of(*values: object, without: Collection[str] = ()) -> str:
    """A short digest of values: of records all fields but their places, and those of ``without``."""
    left_out = _PLACES.union(without)
    return blake2b(repr([_said(value, left_out) for value in values]).encode(), digest_size=8).hexdigest()


def _said(value: object, left_out: Collection[str]) -> object:
    """What a value says, in tuples, texts and numbers."""
    plain = value.value if isinstance(value, Text) else value
    if isinstance(plain, str):
        return " ".join(plain.split())
    if isinstance(value, Enum):
        return value.name
    parts = _parts(value, left_out)
    return repr(value) if parts is None else tuple(_said(each, left_out) for each in parts)


def _parts(value: object, left_out: Collection[str]) -> Iterable[object] | None:
    """What a value is made of; None for a number and the like."""
    if isinstance(value, Location):
        return ()
    if is_dataclass(value):
        return (getattr(value, name) for name in _names(cast("Hashable", type(value))) if name not in left_out)
    if isinstance(value, (tuple, list)):
        return value
    return value.items() if isinstance(value, dict) else None


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    """The names of the fields of a kind of record."""
    return tuple(field.name for field in fields(cast("Any", kind)))
