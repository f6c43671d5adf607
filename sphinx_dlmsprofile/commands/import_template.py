"""``dlmsprofile import-template``: extracts the mandated wording from the author's own copy of the template."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError
from sphinx_dlmsprofile.text.foreign import UnreadError, read_octets, reading

if TYPE_CHECKING:
    import argparse

DEFAULT_OUTPUT = Path("dlms-template.yaml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="your copy of IEC TS 62056-1-1, as text or PDF")
    parser.add_argument(
        "--output",
        type=Path,
        default=DEFAULT_OUTPUT,
        metavar="PATH",
        help=f"the file to write, for dlms_template_file (default: {DEFAULT_OUTPUT})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the local file; returns the exit status: 1 where paragraphs have not been found.

    Raises:
        CannotRunError: the copy cannot be read, does not contain text of the template, or the file cannot be written.
    """
    from sphinx_dlmsprofile.parsing.template_file import write_template_file  # noqa: PLC0415
    from sphinx_dlmsprofile.template.fingerprints import fingerprints  # noqa: PLC0415
    from sphinx_dlmsprofile.template.importing import find_paragraphs  # noqa: PLC0415

    prints = fingerprints()
    found = find_paragraphs(read_pages(arguments.file), prints)
    if not found:
        message = (
            f"{arguments.file} does not contain paragraphs of the template: "
            "is it IEC TS 62056-1-1 in English, with text in it?"
        )
        raise CannotRunError(message)
    try:
        write_template_file(arguments.output, found)
    except OSError as error:
        message = f"{arguments.output} cannot be written: {error.strerror}"
        raise CannotRunError(message) from error
    absent = [paragraph.id for paragraph in prints.paragraphs if paragraph.id not in found]
    _say(f"{len(found)} of {len(prints.paragraphs)} paragraphs found, written to {arguments.output}")
    if absent:
        _say(f"not found, add them by hand: {', '.join(absent)}")
    _say(f'write dlms_template_file = "{arguments.output.name}" in conf.py, and do not pass the file on to others')
    return FOUND if absent else OK


def read_pages(path: Path) -> list[str]:
    """The text of a copy, page by page.

    Raises:
        CannotRunError: it is not a text or a PDF that can be read, or pypdf is not installed.
    """
    try:
        data = read_octets(path)
    except UnreadError as error:
        message = f"{path} cannot be read: {error}"
        raise CannotRunError(message) from error
    if data.startswith(b"%PDF-"):
        return _pages_of_pdf(path)
    try:
        return data.decode("utf-8-sig").split("\f")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").split("\f")


def _pages_of_pdf(path: Path) -> list[str]:
    try:
        from pypdf import PdfReader  # noqa: PLC0415
    except ImportError as error:
        message = "a PDF is read with pypdf: install sphinx-dlmsprofile[import], or give the copy as text"
        raise CannotRunError(message) from error
    try:
        with reading():
            return [page.extract_text() for page in PdfReader(path).pages]
    except UnreadError as error:
        message = f"{path} cannot be read as PDF: {error}"
        raise CannotRunError(message) from error


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
