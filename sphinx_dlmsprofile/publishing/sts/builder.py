"""The builder ``dlmssts``: the whole project as one NISO STS document, its pictures beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.display import progress_message

from sphinx_dlmsprofile.publishing.paper import Paper, register

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.publishing.standard import Standard
    from sphinx_dlmsprofile.publishing.sts.translator import StsTranslator


class StsBuilder(Paper):
    """Writes ``<project>.xml``, and pictures into ``graphics``; ``files`` are these by name."""

    name = "dlmssts"
    format = "sts"
    called = "STS"
    subtype = "sts"
    epilog = "The NISO STS document is in %(outdir)s."
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]  # noqa: RUF012  as in Sphinx
    folder = "graphics"
    files: dict[str, bytes]

    def init(self) -> None:
        """Load the writer, only now with the builder in use."""
        from sphinx_dlmsprofile.publishing.sts.translator import StsTranslator  # noqa: PLC0415

        type(self).default_translator_class = StsTranslator
        self.files = {}

    def prepare(self) -> None:
        """Take off what the structure says."""
        from sphinx_dlmsprofile.publishing.sts.labels import structure  # noqa: PLC0415

        structure(self.assembly.tree)

    def write_paper(self) -> None:
        """Assemble and translate the whole project, and look for each of its words."""
        with progress_message("assembling the document", nonl=False):
            self.assemble()
        with progress_message("translating to NISO STS"):
            translator: StsTranslator = self.create_translator(self.assembly.tree, self)  # type: ignore[assignment]
            content = translator.write(self.title)
        Path(self.outdir, self.file_name(".xml")).write_text(content, "utf-8")
        for name, picture in self.files.items():
            path = Path(self.outdir, self.folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(picture)
        self.report_losses(self.find_losses(translator.shown()))


def setup(app: Sphinx, standard: Standard) -> None:
    """Register the builder of a standard."""
    register(app, StsBuilder, standard)
