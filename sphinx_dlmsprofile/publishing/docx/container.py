"""The package: a document of python-docx with our parts, written so that the same input gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sphinx_dlmsprofile.publishing.docx.numbering import Numbering
from sphinx_dlmsprofile.publishing.docx.oxml import M, R, W, is_w, q, w
from sphinx_dlmsprofile.publishing.docx.styles import Styles
from sphinx_dlmsprofile.publishing.word_template import TemplateError
from sphinx_dlmsprofile.source_date import source_date
from sphinx_dlmsprofile.text.foreign import UnreadError, reading

if TYPE_CHECKING:
    from docx.document import Document

    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml
    from sphinx_dlmsprofile.publishing.title import Title

_OF_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
}
_LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "de": "de-DE", "es": "es-ES", "it": "it-IT", "nl": "nl-NL", "pt": "pt-PT"}


class Container:
    """An empty document with the styles and lists of the template, or with ours."""

    def __init__(self, template: bytes | None, title: Title, annex: str) -> None:
        self.annex = annex
        self.document = _opened(template)
        self.body = self.document.element.body
        for element in list(self.body):
            self.body.remove(element)
        self.language = _LANGUAGES.get(title.language, title.language)
        self.styles = Styles(self.document.styles.element, self.language, is_ours=template is None)
        self.numbering = Numbering(_numbering_of(self.document), self.styles, annex)
        self.footnotes = w("footnotes", *(_separator(number, kind) for number, kind in enumerate(_SEPARATORS, -1)))
        self._pictures: dict[bytes, str] = {}

    def picture(self, content: bytes, suffix: str) -> str | None:
        """The id by which a picture is shown; None for what Word does not show."""
        from docx.opc.packuri import PackURI  # noqa: PLC0415
        from docx.opc.part import Part  # noqa: PLC0415

        if suffix not in _TYPES:
            return None
        if content not in self._pictures:
            package = self.document.part.package
            name = PackURI(f"/word/media/picture{len(self._pictures) + 1}{suffix}")
            part = Part(name, _TYPES[suffix], content, package)
            self._pictures[content] = self.document.part.relate_to(part, f"{_OF_DOCUMENT}image")
        return self._pictures[content]

    def link(self, address: str) -> str:
        """The id by which an address outside of the document is led to."""
        return self.document.part.relate_to(address, f"{_OF_DOCUMENT}hyperlink", is_external=True)

    def carry(self, content: bytes) -> None:
        """Let the document carry a part of custom XML, which Word keeps and does not show."""
        from docx.opc.packuri import PackURI  # noqa: PLC0415
        from docx.opc.part import Part  # noqa: PLC0415

        name, package = PackURI("/customXml/sphinx-dlmsprofile.xml"), self.document.part.package
        part = Part(name, "application/xml", content, package)
        self.document.part.relate_to(part, f"{_OF_DOCUMENT}customXml")

    def describe(self, title: Title, author: str) -> None:
        """The properties of the document; its dates are those of the source."""
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = title.full[:255], author[:255], self.language
        properties.created = properties.modified = source_date().replace(tzinfo=None)
        properties.last_modified_by, properties.comments, properties.revision = "", "", 1

    def octets(self) -> bytes:
        """The file: its parts in the order of their names, each with one date."""
        from docx.opc.packuri import PackURI  # noqa: PLC0415
        from docx.opc.part import Part  # noqa: PLC0415
        from lxml import etree  # noqa: PLC0415

        content = etree.tostring(self.footnotes, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self.document.part.package
        notes = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content, package)
        for relation in list(self.document.part.rels.values()):
            if relation.reltype == f"{_OF_DOCUMENT}footnotes":
                del self.document.part.rels[relation.rId]
        self.document.part.relate_to(notes, f"{_OF_DOCUMENT}footnotes")
        self._settle()
        written, result = BytesIO(), BytesIO()
        self.document.save(written)
        with ZipFile(written) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
            for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
                info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
                target.writestr(info, source.read(name))
        return result.getvalue()

    def _settle(self) -> None:
        """What only the whole document knows: the order of properties, and that Word has to fill in the pages."""
        for root in (self.body, self.footnotes):
            for form in root.iter(q("pPr")):
                form[:] = sorted(form, key=lambda part: _PARAGRAPH_ORDER.index(part.tag.rpartition("}")[2]))
        settings = self.document.settings.element
        for zoom in settings.iter(q("zoom")):  # python-docx leaves out what the schema demands
            zoom.set(q("percent"), zoom.get(q("percent"), "100"))
        for known in [each for each in settings if is_w(each, "updateFields") or is_w(each, "footnotePr")]:
            settings.remove(known)
        place = next((index for index, each in enumerate(settings) if each.tag in _BEHIND_FIELDS), len(settings))
        notes = w("footnotePr", *(w("footnote", id=number) for number in (-1, 0)))
        settings[place:place] = [w("updateFields", val="true"), notes]
        _keep_broken_lines(settings)

    def section(self, *, turned: bool = False, columns: int = 1, continuous: bool = False, lines: bool = False) -> Oxml:
        """The properties of a section: A4 upright or on its side, its columns, its lines numbered."""
        width, height = (16838, 11906) if turned else (11906, 16838)
        section = w("sectPr")
        if continuous:
            section.append(w("type", val="continuous"))
        section.append(w("pgSz", w=width, h=height, **({"orient": "landscape"} if turned else {})))
        section.append(w("pgMar", top=1701, right=1418, bottom=1134, left=1418, header=709, footer=709, gutter=0))
        if lines:
            section.append(w("lnNumType", countBy=1, restart="continuous"))
        section.append(w("cols", **({"num": columns, "space": 566} if columns > 1 else {"space": 708})))
        return section

    def header_reference(self, paragraph: Oxml) -> Oxml:
        """What the first section says of the running header, which holds a paragraph."""
        section = self.document.element.body
        section.append(w("sectPr"))
        header = self.document.sections[0].header
        header.is_linked_to_previous = False
        for known in list(header._element):  # noqa: SLF001  python-docx has no other way
            header._element.remove(known)  # noqa: SLF001
        header._element.append(paragraph)  # noqa: SLF001
        found = section[-1][0]
        section.remove(section[-1])
        return found


_PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "pageBreakBefore", "numPr", "pBdr", "tabs", "spacing", "ind", "jc", "outlineLvl", "rPr",
    "sectPr",
)  # fmt: skip
"""The properties of a paragraph that we write, in the order of the schema."""

_BEHIND_FIELDS = frozenset(
    map(q, ("hdrShapeDefaults", "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang",
            "clrSchemeMapping", "shapeDefaults", "decimalSymbol", "listSeparator"))
) | {f"{{{M}}}mathPr"}  # fmt: skip
_BEFORE_BROKEN_LINES = frozenset(
    map(q, ("useSingleBorderforContiguousCells", "wpJustification", "noTabHangInd", "noLeading", "spaceForUL",
            "noColumnBalance", "balanceSingleByteDoubleByteWidth", "noExtraLineSpacing", "doNotLeaveBackslashAlone",
            "ulTrailSpace"))
)  # fmt: skip
_SEPARATORS = ("separator", "continuationSeparator")


def _keep_broken_lines(settings: Oxml) -> None:
    """Let no line of a justified paragraph be stretched that its author has ended."""
    compat = next((each for each in settings if is_w(each, "compat")), None)
    if compat is None:
        compat = w("compat")
        behind = _BEHIND_FIELDS - {q(name) for name in ("hdrShapeDefaults", "endnotePr", "compat")}
        settings.insert(next((i for i, each in enumerate(settings) if each.tag in behind), len(settings)), compat)
    for known in [each for each in compat if is_w(each, "doNotExpandShiftReturn")]:
        compat.remove(known)
    compat.insert(sum(each.tag in _BEFORE_BROKEN_LINES for each in compat), w("doNotExpandShiftReturn"))


def _separator(number: int, kind: str) -> Oxml:
    return w("footnote", w("p", w("r", w(kind))), type=kind, id=number)


def _opened(template: bytes | None) -> Document:
    import docx  # noqa: PLC0415  optional, and loaded only where a document is made

    try:
        with reading():
            return docx.Document(BytesIO(template) if template else None)
    except UnreadError as error:
        raise TemplateError(str(error)) from None


def _numbering_of(document: Document) -> Oxml:
    """The lists of a document, also of one that has none yet."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import XmlPart  # noqa: PLC0415
    from docx.oxml.parser import parse_xml  # noqa: PLC0415

    if not any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in document.part.rels.values()):
        element = parse_xml(f'<w:numbering xmlns:w="{W}"/>')
        part = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return element
    return document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]


RELATION = f"{{{R}}}id"
EMBED = f"{{{R}}}embed"
