"""Diagrams, hints and line breaks in each output, and the style sheet that they ask for."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.rendering.nodes import STATIC, dlms_break, dlms_diagram, dlms_hint
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.node_forms import CONTENT, add_node

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator
    from sphinx.writers.manpage import ManualPageTranslator
    from sphinx.writers.texinfo import TexinfoTranslator
    from sphinx.writers.text import TextTranslator

    from sphinx_dlmsprofile.publishing.typst.translator import TypstTranslator

_LEAST_PIXELS = 9
"""What the smallest type must not fall below on a screen: the diagram scrolls instead."""

_POINTS_PER_UNIT = 0.75
_STYLE_SHEET, _SCREEN = "dlmsprofile.css", "screen.css"


def _visit_hint(self: HTML5Translator, node: dlms_hint) -> None:
    attributes = {"data-hint": node["hint"]}
    if not output_of(self.builder).is_epub:  # whose format does not know it yet
        attributes["aria-description"] = node["hint"]
    if not isinstance(node.parent, nodes.reference):
        attributes["tabindex"] = "0"
    self.body.append(self.starttag(node, "span", "", CLASS="dlms-hint", **attributes))


def _depart_hint(self: HTML5Translator, _node: dlms_hint) -> None:
    self.body.append("</span>")


def _break_html(self: HTML5Translator, _node: dlms_break) -> None:
    self.body.append("<br>\n")


def _break_latex(self: LaTeXTranslator, _node: dlms_break) -> None:
    self.body.append("\\\\\n")


def _break_texinfo(self: TexinfoTranslator, _node: dlms_break) -> None:
    self.body.append("@*\n")


def _break_text(self: TextTranslator, _node: dlms_break) -> None:
    self.add_text(" ")


def _break_man(self: ManualPageTranslator, _node: dlms_break) -> None:
    self.body.append("\n.br\n")


def _break_typst(self: TypstTranslator, _node: dlms_break) -> None:
    self.emit("linebreak()")


def _nothing(_translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    """Close nothing."""


def visit_html(self: HTML5Translator, node: dlms_diagram) -> None:
    """The drawing itself in the page, so that it follows the page's colours; its type stays legible by scrolling."""
    # What draws and compiles is loaded where something is drawn: most builds of a day draw nothing anew.
    from sphinx_dlmsprofile.rendering.svg import DETAIL_SIZE  # noqa: PLC0415

    least = min(node["width"], -(-node["width"] * _LEAST_PIXELS // DETAIL_SIZE))
    label = say("Diagram")
    self.body.append(
        f'<div class="dlms-diagram" style="--dlms-least: {least}px; --dlms-width: {node["width"]}px"'
        f' tabindex="0" role="group" aria-label="{label}">\n{node["svg"]}</div>\n'
    )
    raise nodes.SkipNode


def visit_latex(self: LaTeXTranslator, node: dlms_diagram) -> None:
    """The drawing as PDF where Typst is there to make it, else its text alternative."""
    from sphinx_dlmsprofile.publishing.typst.compiler import CompileError  # noqa: PLC0415

    name = f"dlms-{sha256(node['svg'].encode()).hexdigest()[:16]}.pdf"
    path = Path(self.builder.outdir, name)
    if not path.is_file():
        try:
            path.write_bytes(as_pdf(node))
        except (ImportError, CompileError):
            visit_text(self, node)
    width = f"{node['width'] * _POINTS_PER_UNIT:.2f}bp"
    self.body.append(f"\n\\noindent\\sphinxincludegraphics[width={width}]{{{{{name[:-4]}}}.pdf}}\n")
    raise nodes.SkipNode


def as_pdf(node: dlms_diagram) -> bytes:
    """A drawing as PDF, the same bytes from the same drawing."""
    from sphinx_dlmsprofile.publishing.typst.compiler import compile_pdf, document_date  # noqa: PLC0415

    width, height = (f"{node[side] * _POINTS_PER_UNIT:.2f}pt" for side in ("width", "height"))
    # Typst dates a document with the time of the build.
    date = f"#set document(date: {document_date(())})\n"
    page = f'{date}#set page(width: {width}, height: {height}, margin: 0pt)\n#image("diagram.svg", width: {width})\n'
    return compile_pdf({"main.typ": page.encode(), "diagram.svg": node["svg"].encode()})


def visit_text(self: nodes.NodeVisitor, node: dlms_diagram) -> None:
    """The text alternative, a paragraph for each profile."""
    for sentence in str(node["alt"]).split("\n"):
        # Writers ask a paragraph for its parent.
        nodes.container("", nodes.paragraph("", sentence))[0].walkabout(self)
    raise nodes.SkipNode


def _add_style_sheet(app: Sphinx) -> None:
    """Let the HTML builders copy our files before they write pages, which name them with a checksum."""
    output = output_of(app.builder)
    if output.html:
        app.config.html_static_path.append(str(STATIC))
    if output.is_epub:
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, f"_static/{_SCREEN}"]
    else:
        app.add_css_file(_SCREEN)


def setup(app: Sphinx) -> None:
    """Register the nodes and the style sheet."""
    add_node(app, dlms_diagram, (visit_text, None), html=(visit_html, None), latex=(visit_latex, None))
    add_node(app, dlms_hint, CONTENT, html=(_visit_hint, _depart_hint), typst=CONTENT)
    add_node(
        app,
        dlms_break,
        (_break_text, _nothing),
        html=(_break_html, _nothing),
        latex=(_break_latex, _nothing),
        texinfo=(_break_texinfo, _nothing),
        man=(_break_man, _nothing),
        typst=(_break_typst, _nothing),
    )
    app.add_css_file(_STYLE_SHEET)
    app.connect("builder-inited", _add_style_sheet)
