"""An output that exists in the tests alone: all that one has to write, besides its line in the table of builders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder

from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.publishing.assembly import DOCUMENT_URI, assemble_document

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.publishing.standard import Standard


class OutlineBuilder(Builder):
    """Writes the title of the standard, its headings, and what the index begins with."""

    name = "dlmsoutline"
    format = "outline"
    allow_parallel = False
    standard: ClassVar[Standard]

    def get_outdated_docs(self) -> str:
        """It is made of all documents."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Everything is in one document."""
        return DOCUMENT_URI + docname

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002
        """Write it."""
        tree = assemble_document(self).tree
        project = self.standard.project(self.env)
        lines = [f"title: {title.title.value}" for title in (project.of(ProfileTitle) if project else ())]
        for node in tree.findall():
            if node.__class__.__name__ == "title":
                lines.append(node.astext())
            elif node.__class__.__name__ == "dlms_index":
                lines += [f"{group.heading}: {group.entries[0].term}" for group in node["groups"]]  # type: ignore[index]
        Path(self.outdir, "outline.txt").write_text("\n".join(lines), "utf-8")


def setup(app: Sphinx, standard: Standard) -> None:
    """Register the builder."""
    OutlineBuilder.standard = standard
    app.add_builder(OutlineBuilder)
