"""The builder ``dlmspdf``: the whole project as one PDF, by way of Typst."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.util import logging
from sphinx.util.display import progress_message

from sphinx_dlmsprofile.publishing.assembly import DOCUMENT_URI
from sphinx_dlmsprofile.publishing.typst.press import Press

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.publishing.standard import Standard
    from sphinx_dlmsprofile.publishing.typst.translator import TypstTranslator

logger = logging.getLogger(__name__)


class TypstBuilder(Press):
    """Writes ``<project>.pdf``; "/" and blanks in the project's name become "-".

    ``standard`` answers what it asks of the project.
    """

    name = "dlmspdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    allow_parallel = False
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]  # noqa: RUF012  as in Sphinx
    supported_remote_images = True  # that is: do not fetch them; the writer names them
    supported_data_uri_images = False

    standard: ClassVar[Standard]

    def init(self) -> None:
        """Check that there is a compiler; the writer is loaded only now, with the builder in use."""
        from sphinx_dlmsprofile.publishing.typst.compiler import has_compiler  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.translator import TypstTranslator  # noqa: PLC0415

        type(self).default_translator_class = TypstTranslator
        self.files = {}
        self.failed = not has_compiler()
        if self.failed:
            logger.error('the builder dlmspdf needs the package typst: pip install "sphinx-dlmsprofile[pdf]"')

    def get_outdated_docs(self) -> str:
        """A PDF is made of all documents."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Everything is in one document: "%docname" marks its parts."""
        return DOCUMENT_URI + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Links do not depend on where they stand."""
        return self.get_target_uri(to, typ)

    @property
    def pdf_name(self) -> str:
        """The name of the file that is written."""
        name = str(self.config.dlms_pdf_name or self.config.project)
        slug = re.sub(r"[^\w.+-]+", "-", name.removesuffix(".pdf")).strip("-.")
        return f"{slug or 'document'}.pdf"

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002
        """Assemble, translate and compile the whole project."""
        from sphinx_dlmsprofile.publishing.assembly import assemble_document  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.losses import fragments  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.index import want_index  # noqa: PLC0415

        if self.failed:
            return
        with progress_message("assembling the document", nonl=False):
            self.assembly = assemble_document(self)
            self._leave_out_todos()
            want_index(self.assembly)
            self.post_process_images(self.assembly.tree)
            self.wanted = fragments(self.assembly.tree)  # before the writer takes parts out of the tree
        with progress_message("translating to Typst"):
            translator: TypstTranslator = self.create_translator(self.assembly.tree, self)  # type: ignore[assignment]
            self.assembly.tree.walkabout(translator)
        with progress_message("compiling the PDF"):
            self._compile(translator)

    def _leave_out_todos(self) -> None:
        """Take notes to oneself out, unless they are to be printed: their visitors for other outputs do so."""
        if not getattr(self.config, "todo_include_todos", False):
            notes = [node for node in self.assembly.tree.findall() if type(node).__name__ == "todo_node"]
            for node in notes:
                if node.parent is not None:
                    node.parent.remove(node)

    def _compile(self, translator: TypstTranslator) -> None:
        from sphinx_dlmsprofile.publishing.typst.compiler import CompileError, document_date  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.faults import locate  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.literals import arguments, string  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.title_page import describe  # noqa: PLC0415

        standards = self.config.dlms_pdf_standards
        facts = describe(self.config, self.assembly.tree, self.standard.project(self.env))
        facts["created"] = document_date(standards)
        head = f'#import "template.typ": *\n#show: standard.with({arguments((), facts)})\n#{{[]\n'
        # What stands in a part that is not printed is found at the beginning.
        head += "".join(f"anchor({string(name)})\n" for name in translator.missing_anchors())
        source = f"{head}{translator.source()}\n}}\n"
        try:
            content = self._pressed(source, translator)
        except CompileError as error:
            for message, node in locate(error, translator, head.count("\n")):
                logger.error("no PDF: %s", message, location=node)  # noqa: TRY400  Typst's words are enough
            self.failed = True
            return
        Path(self.outdir, self.pdf_name).write_bytes(content)
        self._proof(content)

    def _pressed(self, source: str, translator: TypstTranslator) -> bytes:
        """The PDF; a picture that cannot be set is named, and does not stop it."""
        from sphinx_dlmsprofile.publishing.typst.compiler import CompileError, compile_pdf  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.faults import broken_pictures, in_place_of  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.literals import string  # noqa: PLC0415

        def press() -> bytes:
            files = {"main.typ": source.encode(), **self.files}
            return compile_pdf(files, self.config.dlms_pdf_standards, _warn, self._added_fonts())

        try:
            return press()
        except CompileError as error:
            broken = list(broken_pictures(error, self.files))
            if not broken:
                raise
        for name, message in broken:
            node = translator.pictures[name]
            content = self.files.pop(name)
            self.files[f"{name}.svg"] = in_place_of(f"[{node.get('alt') or node.get('uri', '')}]")
            source = source.replace(string(name), string(f"{name}.svg"))
            self._report_picture(node, content, message)
        return press()

    def _report_picture(self, node: nodes.Element, content: bytes, message: str) -> None:
        """Say what is wrong with a picture, unless a rule does."""
        from sphinx_dlmsprofile.text.pictures import picture_fault  # noqa: PLC0415  there seldom is one

        uri = str(node.get("uri", ""))
        fault = picture_fault(content, Path(uri).suffix.lower())
        if not (fault and self.config.dlms_standard):
            text = "the picture %s cannot be shown, the PDF names it only: %s"
            logger.warning(text, uri, fault or message, location=node, type="dlms", subtype="pdf")

    def _added_fonts(self) -> list[bytes]:
        """The author's fonts; one that cannot be read is a finding."""
        from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_octets  # noqa: PLC0415  few add one

        fonts = []
        for name in self.config.dlms_pdf_fonts:
            with suppress(UnreadError):
                fonts.append(read_octets(conf_path(Path(self.srcdir), name)))
        return fonts

    def _proof(self, content: bytes) -> None:
        """Compare what was printed with what was written."""
        from sphinx_dlmsprofile.publishing.losses import located, losses, places  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.proof import can_proof, proof  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.word_counts import rarer  # noqa: PLC0415
        from sphinx_dlmsprofile.text.bounded import shortened  # noqa: PLC0415

        if not can_proof():
            logger.info("the PDF is not compared with the text: pypdfium2 is not installed")
            return
        with progress_message("comparing the PDF with the text"):
            printed = proof(content)
            found = losses(self.wanted, printed.text)
            for loss in found or rarer(self.wanted, printed.lines):
                message = f'words of this text are not in the PDF: "{shortened(" ".join(loss.words))}"'
                logger.warning(message, location=located(loss.node), type="dlms", subtype="pdf")
            for misplaced, node in places(self.wanted, printed.misplaced):
                message = f'page {misplaced.page}: "{shortened(misplaced.words)}" {misplaced.fault}: shorten it'
                logger.warning(message, location=located(node), type="dlms", subtype="pdf")

    def finish(self) -> None:
        """Nothing is left to write."""


def _warn(message: str) -> None:
    logger.warning("PDF: %s", message, type="dlms", subtype="pdf")


def fail_build(app: Sphinx, _exception: Exception | None) -> None:
    """Give the build an exit status: Sphinx ends with 0 after an error that was only logged."""
    if getattr(app.builder, "failed", False) and isinstance(app.builder, TypstBuilder):
        app.statuscode = 1


def setup(app: Sphinx, standard: Standard) -> None:
    """Register the builder of a standard."""
    TypstBuilder.standard = standard
    app.add_builder(TypstBuilder)
    app.connect("build-finished", fail_build)
