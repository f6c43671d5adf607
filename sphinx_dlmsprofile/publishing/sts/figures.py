"""Figures, pictures and formulae."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import caption_label, caption_number
from sphinx_dlmsprofile.publishing.formula_reader import FormulaError, formulae_of, read_formula
from sphinx_dlmsprofile.publishing.mathml import to_mathml
from sphinx_dlmsprofile.publishing.pictures import picture_of
from sphinx_dlmsprofile.publishing.sts.blocks import BlockMixin
from sphinx_dlmsprofile.publishing.walk import logger
from sphinx_dlmsprofile.publishing.xml_text import xml_text

if TYPE_CHECKING:
    from sphinx_dlmsprofile.publishing.formula_reader import Formula

_TYPES = {".svg": "svg+xml", ".jpg": "jpeg", ".tif": "tiff", ".eps": "postscript", ".emf": "emf"}
_TYPES |= {f".{name}": name for name in ("png", "jpeg", "gif", "webp", "tiff", "bmp")}


class FigureMixin(BlockMixin):
    """Visitors of figures and what they show. ``builder.files`` takes the pictures, which stand beside the XML."""

    def visit_figure(self, node: nodes.Element) -> None:
        """A figure with its number and caption."""
        self.name_element(self.open("fig"), node)
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        self.write_caption(caption, caption_label(self.env, self.docname, "figure", node))

    def depart_figure(self, node: nodes.Element) -> None:
        """Close it."""
        self.close()

    def visit_image(self, node: nodes.Element) -> None:
        """A picture with its text alternative; what cannot be shown is replaced by that."""
        picture = picture_of(node, self.builder)
        alternative = str(node.get("alt") or "")
        if picture and picture.suffix not in _TYPES:
            message = "the picture is of a kind that STS does not have, it is named only"
            logger.warning(message, location=node, type="dlms", subtype=self.builder.subtype)
            picture = None
        if picture is None:
            self.text(f"[{alternative or node.get('uri', '')}]")
            raise nodes.SkipNode
        inline = isinstance(node.parent, nodes.TextElement)
        name = self._file_of(picture.content, picture.suffix)
        self.open(
            "inline-graphic" if inline else "graphic",
            mimetype="image",
            mime_subtype=_TYPES[picture.suffix],
            xlink__href=name,
        )
        if alternative:
            self.add("alt-text", alternative)
        self.close()
        raise nodes.SkipNode

    visit_dlms_diagram = visit_image

    def _file_of(self, content: bytes, suffix: str) -> str:
        """The name of a picture's file: that of its figure, so that an edition keeps it."""
        files: dict[str, bytes] = self.builder.files  # type: ignore[attr-defined]
        around = next((each.element for each in reversed(self._open) if each.element.tag == "fig"), None)
        stem = around.get("id", "picture") if around is not None else "picture"
        number, name = 1, f"{stem}{suffix}"
        while files.get(name, content) != content:
            number += 1
            name = f"{stem}-{number}{suffix}"
        files[name] = content
        return f"{self.builder.folder}/{name}"  # type: ignore[attr-defined]

    # Formulae

    def visit_math(self, node: nodes.Element) -> None:
        """A formula within a line."""
        self.open("inline-formula")
        self._write_formulae(node, self._read(node, [node.astext()], display=False), display=False)
        self.close()
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element) -> None:
        """A formula on lines of its own, with its number, or what its author has in the place of one."""
        self.name_element(self.open("disp-formula"), node)
        formulae = self._read(node, formulae_of(node.astext()), display=True)
        number = caption_number(self.env, self.docname, "displaymath", node) or node.get("number")
        label = f"({number})" if number else ", ".join(each.tag for each in formulae or () if each.tag)
        if label:
            self.add("label", label)
        self._write_formulae(node, formulae, display=True)
        self.close()
        raise nodes.SkipNode

    def _read(self, node: nodes.Element, parts: list[str], *, display: bool) -> list[Formula] | None:
        """The formulae of a node; None where one of them cannot be read."""
        try:
            return [read_formula(part, display=display) for part in parts]
        except FormulaError as error:
            logger.warning("the STS holds the LaTeX source of this formula: %s", error, location=node,
                           type="dlms", subtype=self.builder.subtype)  # fmt: skip
            return None

    def _write_formulae(self, node: nodes.Element, formulae: list[Formula] | None, *, display: bool) -> None:
        if formulae is None:
            self.add("tex-math", node.astext())
        else:
            self.here.extend(_prefixed(to_mathml(each, display=display)) for each in formulae)


def _prefixed(formula: Element) -> Element:
    """The elements of MathML with the prefix that the root of the document explains."""
    prefixed = Element(f"mml:{formula.tag}", {name: text for name, text in formula.items() if name != "xmlns"})
    prefixed.text = xml_text(formula.text or "") or None
    prefixed.extend(map(_prefixed, formula))
    return prefixed
