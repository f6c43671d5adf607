"""Frozen dataclasses that cost little to make.

``dataclass`` writes and compiles six methods for each class. A build loads more than a hundred classes of records,
and most of them for a document or two: that took a third of what the extension adds to the start of Sphinx.
Here ``__init__`` is written when the first object of a class is made, and all other methods are one function each for
all classes.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast, dataclass_transform, overload

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
        return _with_methods(dataclass(init=False, kw_only=kw_only, eq=False, repr=False)(cls))

    return made if cls is None else made(cls)


def _with_methods(cls: type[T]) -> type[T]:
    compared = [each.name for each in fields(cast("Any", cls)) if each.compare] or ["__class__"]
    methods = {"__init__": _first_init(cls), "_compared": attrgetter(*compared), **_SHARED}
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


def _first_init(cls: Any) -> Callable[..., None]:
    """What makes the first object of a class, and puts what makes the others in its own place."""

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        cls.__init__ = _init(fields(cls))
        cls.__init__(self, *args, **kwargs)

    return init


def _init(all_fields: tuple[Field[Any], ...]) -> Callable[..., None]:
    """The ``__init__`` of a class with these fields, without ``__post_init__`` and fields that it does not take."""
    values: dict[str, Any] = {"put": object.__setattr__, "MISSING": MISSING}
    taken: dict[bool, list[str]] = {False: [], True: []}
    body = []
    for each in all_fields:
        made = each.default_factory is not MISSING
        values[f"default_{each.name}"] = each.default_factory if made else each.default
        default = "=MISSING" if made else "" if each.default is MISSING else f"=default_{each.name}"
        taken[bool(each.kw_only)].append(f"{each.name}{default}")
        value = f"default_{each.name}() if {each.name} is MISSING else {each.name}" if made else each.name
        body.append(f"put(self, {each.name!r}, {value})")
    named = ["*", *taken[True]] if taken[True] else []
    exec(f"def __init__({', '.join(['self', *taken[False], *named])}):\n {'; '.join(body) or 'pass'}", values)  # noqa: S102  as dataclasses do
    return cast("Callable[..., None]", values["__init__"])


def _refuse_to_set(_self: Any, name: str, _value: Any) -> NoReturn:
    message = f"cannot assign to field {name!r}"
    raise FrozenInstanceError(message)


def _refuse_to_delete(_self: Any, name: str) -> NoReturn:
    message = f"cannot delete field {name!r}"
    raise FrozenInstanceError(message)


def _equal(self: Any, other: Any) -> Any:
    return self._compared(self) == self._compared(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _shown(self: Any) -> str:
    told = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"


_SHARED = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _shown,
}
