"""What all builders of a document in one piece have in common: its name, its assembly, and the proof of its words."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder
from sphinx.util import logging

from sphinx_dlmsprofile.publishing.assembly import DOCUMENT_URI

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.publishing.assembly import Assembly
    from sphinx_dlmsprofile.publishing.losses import Fragment, Loss
    from sphinx_dlmsprofile.publishing.standard import Standard
    from sphinx_dlmsprofile.publishing.title import Title

logger = logging.getLogger(__name__)


class Paper(Builder):
    """A builder that makes one file of all documents.

    ``called`` is what messages call the output, ``subtype`` their kind; ``standard`` answers what it asks of the
    project. ``assembly`` is the document that is written, ``title`` its title, ``wanted`` all texts that have to be in
    it.
    """

    called: ClassVar[str]
    subtype: ClassVar[str]
    standard: ClassVar[Standard]
    allow_parallel = False
    supported_remote_images = True  # that is: do not fetch them; the writer names them
    supported_data_uri_images = False
    failed = False
    assembly: Assembly
    title: Title
    wanted: list[Fragment]

    def get_outdated_docs(self) -> str:
        """It is made of all documents."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Everything is in one document: "%docname" marks its parts."""
        return DOCUMENT_URI + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Links do not depend on where they stand."""
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002
        """Write the whole project, unless something that it needs is missing."""
        if not self.failed:
            # All of the tree is needed to the end: looking for garbage in it is in vain.
            threshold = gc.get_threshold()
            gc.set_threshold(200_000, 50, 100)
            try:
                self.write_paper()
            finally:
                gc.set_threshold(*threshold)

    def write_paper(self) -> None:
        """Assemble and write the one file."""
        raise NotImplementedError

    def file_name(self, suffix: str, name: str | None = None) -> str:
        """The name of the file that is written: that of the project, unless another is given."""
        slug = re.sub(r"[^\w.+-]+", "-", str(name or self.config.project).removesuffix(suffix)).strip("-.")
        return f"{slug or 'document'}{suffix}"

    def assemble(self) -> None:
        """Put all documents together, and note what must be in print, before a writer takes parts out of the tree."""
        from sphinx_dlmsprofile.publishing.assembly import assemble_document  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.losses import fragments, in_title  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.printed_index import want_index  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.title import heading_node, title_of  # noqa: PLC0415

        self.assembly = assemble_document(self)
        self._leave_out_todos()
        want_index(self.assembly)
        self.post_process_images(self.assembly.tree)
        self.prepare()
        tree = self.assembly.tree
        self.title = title_of(self.config, tree, self.standard.project(self.env))
        self.wanted = in_title(fragments(tree), heading_node(tree), self.title)

    def prepare(self) -> None:
        """Take out of the tree what the output says by its structure instead of words."""

    def _leave_out_todos(self) -> None:
        """Take notes to oneself out, unless they are to be printed: their visitors for other outputs do so."""
        if not getattr(self.config, "todo_include_todos", False):
            notes = [node for node in self.assembly.tree.findall() if type(node).__name__ == "todo_node"]
            for node in notes:
                if node.parent is not None:
                    node.parent.remove(node)

    def find_losses(self, lines: str) -> list[Loss]:
        """The texts of which the output has lost words; ``lines`` is its text."""
        from sphinx_dlmsprofile.publishing.losses import losses, squeeze  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.word_counts import rarer  # noqa: PLC0415

        return losses(self.wanted, squeeze(lines)) or rarer(self.wanted, lines)

    def report_losses(self, found: Iterable[Loss]) -> None:
        """Say at each text what of it is not in the output."""
        from sphinx_dlmsprofile.publishing.losses import located  # noqa: PLC0415
        from sphinx_dlmsprofile.text.bounded import shortened  # noqa: PLC0415

        for loss in found:
            message = f'words of this text are not in the {self.called}: "{shortened(" ".join(loss.words))}"'
            logger.warning(message, location=located(loss.node), type="dlms", subtype=self.subtype)

    def finish(self) -> None:
        """Nothing is left to write."""


def register(app: Sphinx, paper: type[Paper], standard: Standard) -> None:
    """Register a builder of a standard, which fails where it could not write."""

    def fail(app: Sphinx, _exception: Exception | None) -> None:
        # Sphinx ends with 0 after an error that was only logged.
        if isinstance(app.builder, paper) and app.builder.failed:
            app.statuscode = 1

    paper.standard = standard
    app.add_builder(paper)
    app.connect("build-finished", fail)
