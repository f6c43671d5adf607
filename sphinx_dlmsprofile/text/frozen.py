"""Frozen dataclasses that cost little to make.

``dataclass`` writes and compiles six methods for each class. A build loads more than a hundred classes of records,
and most of them for a document or two: that took a third of what the extension adds to the start of Sphinx.
Here comparison, hash and representation are one function each for all classes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, kw_only: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """A class as ``dataclass(frozen=True)`` makes it."""

    def made(cls: type[T]) -> type[T]:
        return _with_shared_methods(dataclass(frozen=True, kw_only=kw_only, eq=False, repr=False)(cls))

    return made if cls is None else made(cls)


def _with_shared_methods(cls: type[T]) -> type[T]:
    compared = [each.name for each in fields(cast("Any", cls)) if each.compare] or ["__class__"]
    shared = {"_compared": attrgetter(*compared), "__eq__": _equal, "__hash__": _hash, "__repr__": _shown}
    for name, method in shared.items():
        setattr(cls, name, method)
    return cls


def _equal(self: Any, other: Any) -> Any:
    return self._compared(self) == self._compared(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _shown(self: Any) -> str:
    told = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"
