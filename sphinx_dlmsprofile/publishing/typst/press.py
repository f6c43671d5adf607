"""The part of the builder that the writer of a Typst file uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders import Builder

if TYPE_CHECKING:
    from sphinx_dlmsprofile.publishing.assembly import Assembly


class Press(Builder):
    """``files`` are what the text includes, by name; ``assembly`` is the document being written."""

    files: dict[str, bytes]
    assembly: Assembly
