"""A project printed once more as a document of Word, to see what it prints."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import CannotRunError
from sphinx_dlmsprofile.text.crash import cause_of_crash
from sphinx_dlmsprofile.text.printed import WordFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.text.printed import Printed


def reprinted(source: Path, numbers: Mapping[str, str]) -> list[Printed]:
    """The blocks that a project prints, with the numbers that references to each bookmark show elsewhere.

    Raises:
        CannotRunError: there is no document, with the reason.
    """
    with TemporaryDirectory(prefix="dlmsprofile-") as room:
        command = [sys.executable, "-P", "-m", "sphinx", "-q", "-b", "dlmsdocx", "-D", "dlms_docx_sources=0"]
        done = subprocess.run([*command, str(source), room], capture_output=True, text=True, check=False)  # noqa: S603
        found = sorted(Path(room).glob("*.docx"))
        if not found:
            said = cause_of_crash(done.stderr) or ["no document was written", *done.stderr.strip().splitlines()][-1]
            raise CannotRunError(said)
        word = WordFile(found[0])
    word.count_as(numbers)
    return word.blocks()
