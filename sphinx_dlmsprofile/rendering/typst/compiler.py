"""The Typst compiler, run so that the same text gives the same bytes on each machine."""

from __future__ import annotations

import os
import re
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MAIN_LINE = re.compile(r"main\.typ:(\d+):(\d+)")
_EARLIEST = 315532800  # 1980-01-01, where a standard asks for a date and nobody gave one


class CompileError(Exception):
    """What Typst says, and the line of main.typ (from 0) it says it of, None where it names none."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


def timestamp() -> int | None:
    """The date of the document in seconds since 1970: SOURCE_DATE_EPOCH, None without it.

    Without it the PDF carries no date at all: the time of the build would make each build differ.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    return int(value) if value.isdecimal() else None


def has_compiler() -> bool:
    """Whether Typst is installed."""
    return find_spec("typst") is not None


def compile_pdf(
    files: Mapping[str, bytes], standards: Sequence[str] = (), warn: Callable[[str], object] | None = None
) -> bytes:
    """Compile main.typ among the files; fonts are those of this package and of Typst alone.

    ``warn`` is told what Typst warns of.

    Raises:
        CompileError: Typst refuses the text, for instance for a missing glyph under a PDF standard.
    """
    import typst  # noqa: PLC0415  optional, and loaded only where a PDF is made

    date = timestamp()
    if date is None and standards:
        date = _EARLIEST
    fonts = resources.files(__package__) / "fonts"
    with resources.as_file(fonts) as font_path, TemporaryDirectory() as directory:
        # Typst takes texts in memory, but pictures only from files.
        for name, content in {**files, "template.typ": _template(), "date.typ": _date_code(date)}.items():
            Path(directory, name).write_bytes(content)
        try:
            content, warnings = typst.compile_with_warnings(
                Path(directory, "main.typ"),
                root=Path(directory),
                font_paths=[font_path],
                ignore_system_fonts=True,
                pdf_standards=list(standards),  # type: ignore[arg-type]
                timestamp=date or _EARLIEST,
            )
        except typst.TypstError as error:
            raise _explain(error.message, error.hints, str(error.diagnostic or "")) from None
    if warn is not None:
        for warning in warnings:
            warn(warning.message)
    return content


def _template() -> bytes:
    return (resources.files(__package__) / "template.typ").read_bytes()


def _date_code(date: int | None) -> bytes:
    """``document(date: …)``: automatic, that is the timestamp, or none."""
    return b"#let document-date = none\n" if date is None else b"#let document-date = auto\n"


def _explain(message: str, hints: Sequence[str], diagnostic: str) -> CompileError:
    match = _MAIN_LINE.search(diagnostic)
    text = "; ".join([message.strip(), *hints])
    return CompileError(text, int(match[1]) - 1 if match else None)
