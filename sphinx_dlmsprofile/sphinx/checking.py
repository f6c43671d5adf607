"""The builder behind ``dlmsprofile check``: reads and judges, writes no pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders import Builder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx


class CheckBuilder(Builder):
    """Reads all documents, so that they can be judged, and leaves it at that."""

    name = "dlmscheck"
    format = ""
    epilog = ""
    allow_parallel = True

    def init(self) -> None:
        """Nothing to prepare."""

    def get_outdated_docs(self) -> str | list[str]:
        """No document has a page that could be old."""
        return []

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """There are no pages to point to."""
        return ""

    def write_documents(self, docnames: Sequence[str]) -> None:  # type: ignore[override]
        """Write nothing: resolving references of every page would cost more than reading."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Never called."""

    def finish(self) -> None:
        """Nothing to end."""


def setup(app: Sphinx) -> None:
    """Register the builder ``dlmscheck``."""
    app.add_builder(CheckBuilder)
