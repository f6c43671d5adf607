"""Reading a draft by pandoc, a program that the author has: its blocks as pandoc's JSON gives them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile, is_zipfile

from sphinx_dlmsprofile.intake.pictures import take_pictures
from sphinx_dlmsprofile.intake.prepared import prepare
from sphinx_dlmsprofile.text.foreign import UnreadError, reading

Node = Any
"""An element of pandoc, a dictionary: "t" is its type, "c" what it holds."""

_READERS = {".docx": "docx+styles", ".md": "markdown", ".markdown": "markdown"}
_TITLES = ("title", "subtitle")
_SECONDS = 300
_LARGEST = 500_000_000
"""Octets into which a draft may unpack: pandoc takes a multiple of them in memory."""

KINDS = tuple(_READERS)
"""The suffixes of drafts that are read."""


class PandocError(Exception):
    """Why a draft cannot be read, in one line."""


def read_draft(path: Path, project: Path) -> list[Node]:
    """The blocks of a draft; its pictures are copied into the project.

    Raises:
        PandocError: pandoc is not installed, does not read the file, or takes too long.
        OSError: a picture cannot be copied.
    """
    with TemporaryDirectory(prefix="dlmsprofile-") as media:
        blocks = _read(path, Path(media))
        take_pictures(blocks, [Path(media), path.parent], project)
    return blocks


def _title_blocks(meta: dict[str, Node]) -> list[Node]:
    """What pandoc has taken out of the text: the title, and as paragraphs before the text all else."""
    found: list[Node] = []
    for name in sorted(meta, key=lambda each: (each not in _TITLES, _TITLES.index(each) if each in _TITLES else 0)):
        for block in _paragraphs(meta[name]):
            style = "MAIN-TITLE" if name in _TITLES else ""
            found.append({"t": "Div", "c": [["", [], [["custom-style", style]]], [block]]} if style else block)
    return found


def _paragraphs(value: Node) -> list[Node]:
    kind, content = value["t"], value.get("c")
    if kind == "MetaBlocks":
        return list(content)
    if kind == "MetaInlines":
        return [{"t": "Para", "c": content}]
    if kind == "MetaString":
        return [{"t": "Para", "c": [{"t": "Str", "c": content}]}]
    inner = content.values() if kind == "MetaMap" else content if kind == "MetaList" else ()
    return [block for each in inner for block in _paragraphs(each)]


def is_too_large(path: Path) -> bool:
    """Whether a draft unpacks into more than is read."""
    return is_zipfile(path) and sum(part.file_size for part in ZipFile(path).infolist()) > _LARGEST


def _read(path: Path, media: Path) -> list[Node]:
    program = shutil.which("pandoc")
    if program is None:
        message = (
            "import needs pandoc, which is a program of its own: install it from https://pandoc.org/installing.html"
        )
        raise PandocError(message)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        message = f"{path} is neither of {', '.join(KINDS)}: save the draft as one of these"
        raise PandocError(message)
    command = [program, "-f", reader, "-t", "json", "--sandbox", f"--extract-media={media}"]
    prepared = media / f"draft{path.suffix.lower()}"
    command += ["--track-changes=all"] if path.suffix.lower() == ".docx" else []
    try:
        with reading():
            if is_too_large(path):
                message = f"{path} unpacks into more than {_LARGEST // 1_000_000} MB: divide it"
                raise PandocError(message)
            source = path
            if is_zipfile(path) and path.suffix.lower() == ".docx":
                source = prepared
                prepare(path, prepared)
            done = subprocess.run([*command, "--", str(source)], capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
            if done.returncode:
                said = done.stderr.decode("utf-8", "replace").strip().splitlines()
                message = f"pandoc cannot read {path}: {said[0] if said else done.returncode}"
                raise PandocError(message)
            read = json.loads(done.stdout)
            return [*_title_blocks(read["meta"]), *read["blocks"]]
    except UnreadError as error:
        cause = error.__cause__
        if isinstance(cause, PandocError):
            raise cause from None
        message = f"{path} cannot be read: {error}"
        raise PandocError(message) from None
