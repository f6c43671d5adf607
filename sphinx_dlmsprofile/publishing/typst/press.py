"""The part of the builder that the writer of a Typst file uses."""

from __future__ import annotations

from sphinx_dlmsprofile.publishing.paper import Paper


class Press(Paper):
    """``files`` are what the text includes, by name."""

    files: dict[str, bytes]
