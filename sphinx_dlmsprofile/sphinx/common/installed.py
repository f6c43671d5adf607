"""The package as it is installed: while it is worked on, its version does not change."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_dlmsprofile import version

if TYPE_CHECKING:
    from collections.abc import Iterator


def package() -> Iterator[object]:
    """Its version and that of Python, and all its files by name, size and time."""
    yield sys.version, version.__version__
    for directory, subdirectories, names in os.walk(os.path.dirname(version.__file__)):  # noqa: PTH120
        subdirectories[:] = sorted(name for name in subdirectories if name != "__pycache__")
        for name in sorted(names):
            # What an editor puts beside a file that is being changed may lead nowhere, or be gone.
            with suppress(OSError):
                status = os.stat(os.path.join(directory, name))  # noqa: PTH116, PTH118  a path object costs more
                yield name, status.st_size, status.st_mtime_ns


@cache
def package_digest() -> bytes:
    """All that in 20 octets."""
    return blake2b(repr(list(package())).encode(), digest_size=20).digest()
