"""Reading a draft by pandoc, a program that the author has: its blocks as pandoc's JSON gives them."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.text.foreign import UnreadError, reading

if TYPE_CHECKING:
    from pathlib import Path

Node = Any
"""An element of pandoc, a dictionary: "t" is its type, "c" what it holds."""

_READERS = {".docx": "docx+styles", ".md": "markdown", ".markdown": "markdown"}
_SECONDS = 300

KINDS = tuple(_READERS)
"""The suffixes of drafts that are read."""


class PandocError(Exception):
    """Why a draft cannot be read, in one line."""


def read_draft(path: Path, media: Path) -> list[Node]:
    """The blocks of a draft; its pictures are written below ``media``.

    Raises:
        PandocError: pandoc is not installed, does not read the file, or takes too long.
    """
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
    command = [program, "-f", reader, "-t", "json", f"--extract-media={media}"]
    command += ["--track-changes=all"] if path.suffix.lower() == ".docx" else []
    try:
        with reading():
            done = subprocess.run([*command, "--", str(path)], capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
            if done.returncode:
                said = done.stderr.decode("utf-8", "replace").strip().splitlines()
                message = f"pandoc cannot read {path}: {said[0] if said else done.returncode}"
                raise PandocError(message)
            blocks: list[Node] = json.loads(done.stdout)["blocks"]
            return blocks
    except UnreadError as error:
        cause = error.__cause__
        if isinstance(cause, PandocError):
            raise cause from None
        message = f"{path} cannot be read: {error}"
        raise PandocError(message) from None
