"""Where in the source the text is that Typst refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_dlmsprofile.publishing.typst.compiler import CompileError, compile_pdf
from sphinx_dlmsprofile.publishing.typst.literals import string
from sphinx_dlmsprofile.rendering.svg import measure
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils import nodes

    from sphinx_dlmsprofile.publishing.typst.scribe import Scribe

_GLYPH = regex(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = regex(r"\\u\{([0-9a-f]{1,6})\}")
_OF_PICTURE = regex(r"(?i)image|svg")
_SIZE = 12.0
_MAIN_LINE = regex(r"main\.typ:(\d+)")


def locate(error: CompileError, scribe: Scribe, head: int) -> Iterator[tuple[str, nodes.Element | None]]:
    """Each fault with the node it was found in; ``head`` is the number of lines before the scribe's."""
    glyphs = list(dict.fromkeys(map(_unescaped, _GLYPH.findall(error.diagnostic))))
    if glyphs:
        for glyph in glyphs:
            yield f'no font has a glyph for "{glyph}": {_codes(glyph)}', _origin_of_text(scribe, glyph)
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


def broken_pictures(error: CompileError, files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The pictures that cannot be set even alone, with what is wrong with them, where the error may be of these."""
    for name, content in files.items() if _OF_PICTURE.search(str(error)) else ():
        try:
            compile_pdf({"main.typ": f"#image({string(name)})".encode(), name: content})
        except CompileError as own:
            yield name, str(own)


def in_place_of(words: str) -> bytes:
    """A drawing that says what is not there."""
    width = measure.text_width(words, _SIZE) + 2 * _SIZE
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{2 * _SIZE:.0f}">'
    return f'{head}<text x="{_SIZE}" y="{1.4 * _SIZE:.0f}" font-size="{_SIZE}">{escape(words)}</text></svg>'.encode()
