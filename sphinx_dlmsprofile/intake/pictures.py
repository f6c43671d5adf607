"""The pictures of a draft, copied into the project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FOLDER = "figures/"
"""Where they are in the project."""


def take_pictures(blocks: Sequence[Any], folders: Sequence[Path], project: Path) -> None:
    """Copy the pictures that are below one of the folders, and let the blocks name the copies.

    What is elsewhere keeps its name: a draft does not fetch other files of its reader, or from the network.

    Raises:
        OSError: a picture cannot be copied.
    """
    taken: dict[Path, str] = {}
    for image in _images(blocks):
        target = image["c"][2]
        path = _found(str(target[0]), folders)
        if path is None:
            continue
        if path not in taken:
            taken[path] = _name(path, set(taken.values()))
            (project / FOLDER).mkdir(exist_ok=True)
            (project / taken[path]).write_bytes(path.read_bytes())
        target[0] = taken[path]


def _found(target: str, folders: Sequence[Path]) -> Path | None:
    for folder in folders:
        for name in (target, unquote(target)):
            try:
                path = (folder / name).resolve()
                if path.is_relative_to(folder.resolve()) and path.is_file():
                    return path
            except (OSError, ValueError):
                continue  # no name of a file
    return None


def _name(path: Path, others: set[str]) -> str:
    """A name without blanks, which a directive would take out."""
    stem, suffix = re.sub(r"[^\w.-]+", "-", path.stem), re.sub(r"[^\w.]", "", path.suffix)
    name, number = f"{FOLDER}{stem}{suffix}", 2
    while name in others:
        name, number = f"{FOLDER}{stem}-{number}{suffix}", number + 1
    return name


def _images(node: object) -> Iterator[Any]:
    """All images among the blocks, in their order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("t") == "Image":
                yield node
            waiting.append(node.get("c"))
        elif isinstance(node, list):
            waiting += reversed(node)
