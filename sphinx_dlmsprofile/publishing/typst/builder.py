"""The builder ``dlmspdf``: the whole project as one PDF, by way of Typst."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.display import progress_message

from sphinx_dlmsprofile.publishing.paper import register
from sphinx_dlmsprofile.publishing.typst.press import Press

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.publishing.losses import Loss
    from sphinx_dlmsprofile.publishing.standard import Standard
    from sphinx_dlmsprofile.publishing.typst.translator import TypstTranslator

_REDLINE = "REDLINE"
"""What the pages of an edition say that marks what has changed."""

_WHOLE = "dlms-whole.pdf.digest"
"""Kept beside the doctrees: which PDF was read again and has lost nothing."""

logger = logging.getLogger(__name__)


class TypstBuilder(Press):
    """Writes ``<project>.pdf``; "/" and blanks in the project's name become "-"."""

    name = "dlmspdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    called = "PDF"
    subtype = "pdf"
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]  # noqa: RUF012  as in Sphinx

    def init(self) -> None:
        """Check that there is a compiler; the writer is loaded only now, with the builder in use."""
        from sphinx_dlmsprofile.publishing.typst.compiler import has_compiler  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.translator import TypstTranslator  # noqa: PLC0415

        type(self).default_translator_class = TypstTranslator
        self.files = {}
        self.failed = not has_compiler()
        if self.failed:
            logger.error('the builder dlmspdf needs the package typst: pip install "sphinx-dlmsprofile[pdf]"')

    def prepare(self) -> None:
        """Mark what has changed, where a redline is asked for."""
        changes = self.standard.changes(self.env)
        self._is_redline = changes is not None
        if changes is not None:
            from sphinx_dlmsprofile.publishing.redline import mark_changes  # noqa: PLC0415  few builds compare
            from sphinx_dlmsprofile.publishing.redline_octets import mark_octets  # noqa: PLC0415

            mark_changes(self.assembly.tree, changes.blocks)
            octets = self.standard.changed_octets(self.env)
            mark_octets(self.assembly.tree, octets, partial(self.standard.place_of, self.env))

    @property
    def pdf_name(self) -> str:
        """The name of the file that is written."""
        return self.file_name(".pdf", self.config.dlms_pdf_name)

    def write_paper(self) -> None:
        """Assemble, translate and compile the whole project."""
        with progress_message("assembling the document", nonl=False):
            self.assemble()
        with progress_message("translating to Typst"):
            translator: TypstTranslator = self.create_translator(self.assembly.tree, self)  # type: ignore[assignment]
            self.assembly.tree.walkabout(translator)
        with progress_message("compiling the PDF"):
            self._compile(translator)

    def _compile(self, translator: TypstTranslator) -> None:
        from sphinx_dlmsprofile.publishing.typst.compiler import CompileError, document_date, outlined  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.faults import locate  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.literals import arguments, string  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.title_page import describe  # noqa: PLC0415

        standards = self.config.dlms_pdf_standards
        facts = describe(self.config, self.assembly.tree, self.standard.project(self.env))
        facts["created"] = document_date(standards)
        facts["logo"] = self._logo()
        if facts["watermark"]:
            self.files["watermark.svg"] = outlined(str(facts["watermark"]))
            facts["watermark"] = "watermark.svg"
        facts["fonts"] = self._families()
        facts["contents_pages"] = translator.contents.pages
        if self._is_redline:
            facts["stage"] = f"{facts['stage']} {_REDLINE}".strip()
        self._has_line_numbers = bool(facts["line_numbers"])
        head = f'#import "template.typ": *\n#let facts = ({arguments((), facts)})\n'
        head += "#show: standard.with(..facts)\n#{[]\n"
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

    def _logo(self) -> str | None:
        """The name of the picture on the title page; what is wrong with one that is not there is a finding."""
        from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_octets  # noqa: PLC0415
        from sphinx_dlmsprofile.text.pictures import kind_of, picture_fault  # noqa: PLC0415

        with suppress(UnreadError):
            if self.config.dlms_logo:
                content = read_octets(conf_path(Path(self.srcdir), self.config.dlms_logo))
                suffix = kind_of(content) or ".svg"
                if not picture_fault(content, suffix):
                    self.files[f"logo{suffix}"] = content
                    return f"logo{suffix}"
        return None

    def _added_fonts(self) -> list[bytes]:
        """The author's fonts; one that cannot be read, or must not be embedded, is a finding."""
        from sphinx_dlmsprofile.text.font_file import why_not_embedded  # noqa: PLC0415  few add one
        from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_octets  # noqa: PLC0415

        fonts = []
        for name in self.config.dlms_pdf_fonts:
            with suppress(UnreadError):
                fonts.append(read_octets(conf_path(Path(self.srcdir), name)))
        return [font for font in fonts if not why_not_embedded(font)]

    def _families(self) -> list[str]:
        """What the author's fonts are called, in the order in which they are looked at for a sign."""
        from sphinx_dlmsprofile.text.font_file import family_of  # noqa: PLC0415  few add one

        return list(dict.fromkeys(name for font in self._added_fonts() if (name := family_of(font))))

    def _proof(self, content: bytes) -> None:
        """Compare what was printed with what was written."""
        from sphinx_dlmsprofile.publishing.losses import located, places  # noqa: PLC0415
        from sphinx_dlmsprofile.publishing.typst.proof import can_proof, proof  # noqa: PLC0415
        from sphinx_dlmsprofile.text.bounded import shortened  # noqa: PLC0415

        if not can_proof():
            logger.info("the PDF is not compared with the text: pypdfium2 is not installed")
            return
        # A PDF that is the same to the octet, of the same texts, was found whole by the last build.
        whole, found_whole = Path(self.doctreedir, _WHOLE), self._digest(content)
        with suppress(OSError):
            if whole.read_bytes() == found_whole:
                return
        with progress_message("comparing the PDF with the text"):
            printed = proof(content, numbered=self._has_line_numbers)
            losses = self._without_told(self.find_losses(printed.lines))
            self.report_losses(losses)
            faults = list(places(self.wanted, printed.text, printed.misplaced))
            for misplaced, node in faults:
                message = f'page {misplaced.page}: "{shortened(misplaced.words)}" {misplaced.fault}: shorten it'
                logger.warning(message, location=located(node), type="dlms", subtype="pdf")
        with suppress(OSError):
            if losses or faults:
                whole.unlink(missing_ok=True)
            else:
                whole.write_bytes(found_whole)

    def _digest(self, content: bytes) -> bytes:
        digest = blake2b(content)
        digest.update(str(self._has_line_numbers).encode())
        for fragment in self.wanted:
            digest.update(f"\0{fragment.text}".encode("utf-8", "surrogatepass"))
        return digest.digest()

    def _without_told(self, found: list[Loss]) -> list[Loss]:
        """The losses without words that no font can show, which the rule glyph-missing names."""
        if not (found and self.config.dlms_standard):
            return found
        from sphinx_dlmsprofile.text.font_file import characters_of  # noqa: PLC0415
        from sphinx_dlmsprofile.text.glyphs import lacking  # noqa: PLC0415  few lose a word

        added = {chr(code) for font in self._added_fonts() for code in characters_of(font)}
        told = ([word for word in loss.words if set(lacking(word)) <= added] for loss in found)
        return [replace(loss, words=tuple(words)) for loss, words in zip(found, told, strict=True) if words]


def _warn(message: str) -> None:
    if message.startswith("unknown font family"):  # Typst calls it otherwise, and takes it all the same
        return
    logger.warning("PDF: %s", message, type="dlms", subtype="pdf")


def setup(app: Sphinx, standard: Standard) -> None:
    """Register the builder of a standard."""
    register(app, TypstBuilder, standard)
