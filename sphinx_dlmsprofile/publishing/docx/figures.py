"""Figures, pictures and formulae."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from lxml import etree

from sphinx_dlmsprofile.publishing.assembly import caption_label, caption_number
from sphinx_dlmsprofile.publishing.docx import styles as named
from sphinx_dlmsprofile.publishing.docx.blocks import BlockMixin, Kind
from sphinx_dlmsprofile.publishing.docx.container import EMBED
from sphinx_dlmsprofile.publishing.docx.drawing import to_png
from sphinx_dlmsprofile.publishing.docx.omml import to_omml
from sphinx_dlmsprofile.publishing.docx.oxml import M, field, is_w, m, run, text, w
from sphinx_dlmsprofile.publishing.formula_reader import FormulaError, formulae_of, read_formula
from sphinx_dlmsprofile.publishing.mathml import to_mathml
from sphinx_dlmsprofile.publishing.picture_size import natural_size
from sphinx_dlmsprofile.publishing.pictures import picture_of
from sphinx_dlmsprofile.publishing.walk import logger
from sphinx_dlmsprofile.publishing.xml_text import xml_text
from sphinx_dlmsprofile.text.office_xml import NAMESPACES

if TYPE_CHECKING:
    from itertools import count

    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml
    from sphinx_dlmsprofile.publishing.formula_reader import Formula
    from sphinx_dlmsprofile.publishing.pictures import Picture

_EMU_PER_MM = 36000
_HIGHEST = 215.0
"""How high a picture may be in mm."""

_MM = 25.4 / 1440
"""A twentieth of a point in mm."""

_PLAIN = (80.0, 60.0)
"""The size in mm of a picture that does not say its own."""

_WP, _A, _PIC = (NAMESPACES[prefix] for prefix in ("wp", "a", "pic"))
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


class FigureMixin(BlockMixin):
    """Visitors of figures and what they show."""

    _drawings: count[int]

    def visit_figure(self, node: nodes.Element) -> None:
        """Picture, legend, caption: in this order."""
        self.end()
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        names = self.claim(node)
        before = len(self.places[-1])
        self.walk(node)
        self.end()
        for part in self.places[-1][before:] if caption is not None else ():
            _keep_with_next(part)
        label = caption_label(self.env, self.docname, "figure", node)
        self.write_caption(node, caption, label, Kind(named.FIGURE_TITLE, "Figure"), names)
        raise nodes.SkipNode

    def visit_image(self, node: nodes.Element) -> None:
        """A picture with its text alternative; what cannot be shown is replaced by that."""
        picture = picture_of(node, self.builder)
        alternative = str(node.get("alt") or "")
        inline = isinstance(node.parent, nodes.TextElement)
        drawing = self._draw(node, picture, alternative) if picture else None
        if not inline:
            self.begin(named.FIGURE if drawing is not None else None)
        if drawing is None:
            self.text(f"[{alternative or node.get('uri', '')}]")
        else:
            self.put(run(drawing))
        if not inline:
            self.end()
        raise nodes.SkipNode

    visit_dlms_diagram = visit_image

    def _draw(self, node: nodes.Element, picture: Picture, alternative: str) -> Oxml | None:
        """The drawing of a picture: SVG with a PNG beside it, for programs that do not know SVG."""
        drawn = to_png(picture.content) if picture.suffix == ".svg" else None
        shown = self.container.picture(drawn or picture.content, ".png" if drawn else picture.suffix)
        if shown is None or (picture.suffix == ".svg" and drawn is None):
            what = "cannot be drawn" if shown else "is of a kind that Word does not show"
            message = "the picture %s, the Word document names it only"
            logger.warning(message, what, location=node, type="dlms", subtype=self.builder.subtype)
            return None
        width, height = _size(node, picture, max(self.room - self.indent, 300) * _MM)
        number = next(self._drawings)
        blip = etree.Element(f"{{{_A}}}blip", {EMBED: shown}, nsmap={"a": _A})
        if drawn:
            vector = str(self.container.picture(picture.content, ".svg"))
            extension = etree.SubElement(
                etree.SubElement(blip, f"{{{_A}}}extLst"), f"{{{_A}}}ext", {"uri": _SVG_EXTENSION}
            )
            etree.SubElement(extension, f"{{{_SVG}}}svgBlip", {EMBED: vector}, nsmap={"asvg": _SVG})
        return w("drawing", _inline(number, alternative, blip, int(width), int(height)))

    # Formulae

    def visit_math(self, node: nodes.Element) -> None:
        """A formula within a line."""
        self.put(*self._written(node, self._read(node, [node.astext()], display=False), display=False))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element) -> None:
        """A formula on lines of its own, with its number at the right, or what its author has in the place of one."""
        number = caption_number(self.env, self.docname, "displaymath", node) or node.get("number")
        names = self.claim(node) if number else []
        self.begin(named.EQUATION)
        formulae = self._read(node, formulae_of(node.astext()), display=True)
        self.put(run(w("tab")), *self._written(node, formulae, display=True))
        if number:
            switches = self.counter.sequence("Equation", str(number))
            content = [
                run(text("(")), *field(f"SEQ Equation \\* ARABIC{switches}", [run(text(str(number)))]), run(text(")"))
            ]  # fmt: skip
            for name in names:
                content = self.bookmarks.around(name, content)
            self.counted.update(names)
            self.put(run(w("tab")), *content)
        elif tags := ", ".join(each.tag for each in formulae or () if each.tag):
            self.put(run(w("tab")), run(text(tags)))
        self.end()
        raise nodes.SkipNode

    def _read(self, node: nodes.Element, parts: list[str], *, display: bool) -> list[Formula] | None:
        """The formulae of a node; None where one of them cannot be read."""
        try:
            return [read_formula(part, display=display) for part in parts]
        except FormulaError as error:
            message = "the Word document shows the LaTeX source of this formula: %s"
            logger.warning(message, error, location=node, type="dlms", subtype=self.builder.subtype)
            return None

    def _written(self, node: nodes.Element, formulae: list[Formula] | None, *, display: bool) -> list[Oxml]:
        """Formulae as Office has them; what could not be read as its source."""
        if formulae is None:
            return [self.run(text(node.astext().strip()))]
        if not formulae:
            return [etree.Element(f"{{{M}}}oMath", nsmap={"m": M})]
        return [m("oMath", *to_omml(to_mathml(each, display=display))) for each in formulae]


def _size(node: nodes.Element, picture: Picture, widest: float) -> tuple[float, float]:
    """Width and height in English metric units: its own, shrunk to the room there is."""
    size = natural_size(picture.content, picture.suffix)
    width, height = (size.width, size.height) if size else _PLAIN
    share = str(node.get("width", ""))
    if share.endswith("%") and share[:-1].strip().isdecimal():
        wanted = widest * min(int(share[:-1]), 100) / 100
        width, height = wanted, height * wanted / width
    elif str(node.get("scale", "")).isdecimal():
        factor = int(node["scale"]) / 100
        width, height = width * factor, height * factor
    shrunk = min(1.0, widest / max(width, 0.1), _HIGHEST / max(height, 0.1))
    return max(width * shrunk, 1.0) * _EMU_PER_MM, max(height * shrunk, 1.0) * _EMU_PER_MM


def _inline(number: int, alternative: str, blip: Oxml, width: int, height: int) -> Oxml:
    """A picture in a line, as DrawingML has it."""

    def element(tag: str, *children: Oxml, **attributes: object) -> Oxml:
        space = {"wp": _WP, "a": _A, "pic": _PIC}[tag.partition(":")[0]]
        made = etree.Element(f"{{{space}}}{tag.partition(':')[2]}", nsmap={"wp": _WP, "a": _A, "pic": _PIC})
        for key, value in attributes.items():
            made.set(key, str(value))
        made.extend(children)
        return made

    described, name = xml_text(alternative), f"Picture {number}"
    shape = element(
        "pic:spPr",
        element("a:xfrm", element("a:off", x=0, y=0), element("a:ext", cx=width, cy=height)),
        element("a:prstGeom", element("a:avLst"), prst="rect"),
    )
    picture = element(
        "pic:pic",
        element("pic:nvPicPr", element("pic:cNvPr", id=number, name=name, descr=described), element("pic:cNvPicPr")),
        element("pic:blipFill", blip, element("a:stretch", element("a:fillRect"))),
        shape,
    )
    return element(
        "wp:inline",
        element("wp:extent", cx=width, cy=height),
        element("wp:docPr", id=number, name=name, descr=described),
        element("wp:cNvGraphicFramePr", element("a:graphicFrameLocks", noChangeAspect=1)),
        element("a:graphic", element("a:graphicData", picture, uri=_PIC)),
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip


def _keep_with_next(part: Oxml) -> None:
    """Let a paragraph stay on the page of what follows it."""
    form = part[0] if is_w(part, "p") and len(part) and is_w(part[0], "pPr") else None
    if form is not None and not any(is_w(each, "keepNext") for each in form):
        form.insert(1, w("keepNext"))
