"""The builder ``dlmsdocx``: the whole project as one document of Word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.display import progress_message

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.stage import DRAFT
from sphinx_dlmsprofile.publishing.paper import Paper, register

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.publishing.docx.container import Container
    from sphinx_dlmsprofile.publishing.standard import Standard
    from sphinx_dlmsprofile.publishing.title import Title

logger = logging.getLogger(__name__)


class DocxBuilder(Paper):
    """Writes ``<project>.docx``."""

    name = "dlmsdocx"
    format = "docx"
    called = "Word document"
    subtype = "docx"
    epilog = "The Word document is in %(outdir)s."
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]  # noqa: RUF012  as in Sphinx

    def init(self) -> None:
        """Check that there is what opens and writes documents."""
        from importlib.util import find_spec  # noqa: PLC0415

        self.failed = find_spec("docx") is None
        if self.failed:
            logger.error('the builder dlmsdocx needs the package python-docx: pip install "sphinx-dlmsprofile[word]"')

    def write_paper(self) -> None:
        """Assemble and translate the whole project, and look for each of its words."""
        from sphinx_dlmsprofile.publishing.docx.sources import carried_part  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.docx.translator import DocxTranslator  # noqa: PLC0415

        with progress_message("assembling the document", nonl=False):
            self.assemble()
        with progress_message("translating to WordprocessingML"):
            title = self.title
            container = self._open(title)
            is_draft = title.is_given and self.config.dlms_stage == DRAFT
            # By Sphinx: it gives nodes of others the forms that these have registered.
            type(self).default_translator_class = DocxTranslator
            translator: DocxTranslator = self.create_translator(self.assembly.tree, self, container, is_draft)  # type: ignore[assignment]
            translator.write(title, self._facts(title, is_draft=is_draft))
        author = "" if self.config.author == self.config.values["author"].default else self.config.author
        container.describe(title, author)
        if self.config.dlms_docx_sources:
            container.carry(carried_part(self.env, container.octets()))
        Path(self.outdir, self.file_name(".docx")).write_bytes(container.octets())
        self.report_losses(self.find_losses(translator.shown()))

    def _open(self, title: Title) -> Container:
        """The document to fill: the template of the project, or ours where it cannot be used."""
        from sphinx_dlmsprofile.model.number_words import number_words  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.docx.container import Container  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.word_template import TemplateError, template_octets  # noqa: PLC0415

        annex = number_words(self.config.language).annex
        name = self.config.dlms_docx_template
        try:
            return Container(template_octets(Path(self.srcdir), name) if name else None, title, annex)
        except TemplateError as error:
            message = 'the Word document has our own styles: dlms_docx_template "%s" cannot be used: %s'
            logger.warning(message, name, error, type="dlms", subtype=self.subtype)
            return Container(None, title, annex)

    def _facts(self, title: Title, *, is_draft: bool) -> dict[str, str]:
        """What the title page and the running header say besides the title."""
        holder = str(self.config.copyright or "")
        return {
            "header": f"{self.config.project} © {holder}" if holder else str(self.config.project),
            "project": str(self.config.project),
            "deliverable": title.called,
            "edition": say("Edition {}", title.edition) if title.edition else "",
            "stage": say("DRAFT") if is_draft else "",
        }


def setup(app: Sphinx, standard: Standard) -> None:
    """Register the builder of a standard."""
    register(app, DocxBuilder, standard)
