"""The Typst compiler, run so that the same text gives the same bytes on each machine."""

from __future__ import annotations

import os
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.typst.literals import Code, string
from sphinx_dlmsprofile.source_date import source_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_FONTS = "added-fonts"
_WATERMARK = """
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#rotate(-52deg, reflow: true, text(font: "Arimo", size: 100pt, weight: "bold", fill: luma(236), hyphenate: false, {}))
"""
_UNTAGGABLE = "PDF tag would be split up"
"""What Typst says of a structure that it can print but not tag."""


class CompileError(Exception):
    """What Typst says, the first message in short; ``diagnostic`` is the whole, with the lines of the code."""

    def __init__(self, message: str, diagnostic: str = "") -> None:
        super().__init__(message)
        self.diagnostic = diagnostic


def document_date(standards: Sequence[str]) -> Code:
    """The date of the document; none without SOURCE_DATE_EPOCH, unless a standard asks for one."""
    if not os.environ.get("SOURCE_DATE_EPOCH", "").strip().isdecimal() and not standards:
        return Code("none")
    date = source_date()
    parts = ("year", "month", "day", "hour", "minute", "second")
    return Code(f"datetime({', '.join(f'{part}: {getattr(date, part)}' for part in parts)})")


def has_compiler() -> bool:
    """Whether Typst is installed."""
    return find_spec("typst") is not None


def outlined(word: str) -> bytes:
    """A word across a page as a drawing (SVG): what lies below a text must not be read with it."""
    import typst  # noqa: PLC0415  optional, and loaded only where a PDF is made

    with resources.as_file(resources.files(__package__) / "fonts") as font_path:
        content: bytes = typst.compile(  # type: ignore[call-overload]  # it wants all paths alike
            _WATERMARK.format(string(word)).encode(), font_paths=[font_path], ignore_system_fonts=True, format="svg"
        )
    return content


def compile_pdf(
    files: Mapping[str, bytes],
    standards: Sequence[str] = (),
    warn: Callable[[str], object] | None = None,
    added_fonts: Sequence[bytes] = (),
) -> bytes:
    """Compile main.typ among the files; fonts are those of this package and of Typst, and those that are added.

    ``warn`` gets the warnings of Typst.

    Raises:
        CompileError: Typst refuses the text, for instance for a missing glyph under a PDF standard.
    """
    import typst  # noqa: PLC0415  optional, and loaded only where a PDF is made

    fonts = resources.files(__package__) / "fonts"
    with resources.as_file(fonts) as font_path, TemporaryDirectory() as directory:
        _write(Path(directory), files, added_fonts)

        def press(*, tagged: bool) -> tuple[bytes, list[typst.TypstWarning]]:
            return typst.compile_with_warnings(
                Path(directory, "main.typ"),
                root=Path(directory),
                font_paths=[font_path, Path(directory, _FONTS)],
                ignore_system_fonts=True,
                pdf_standards=list(standards),  # type: ignore[arg-type]
                pdf_tags=tagged,
            )

        try:
            try:
                content, warnings = press(tagged=True)
            except typst.TypstError as error:
                if standards or _UNTAGGABLE not in error.message:
                    raise
                content, warnings = press(tagged=False)
                if warn is not None:
                    warn("it has no tags for screen readers: Typst cannot tag a table that is broken within another")
        except typst.TypstError as error:
            message = "; ".join([error.message.strip(), *error.hints])
            raise CompileError(message, str(error.diagnostic or "")) from None
        except ValueError as error:  # a standard that Typst does not know
            raise CompileError(str(error)) from None
    if warn is not None:
        for warning in warnings:
            warn(warning.message)
    return content


def _write(directory: Path, files: Mapping[str, bytes], added_fonts: Sequence[bytes]) -> None:
    """Lay out what Typst reads: it takes texts in memory, but pictures and fonts only from files."""
    for name, content in {**files, **_template()}.items():
        Path(directory, name).write_bytes(content)
    Path(directory, _FONTS).mkdir()
    for number, content in enumerate(added_fonts):
        Path(directory, _FONTS, f"{number}.otf").write_bytes(content)


def _template() -> dict[str, bytes]:
    """The files of the template, of which ``template.typ`` imports the others."""
    folder = resources.files(__package__) / "template"
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".typ")}
