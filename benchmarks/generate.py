"""Writes the same standard for each side: ours, plain Sphinx with ``:numref:``, plain Sphinx with ``:ref:``."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Literal

from benchmarks.blocks import Drawing, Section, Stack
from benchmarks.content import standard
from benchmarks.markup import RST, Side, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOT_WRITTEN = [
    "abbreviation-undefined",
    "adaptation-unspecified",
    "addressing-intermediate-missing",
    "addressing-physical-missing",
    "annex-b-missing-supersession",
    "association-kinds-missing",
    "association-reference-missing",
    "caption-form",
    "class-unreferenced",
    "clause-ideally-empty",
    "environment-missing",
    "environment-text-mismatch",
    "example-aspect-uncovered",
    "example-missing",
    "foreword-committee-missing",
    "foreword-drafting-missing",
    "foreword-series-missing",
    "foreword-stability-missing",
    "foreword-voting-missing",
    "index-entry-missing",
    "justification-missing",
    "layer-9-7-unreferenced",
    "layer-list-missing",
    "layer-subclause-missing",
    "mandated-wording-missing",
    "mapping-missing",
    "open-parameter-missing",
    "reference-core-missing",
    "reference-ip-missing",
    "reference-lower-layer-missing",
    "registration-notification-missing",
    "security-keys-missing",
    "security-unspecified",
    "service-missing",
    "usage-missing",
]
"""What the made-up text does not mention. The rules run all the same; only their findings are left out."""

_DRAWN_BY_LOT = [
    "editorial-alt-text-missing",
    "editorial-hanging-paragraph",
    "editorial-only-subclause",
    "editorial-permission-in-note",
    "editorial-requirement-in-informative-annex",
    "editorial-requirement-in-introduction",
    "editorial-requirement-in-note",
    "editorial-requirement-in-scope",
    "editorial-unreferenced-figure",
    "editorial-unreferenced-table",
]
"""What an editor would correct in sentences that are the same in all clauses, and in labels that few refer to."""

_CONF = {
    Side.OURS: f'extensions = ["sphinx_dlmsprofile"]\ndlms_ignore = {[*_NOT_WRITTEN, *_DRAWN_BY_LOT]!r}\n',
    # The same third-party extensions, set up in the same way.
    Side.NUMREF: 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["colon_fence"]\nnumfig = True\n',
    Side.REF: 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["colon_fence"]\nnumfig = True\n',
}
_DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120" viewBox="0 0 320 120">
<title>{label}</title>
<rect x="10" y="10" width="130" height="100" fill="none" stroke="#333"/>
<rect x="180" y="10" width="130" height="100" fill="none" stroke="#333"/>
<path d="M140 60 H180" stroke="#333"/>
</svg>
"""


def write_standard(directory: Path, side: Side, scale: float = 1, *, drawings: Literal["svg", "png"] = "svg") -> None:
    """Write a standard of about 60 printed pages and 400 references, times ``scale``, for one side.

    ``drawings`` is the type of figures that are files: LaTeX cannot read SVG.
    """
    written = standard(scale)
    (directory / "figures").mkdir(parents=True)
    _write_conf(directory, side)
    for document in written.documents:
        suffix = "md" if document.myst else "rst"
        (directory / f"{document.name}.{suffix}").write_text(text_of(document, side, drawings), encoding="utf-8")
        for label in _drawings(document.top, side):
            drawing = _DRAWING.format(label=label).encode() if drawings == "svg" else _grey_png()
            (directory / "figures" / f"{label}.{drawings}").write_bytes(drawing)
    markup = RST(side)
    lines = markup.heading("IEEE 802.11ah communication profile", "standard", 0)
    if side is Side.OURS:
        options = (":deliverable: IS", ":edition: 1.0", f":description: {written.description}")
        lines += markup.directive("profile-title", written.title, options)
        lines += markup.toctree(written.chapters)
    else:
        lines += [written.title, "", *markup.toctree(written.chapters, ":numbered:")]
    (directory / "index.rst").write_text("\n".join(lines), encoding="utf-8")


def _grey_png(width: int = 320, height: int = 120) -> bytes:
    """A grey rectangle."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xcc" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write_empty(directory: Path, side: Side) -> None:
    """Write a project of one line, whose build time is that of starting."""
    directory.mkdir(parents=True)
    _write_conf(directory, side)
    with (directory / "conf.py").open("a", encoding="utf-8") as conf:
        # It is judged all the same.
        conf.write('suppress_warnings = ["dlms.*"]\n')
    (directory / "index.rst").write_text("Nothing\n=======\n", encoding="utf-8")


def _write_conf(directory: Path, side: Side) -> None:
    (directory / "conf.py").write_text(f'project = "IEC 62056-8-30"\n{_CONF[side]}', encoding="utf-8")


def _drawings(section: Section, side: Side) -> Iterator[str]:
    """The labels of figures that are files: stacks only where no directive draws them."""
    for block in section.blocks:
        if isinstance(block, Drawing) or (isinstance(block, Stack) and side is not Side.OURS):
            yield block.label
    for subsection in section.sections:
        yield from _drawings(subsection, side)
