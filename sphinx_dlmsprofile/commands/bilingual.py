"""``dlmsprofile bilingual``: one PDF with two language editions, one after the other, as the IEC prints them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_project_arguments
from sphinx_dlmsprofile.commands.status import OK, CannotRunError
from sphinx_dlmsprofile.text.crash import cause_of_crash

if TYPE_CHECKING:
    import argparse

_NAMES = {"en": "English", "fr": "Français", "de": "Deutsch", "es": "Español", "it": "Italiano"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_project_arguments(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="the PDF to write")
    parser.add_argument(
        "--languages", default="en,fr", metavar="LANG,LANG", help="the editions in their order (default: en,fr)"
    )
    parser.add_argument(
        "--second", type=Path, metavar="DIR", help="the sources of the second edition, where it has its own"
    )


def run(arguments: argparse.Namespace) -> int:
    """Build both editions and write them into one file, the second with the page numbers that follow.

    Raises:
        CannotRunError: an edition has no PDF, pypdf is not installed, or the file cannot be written.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415  an extra

        from sphinx_dlmsprofile.publishing.joined_pdf import Edition, join  # noqa: PLC0415
    except ImportError as error:
        message = "both editions are joined with pypdf: pip install sphinx-dlmsprofile[import,pdf]"
        raise CannotRunError(message) from error
    languages = [each.strip() for each in arguments.languages.split(",") if each.strip()]
    if len(languages) != 2 or len(set(languages)) != 2:  # noqa: PLR2004  an edition and its translation
        message = f"--languages {arguments.languages}: name two languages, as en,fr"
        raise CannotRunError(message)
    with TemporaryDirectory(prefix="dlmsprofile-") as room:
        sources = (arguments.sourcedir, arguments.second or arguments.sourcedir)
        first, second = languages
        path = _edition(sources[0], Path(room, "first"), first, 1, arguments)
        after = len(PdfReader(path).pages) + 1
        other = _edition(sources[1], Path(room, "second"), second, after, arguments)
        editions = [Edition(path, first, _NAMES.get(first, first)), Edition(other, second, _NAMES.get(second, second))]
        writer, number = join(*editions)
        try:
            writer.write(arguments.to)
        except OSError as error:
            message = f"{arguments.to} cannot be written: {error.strerror}"
            raise CannotRunError(message) from error
    sys.stdout.write(f"{arguments.to}: {number} pages\n")
    return OK


def _edition(source: Path, out: Path, language: str, first: int, arguments: argparse.Namespace) -> Path:
    """The PDF of one edition, whose pages are numbered from ``first`` on."""
    command = [sys.executable, "-P", "-m", "sphinx", "-q", "-b", "dlmspdf", "-j", str(arguments.jobs)]
    command += [f"-t{tag}" for tag in arguments.tags]
    overrides = [(name, value) for name, value in arguments.overrides if name != "language"]
    overrides += [("dlms_stage", arguments.stage)] * bool(arguments.stage)
    overrides += [("language", language), ("dlms_pdf_first_page", str(first))]
    command += [word for name, value in overrides for word in ("-D", f"{name}={value}")]
    done = subprocess.run([*command, str(source), str(out)], capture_output=True, text=True, check=False)  # noqa: S603
    found = sorted(out.glob("*.pdf"))
    crash = None if found else cause_of_crash(done.stderr)
    sys.stderr.write("" if crash or first != 1 else done.stderr)  # the findings of both are the same
    if not found:
        said = crash or ["no PDF was written", *done.stderr.strip().splitlines()][-1]
        message = f"{source}, language {language}: {said}"
        raise CannotRunError(message)
    return found[0]
