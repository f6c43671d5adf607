"""Texts that are not in their files yet: an editor's, or what fixes would write."""

from __future__ import annotations

import builtins
import io
import os
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@lru_cache(maxsize=4096)
def real(path: str | Path) -> str:
    """The one name of a file, whatever links lead to it."""
    return os.path.normcase(os.path.realpath(path))


@contextmanager
def shown(texts: Mapping[str, bytes]) -> Iterator[None]:
    """Within ``with``, who opens one of these files to read it gets this text; ``texts`` has their real names.

    Documents are read by Sphinx, what they include by docutils, MyST or csv, bodies by this package: all of them open
    files by name, and nothing else is common to them.
    """
    if not texts:
        yield
        return
    original = builtins.open

    def opened(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        is_read = isinstance(file, str | os.PathLike) and not set(mode) & set("wax+")
        octets = texts.get(real(os.fsdecode(file))) if is_read else None
        if octets is None:
            return original(file, mode, *arguments, **named)
        if "b" in mode:
            return io.BytesIO(octets)
        keys = dict(zip(("buffering", "encoding", "errors", "newline"), arguments, strict=False)) | named
        return io.TextIOWrapper(io.BytesIO(octets), keys.get("encoding"), keys.get("errors"), keys.get("newline"))

    builtins.open = io.open = opened
    try:
        yield
    finally:
        builtins.open = io.open = original
