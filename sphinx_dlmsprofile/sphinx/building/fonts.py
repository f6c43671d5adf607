"""The fonts that a project adds to those of the PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.lost_text import AddedFont
from sphinx_dlmsprofile.text.font_file import FontError, as_ranges, characters_of, why_not_embedded
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_octets
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def added_fonts(app: Sphinx) -> Iterator[AddedFont]:
    """Those that can be read, with what they have."""
    for name in app.config.dlms_pdf_fonts:
        if not isinstance(found := _ranges(app, name), str):
            yield AddedFont(at=Location("conf.py", 1), name=name, ranges=found)


def unread_fonts(app: Sphinx) -> Iterator[tuple[str, str]]:
    """The others, with what is wrong with them."""
    for name in app.config.dlms_pdf_fonts:
        if isinstance(found := _ranges(app, name), str):
            yield name, f'dlms_pdf_fonts: "{name}" cannot be used: {found}'


def _ranges(app: Sphinx, name: str) -> tuple[tuple[int, int], ...] | str:
    """The characters of a font, or why it cannot be read."""
    try:
        content = read_octets(conf_path(Path(app.srcdir), name))
        return why_not_embedded(content) or as_ranges(characters_of(content))
    except FontError:
        return "it is not a TrueType or OpenType font"
    except UnreadError:
        return "it does not exist, or cannot be read"
