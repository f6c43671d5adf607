"""A value that one run stores beside the environment for the next one.

A file that is cut off, that another version has written, or that holds something else, is as good as none.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_DIGEST = 20


def _seal(key: bytes, pickled: bytes) -> bytes:
    return blake2b(pickled, digest_size=_DIGEST, key=blake2b(key).digest()).digest()


def store(path: Path, key: bytes, value: object) -> None:
    """Store a value under a key; the next run does not find half of it."""
    pickled = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    unfinished = path.with_suffix(".new")
    with suppress(OSError):
        unfinished.write_bytes(_seal(key, pickled) + pickled)
        unfinished.replace(path)


def load(path: Path, key: bytes) -> Any | None:
    """The value that was stored under this key; None without one."""
    try:
        octets = path.read_bytes()
    except OSError:
        return None
    # What was stored under another key, or is damaged, is not opened.
    sealed, pickled = octets[:_DIGEST], octets[_DIGEST:]
    if sealed != _seal(key, pickled):
        return None
    try:
        return pickle.loads(pickled)  # noqa: S301  stands beside Sphinx' own
    except Exception:  # noqa: BLE001  whatever a class of another day says to it
        return None
