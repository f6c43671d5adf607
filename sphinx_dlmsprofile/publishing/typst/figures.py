"""Pictures, diagrams and listings with their captions."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import caption_label
from sphinx_dlmsprofile.publishing.typst.literals import Code, arguments
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, logger
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from docutils.nodes import Element

_LENGTH = regex(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(%|[a-z]*)\s*")
_POINTS = {
    "": 0.75,
    "px": 0.75,
    "pt": 1.0,
    "pc": 12.0,
    "in": 72.0,
    "mm": 72 / 25.4,
    "cm": 720 / 25.4,
    "em": 10.0,
    "ex": 5.0,
}


class FigureMixin(Scribe):
    """Visitors of figures and what they show."""

    def visit_figure(self, node: Element) -> None:
        """A figure: caption below, legend between."""
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        label = caption_label(self.env, self.docname, "figure", node)
        self.emit(f"pictured({arguments([], {'name': self.claim_anchor(node), 'label': label})}")
        self.write_caption(caption)
        self.emit("{[]")

    def depart_figure(self, node: Element) -> None:
        """Close it."""
        self.close()

    def visit_caption(self, node: Element) -> None:
        """Written with the figure or listing already."""
        raise nodes.SkipNode

    def visit_legend(self, node: Element) -> None:
        """What the figure's signs mean, in small type."""
        self.open("legend")

    def depart_legend(self, node: Element) -> None:
        """Close it."""
        self.close()

    def _open_listing(self, node: Element) -> None:
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        label = caption_label(self.env, self.docname, "code-block", node)
        self.emit(f"listed({arguments([], {'name': self.claim_anchor(node), 'label': label})}")
        self.write_caption(caption)
        self.emit("{[]")

    # What a figure shows

    def visit_image(self, node: Element) -> None:
        """An image file; what cannot be shown is replaced by its name."""
        path = self._image_file(node)
        alt = node.get("alt") or _caption_text(node)
        if path is None:
            self.call("lit", f"[{alt or node.get('uri', '')}]")
            raise nodes.SkipNode
        content = path.read_bytes()
        size = {"width": _length(node, "width"), "height": _length(node, "height")}
        self._place_image(node, content, path.suffix.lower(), alt=alt or None, **size)
        raise nodes.SkipNode

    def visit_dlms_diagram(self, node: Element) -> None:
        """A diagram of our own: SVG of a known size."""
        width = Code(f"{float(node['width']) * _POINTS['px']:.2f}pt")
        self._place_image(node, str(node["svg"]).encode(), ".svg", alt=node.get("alt"), width=width)
        raise nodes.SkipNode

    def _place_image(self, node: Element, content: bytes, suffix: str, **options: object) -> None:
        name = f"{sha256(content).hexdigest()[:16]}{suffix}"
        self.builder.files[name] = content
        self.pictures.setdefault(name, node)
        around = node.parent.parent if isinstance(node.parent, nodes.reference) else node.parent
        inline = isinstance(around, nodes.TextElement)
        self.call("inline-picture" if inline else "picture", name, **options)

    def _image_file(self, node: Element) -> Path | None:
        uri = str(node["uri"])
        if "?" in node.get("candidates", {}) or uri not in self.builder.images:
            logger.warning("image is not in the project, the PDF names it only: %s", uri, location=node,
                           type="dlms", subtype="pdf")  # fmt: skip
            return None
        path = Path(self.builder.srcdir, uri)
        return path if path.is_file() else None


def _caption_text(node: Element) -> str | None:
    figure = node.parent
    captions = [child for child in figure.children if isinstance(child, nodes.caption)]
    return captions[0].astext() if captions else None


def _length(node: Element, side: str) -> Code | None:
    """The width or height of an image as Typst writes it; None where it has its own size.

    ``scale`` applies to it, and alone is a factor for the image's own width.
    """
    match = _LENGTH.fullmatch(str(node.get(side, "")))
    scale = float(node.get("scale", 100)) / 100
    if match is None:
        return None if scale == 1 or side == "height" else Code(f"{scale:.4f}")
    number, unit = float(match[1]) * scale, match[2]
    return Code(f"{number:.2f}%" if unit == "%" else f"{number * _POINTS.get(unit, 0.75):.2f}pt")
