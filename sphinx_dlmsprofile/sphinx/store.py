"""What numbering and the index keep with Sphinx' environment from one run to the next."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx_dlmsprofile.sphinx.counting import Contents

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.outline import Outline, Printed

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
        for key, value in self._open.items():
            if key not in self._bytes:
                self._bytes[key] = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
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

    def drop(self, key: str) -> bool:
        """Forget a value without opening it; whether there was one."""
        known = key in self
        self._bytes.pop(key, None)
        self._open.pop(key, None)
        return known

    def take(self, key: str, other: Packed[V]) -> None:
        """Take over a value of another one, unopened if it is."""
        self._open.pop(key, None)
        if key in other._bytes:
            self._bytes[key] = other._bytes[key]
        else:
            self[key] = other[key]


@dataclass
class Store:
    """All of ours that Sphinx keeps with the environment.

    ``outlines`` by docname; ``printed`` the numbers by docname and id; ``contents`` all sections in order, under the
    key ""; ``pages`` a fingerprint of what each page shows of other documents; ``fresh`` the documents read since the
    numbers were last given; ``stale`` is true if numbers have to be given again.
    """

    outlines: Packed[Outline] = field(default_factory=Packed)
    printed: Packed[dict[str, Printed]] = field(default_factory=Packed)
    contents: Packed[Contents] = field(default_factory=Packed)
    pages: dict[str, str] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    stale: bool = True


def store_of(env: BuildEnvironment) -> Store:
    """What is kept with this environment, empty at first."""
    store = getattr(env, "dlms_store", None)
    if not isinstance(store, Store):
        store = Store()
        env.dlms_store = store  # type: ignore[attr-defined]
    return store


def contents_of(env: BuildEnvironment) -> Contents:
    """The documents that the toctrees reach, and all sections with their numbers, in document order.

    Known from the event ``env-get-updated`` on, empty before.
    """
    return store_of(env).contents.get("") or Contents((), ())
