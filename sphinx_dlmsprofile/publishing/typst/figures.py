"""Pictures, diagrams and listings with their captions."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.publishing.assembly import caption_label
from sphinx_dlmsprofile.publishing.picture_size import Size, natural_size
from sphinx_dlmsprofile.publishing.typst.lengths import POINTS, length, part_of
from sphinx_dlmsprofile.publishing.typst.literals import Code, arguments
from sphinx_dlmsprofile.publishing.typst.pictures import LEGIBLE, Fit, fit
from sphinx_dlmsprofile.publishing.typst.room import TURNED, give_room, may_turn, room_in
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, logger
from sphinx_dlmsprofile.publishing.typst.table_layout import height_of
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.rendering.svg.layout import DETAIL_SIZE
from sphinx_dlmsprofile.text.pictures import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Element

_GAPS = 14.0
"""Height of the space above and below a figure, its picture and its caption, in mm."""

_LONG_LEGEND = 100.0
"""Height of caption and legend in mm from which a figure may be broken across pages."""

_OWN_TYPE = DETAIL_SIZE * 72 / 96
"""Size in pt of the smallest type of our own drawings."""

_EXPLAINING = (nodes.definition_list, nodes.field_list, nodes.table)
_SIDES = ("left", "center", "right")
_LEAST_BESIDE = 60.0
"""Width in mm of a narrow figure that stands at a side: its caption needs as much."""

_HIGH = 90.0
"""Height in mm from which a figure floats to the foot of a page."""

_RESERVE, _FIT = "typst_reserve", "typst_fit"


class FigureMixin(Scribe):
    """Visitors of figures and what they show."""

    def visit_figure(self, node: Element) -> None:
        """A figure: caption below, legend between; on a page of its own where it would be too small."""
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        label = caption_label(self.env, self.docname, "figure", node)
        node[_RESERVE] = reserve = _beside_pictures(node)
        pictures: list[Element] = [*node.findall(nodes.image), *node.findall(dlms_diagram)]
        for picture in pictures:
            picture[_FIT] = self._fit(picture, reserve)
        turned = any(picture[_FIT].turned for picture in pictures)
        if turned:
            give_room(node, TURNED)
            self.open("turned-page")
        node["typst_turned"] = turned
        options: dict[str, object] = {"name": self.claim_anchor(node), "label": label, **self._sides(node)}
        if reserve > _LONG_LEGEND:
            options["broken"] = True
        elif may_turn(node) and not turned and (self.floating or self._floats(node, pictures, reserve)):
            self.floating = options["floats"] = True
            self.floats = [*self.floats, node]
        self.emit(f"pictured({arguments([], options)}")
        self.write_caption(caption)
        self.emit("{[]")

    def depart_figure(self, node: Element) -> None:
        """Close it, and the page of its own."""
        self.close()
        if node["typst_turned"]:
            self.close_turned(node)

    def _floats(self, node: Element, pictures: Iterable[Element], reserve: float) -> bool:
        """Whether a figure is high, and its clause has text after it that can fill the page."""
        if self._height(pictures) + reserve <= _HIGH:
            return False
        level = max(self.depth, 1)
        while level and node.parent is not None:
            behind = node.parent[node.parent.index(node) + 1 :]
            if any(each.astext().strip() for each in behind if not isinstance(each, nodes.figure | nodes.Invisible)):
                return True
            node = node.parent
            level -= isinstance(node, nodes.section)
        return False

    def _height(self, pictures: Iterable[Element]) -> float:
        """The height in mm of pictures below each other, as far as they say it."""
        sizes = [(self._own_size(picture), picture[_FIT]) for picture in pictures]
        return float(sum(size.height * fit.scale for size, fit in sizes if size))

    def _sides(self, node: Element) -> dict[str, object]:
        """The author's ``:figwidth:`` and ``:align:`` of a figure; within it there is less room then."""
        options: dict[str, object] = {}
        around = room_in(node)
        width = part_of(node.get("width", "") or self._beside(node, around.width), around.width)
        if width < around.width:
            give_room(node, around.less(around.width - width))
            options["width"] = Code(f"{100 * width / around.width:.3f}%")
        if node.get("align") in _SIDES:
            options["side"] = Code(node["align"])
        return options

    def _beside(self, figure: Element, room: float) -> str:
        """The width of a figure that stands at a side and has none of its own: that of its pictures, or of words."""
        if figure.get("align") not in {"left", "right"}:
            return ""
        pictures = list(figure.findall(nodes.image))
        widths = [self._shown_width(picture, room) for picture in pictures]
        for picture in pictures:
            if str(picture.get("width", "")).strip().endswith("%"):
                picture["width"] = f"{part_of(picture['width'], room):.2f}mm"  # the figure has less room than that
        known = [width for width in widths if width is not None]
        return f"{max(*known, _LEAST_BESIDE)}mm" if known and len(known) == len(widths) else ""

    def _shown_width(self, picture: Element, room: float) -> float | None:
        """How wide a picture is that has room enough, in mm; None where nobody says it."""
        scale = float(picture.get("scale", 100)) / 100
        if picture.get("width"):
            return part_of(picture["width"], room) * scale
        path = Path(self.builder.srcdir, str(picture["uri"]))
        size = natural_size(path.read_bytes(), path.suffix.lower()) if path.is_file() else None
        if size is None or not picture.get("height"):
            return size.width * scale if size else None
        if not (size.width and size.height):
            return None
        return min(size.width * part_of(picture["height"], inf) / size.height * scale, room)

    def _fit(self, picture: Element, reserve: float) -> Fit:
        """How a picture is set; one that was given a size, or does not say its own, is left to Typst."""
        size = self._own_size(picture)
        if size is None:
            return Fit(1.0)
        figure = picture.parent.parent if isinstance(picture.parent, nodes.reference) else picture.parent
        turns = isinstance(figure, nodes.figure) and may_turn(figure) and not str(picture.get("uri")).endswith(".png")
        own = {"smallest": _OWN_TYPE} if isinstance(picture, dlms_diagram) else {}
        return fit(size, room_in(figure).width, min(reserve, _LONG_LEGEND), may_turn=turns, **own)

    def _own_size(self, picture: Element) -> Size | None:
        if isinstance(picture, dlms_diagram):
            return Size.of_pixels(float(picture["width"]), float(picture["height"]))
        path = Path(self.builder.srcdir, str(picture["uri"]))
        if any(picture.get(name) for name in ("width", "height", "scale")) or not path.is_file():
            return None
        return natural_size(path.read_bytes(), path.suffix.lower())

    def visit_caption(self, node: Element) -> None:
        """Written with the figure or listing already."""
        raise nodes.SkipNode

    def visit_legend(self, node: Element) -> None:
        """What the figure's signs mean, in small type, below the word "Key" if it is a list or a table of them."""
        key = say("Key")
        explains = any(isinstance(child, _EXPLAINING) for child in node.children)
        if explains and isinstance(own := node[0], nodes.paragraph) and own.astext().strip(" :") == key:
            node.remove(own)  # the author's word for it
        self.open("legend", key if explains and not node.astext().startswith(key) else None)

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
        self._place_image(node, content, kind_of(content) or path.suffix.lower(), alt=alt or path.name, **size)
        raise nodes.SkipNode

    def visit_dlms_diagram(self, node: Element) -> None:
        """A diagram of our own: SVG of a known size."""
        width = Code(f"{float(node['width']) * POINTS['px']:.2f}pt")
        self._place_image(node, str(node["svg"]).encode(), ".svg", alt=node.get("alt"), width=width)
        raise nodes.SkipNode

    def _place_image(self, node: Element, content: bytes, suffix: str, **options: object) -> None:
        name = self.keep_file(content, suffix)
        self.pictures.setdefault(name, node)
        around = node.parent.parent if isinstance(node.parent, nodes.reference) else node.parent
        if isinstance(around, nodes.TextElement):
            self.call("inline-picture", name, room=Code(f"{room_in(around).width:.1f}mm"), **options)
            return
        reserve = min(around.get(_RESERVE, 0.0), _LONG_LEGEND)
        fitted = node.get(_FIT) or self._fit(node, reserve)
        if fitted.scale < LEGIBLE and (suffix == ".svg" or fitted.is_tall):  # photographs may be as large as they like
            logger.warning(
                "the picture is shrunk to %d %% to fit the page: make its type larger, or split it",
                round(100 * fitted.scale), location=node, type="dlms", subtype="pdf",
            )  # fmt: skip
        if node.get("align") in _SIDES:
            options["side"] = Code(node["align"])
        self.call("picture", name, reserve=Code(f"{reserve:.1f}mm"), **options)

    def _image_file(self, node: Element) -> Path | None:
        uri = str(node["uri"])
        path = Path(self.builder.srcdir, uri)
        if "?" in node.get("candidates", {}) or (path.exists() and not (path.is_file() and uri in self.builder.images)):
            logger.warning("image is not in the project, the PDF names it only: %s", uri, location=node,
                           type="dlms", subtype="pdf")  # fmt: skip
            return None
        return path if path.is_file() else None  # Sphinx has said that there is none


def _beside_pictures(figure: Element) -> float:
    """The height in mm of a figure's caption and legend, and of the space around its picture."""
    texts = [child for child in figure.children if isinstance(child, nodes.caption | nodes.legend)]
    return _GAPS + sum(height_of([text], room_in(text)) for text in texts)


def _caption_text(node: Element) -> str | None:
    figure = node.parent
    captions = [child for child in figure.children if isinstance(child, nodes.caption)]
    return captions[0].astext() if captions else None


def _length(node: Element, side: str) -> Code | None:
    """The width or height of an image as Typst writes it; None where it has its own size.

    ``scale`` applies to it, and alone is a factor for the image's own width.
    """
    read = length(node.get(side, ""))
    scale = float(node.get("scale", 100)) / 100
    if read is None:
        return None if scale == 1 or side == "height" else Code(f"{scale:.4f}")
    return Code(f"{read[0] * scale:.2f}{read[1]}")
