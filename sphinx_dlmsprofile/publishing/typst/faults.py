"""Where in the source the text is that Typst refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.typst.compiler import CompileError, compile_pdf
from sphinx_dlmsprofile.publishing.typst.literals import string
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils import nodes

    from sphinx_dlmsprofile.publishing.typst.scribe import Scribe

_GLYPH = regex(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = regex(r"\\u\{([0-9a-f]{1,6})\}")
_MAIN_LINE = regex(r"main\.typ:(\d+)")


def locate(
    error: CompileError, scribe: Scribe, head: int, files: Mapping[str, bytes]
) -> Iterator[tuple[str, nodes.Element | None]]:
    """Each fault with the node it was found in; ``head`` is the number of lines before the scribe's."""
    glyphs = list(dict.fromkeys(map(_unescaped, _GLYPH.findall(error.diagnostic))))
    if glyphs:
        for glyph in glyphs:
            yield f'no font has a glyph for "{glyph}": {_codes(glyph)}', _origin_of_text(scribe, glyph)
    elif broken := _broken_picture(files):
        name, message = broken
        yield message, scribe.pictures.get(name)
    else:
        line = _MAIN_LINE.search(error.diagnostic)
        yield str(error), scribe.origin(int(line[1]) - 1 - head) if line else None


def _unescaped(text: str) -> str:
    """The text that Typst speaks of: it writes signs that stand above others as escapes."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _codes(text: str) -> str:
    return ", ".join(f"U+{ord(character):04X}" for character in text)


def _origin_of_text(scribe: Scribe, text: str) -> nodes.Element | None:
    for number, line in enumerate(scribe.lines):
        if text in line:
            return scribe.origin(number)
    return None


def _broken_picture(files: Mapping[str, bytes]) -> tuple[str, str] | None:
    """The first picture that cannot be set even alone, with what is wrong with it."""
    for name, content in files.items():
        try:
            compile_pdf({"main.typ": f"#image({string(name)})".encode(), name: content})
        except CompileError as error:
            return name, str(error)
    return None
