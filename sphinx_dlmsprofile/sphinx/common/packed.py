"""Values that are kept as bytes, and opened where they are needed."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Generic, TypeVar

V = TypeVar("V")


class Sealed(Generic[V]):
    """A value that is kept as bytes, and opened each time it is asked for."""

    __slots__ = ("octets",)

    def __init__(self, value: V) -> None:
        self.octets = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)

    def open(self) -> V:
        """The value."""
        value: V = pickle.loads(self.octets)  # noqa: S301  part of Sphinx' own pickle
        return value


class Packed(MutableMapping[str, V]):
    """A dictionary that is kept as one piece of bytes per value.

    Sphinx loads its environment as a whole; most builds then need few of these values, and open only those.
    """

    def __init__(self, values: Mapping[str, V] | None = None) -> None:
        self._bytes: dict[str, bytes] = {}
        self._open: dict[str, V] = dict(values or {})

    def __getitem__(self, key: str) -> V:
        if key not in self._open:
            self._open[key] = self.look(key)
        return self._open[key]

    def __setitem__(self, key: str, value: V) -> None:
        self._bytes.pop(key, None)
        self._open[key] = value

    def __delitem__(self, key: str) -> None:
        if not self.drop(key):
            raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return key in self._bytes or key in self._open

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._bytes.keys() | self._open.keys()))

    def __len__(self) -> int:
        return len(self._bytes.keys() | self._open.keys())

    def __getstate__(self) -> dict[str, bytes]:
        """Only bytes are kept."""
        for key in self._open:
            self.octets(key)
        return self._bytes

    def __setstate__(self, state: dict[str, bytes]) -> None:
        """Nothing is opened yet."""
        self._bytes, self._open = state, {}

    def pack(self, key: str, value: V) -> None:
        """Keep the bytes of a value alone: it is not needed at once, and takes far more room open."""
        self._open.pop(key, None)
        self._bytes[key] = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)

    def look(self, key: str) -> V:
        """A value, which is not kept open for those who ask after this."""
        if key in self._open:
            return self._open[key]
        value: V = pickle.loads(self._bytes[key])  # noqa: S301  part of Sphinx' own pickle
        return value

    def octets(self, key: str) -> bytes:
        """The bytes of a value: where they are the same as in another run, so is the value."""
        if key not in self._bytes:
            self._bytes[key] = pickle.dumps(self._open[key], pickle.HIGHEST_PROTOCOL)
        return self._bytes[key]

    def drop(self, key: str) -> bool:
        """Forget a value without opening it; whether there was one."""
        known = key in self
        self._bytes.pop(key, None)
        self._open.pop(key, None)
        return known

    def take(self, key: str, other: Packed[V]) -> None:
        """Take over a value of another one, without opening it."""
        self._open.pop(key, None)
        if key in other._bytes:
            self._bytes[key] = other._bytes[key]
        else:
            self[key] = other[key]
