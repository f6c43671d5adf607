"""Files that others have written: whatever goes wrong while one is read has one outcome.

Readers raise more than they declare: a RecursionError at a thousand brackets, a LookupError at the name of an
encoding, a MemoryError. A list of exceptions would never be complete, so there is none.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.text.bounded import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnreadError(Exception):
    """A file cannot be read; its text says why, in one line. ``line`` counts from 1."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


@contextmanager
def reading(*told: type[Exception]) -> Iterator[None]:
    """Read something foreign within ``with``; ``told`` are exceptions of the reader's own that pass as they are.

    Raises:
        UnreadError: whatever else was raised within.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, (UnreadError, *told)):
            raise
        raise UnreadError(reason_of(error)) from error


def from_json(content: str | bytes) -> Any:
    """What a JSON file says; an escape for half of a sign, which no other file can hold, becomes a question mark.

    Raises:
        ValueError: it is not JSON.
    """
    said = json.loads(content)
    escaped = "\\ud" in content.lower() if isinstance(content, str) else b"\\ud" in content.lower()
    if not escaped:
        return said
    return json.loads(json.dumps(said, ensure_ascii=False).encode(errors="replace"))


def conf_path(srcdir: Path, name: str) -> Path:
    """A file that ``conf.py`` names: relative to the source directory, or absolute, "~" the home directory.

    It may be outside the source directory: who can write ``conf.py`` can read the file anyway.

    Raises:
        UnreadError: nobody has the home directory that it begins with.
    """
    with reading():
        return srcdir / Path(name).expanduser()


def read_octets(path: Path) -> bytes:
    """The contents of a file.

    Raises:
        UnreadError: it cannot be opened.
    """
    with reading():
        return path.read_bytes()


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, without its byte order mark.

    Raises:
        UnreadError: it cannot be opened, or is not UTF-8.
    """
    with reading():
        return path.read_text(encoding="utf-8-sig")


def reason_of(error: Exception) -> str:
    """Why something could not be read, in words for who has to correct it."""
    if isinstance(error, OSError):
        return error.strerror or "it cannot be opened"
    if isinstance(error, UnicodeError):
        return "it is not text in UTF-8"
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if isinstance(error, MemoryError):
        return "it is too large"
    said = " ".join(str(error).split())
    # A KeyError says its key alone.
    return bounded(said if " " in said else f"{type(error).__name__} {said}".strip())
