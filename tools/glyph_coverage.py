"""Write which characters the fonts of the PDF have: Typst is asked for each of them.

    python tools/glyph_coverage.py

CJK, Hangul and the old scripts beyond them are not asked for: no font of ours or of Typst has them.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import sphinx_dlmsprofile
from sphinx_dlmsprofile.publishing.typst.compiler import CompileError, compile_pdf
from sphinx_dlmsprofile.publishing.typst.literals import string

TARGET = Path(sphinx_dlmsprofile.__file__).parent / "text" / "glyphs.txt"
_LEFT_OUT = ((0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0x12000, 0x146FF), (0x17000, 0x1B2FF), (0x20000, 0x10FFFF))
_MISSING = re.compile(r'the text `"(?:\\u\{([0-9a-f]+)\}|(.))"` could not be displayed', re.DOTALL)
_BATCH = 4000
_HEAD = '#set document(date: datetime(year: 2020, month: 1, day: 1))\n#set text(font: ("Arimo", "DejaVu Sans Mono"))\n'


def candidates() -> list[int]:
    """All characters that a font may show."""
    return [
        code
        for code in range(0x21, 0x20000)
        if unicodedata.category(chr(code))[0] not in "CZ" and not any(a <= code <= b for a, b in _LEFT_OUT)
    ]


def missing(codes: list[int]) -> set[int]:
    """Those for which Typst has no glyph."""
    body = "\n".join(f"#par({string(chr(code))})" for code in codes)
    try:
        compile_pdf({"main.typ": f"{_HEAD}{body}".encode()}, ["a-2a"])
    except CompileError as error:
        return {int(code, 16) if code else ord(sign) for code, sign in _MISSING.findall(error.diagnostic)}
    return set()


def main() -> None:
    """Ask for all, and write ranges."""
    codes = candidates()
    lacking = {code for start in range(0, len(codes), _BATCH) for code in missing(codes[start : start + _BATCH])}
    ranges: list[list[int]] = []
    for code in (code for code in codes if code not in lacking):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    lines = [f"{first:04X}" if first == last else f"{first:04X}-{last:04X}" for first, last in ranges]
    TARGET.write_text("\n".join(lines) + "\n", "ascii")


if __name__ == "__main__":
    main()
