"""WordprocessingML for tests: the pieces of a document, the file, and its words as its XML has them."""

# ruff: noqa: E501  WordprocessingML
from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from tests.builds.building import build, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_STYLES = (
    "MAIN-TITLE", "PARAGRAPH", "FOREWORD", "HEADING(Nonumber)", "heading 1", "heading 2", "heading 3", "toc 1",
    "ANNEX_title", "ANNEX-heading1", "TERM", "TERM-number", "TERM-admitted", "TERM-deprecated", "TERM-definition",
    "TERM-example", "TERM-note", "TERM-source", "NOTE", "EXAMPLE", "TABLE-title", "TABLE-col-heading", "TABLE-cell",
    "TABFIGfootnote", "FIGURE", "FIGURE-title", "List Bullet", "List Number", "ListDash 2", "CODE", "FORMULA",
    "BIBLIOGRAPHY-numbered", "footnote text", "endnote text", "annotation text", "header",
)  # fmt: skip
WHO = 'w:author="NC 7" w:date="2024-05-06T07:08:09Z"'
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)


def _id(style: str) -> str:
    return re.sub(r"\W", "", style)


def r(text: str, form: str = "") -> str:
    """A run; a line end is a break, a tab a tab."""
    inner = re.sub(r"[\n\t]", lambda sign: {"\n": "</w:t><w:br/><w:t>", "\t": "</w:t><w:tab/><w:t>"}[sign[0]], text)
    shown = f"<w:rPr>{form}</w:rPr>" if form else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{inner}</w:t></w:r>'.replace("<w:t>", '<w:t xml:space="preserve">')


def p(style: str, *runs: str, more: str = "") -> str:
    """A paragraph; what is no run yet becomes one."""
    content = "".join(each if each.startswith("<") else r(each) for each in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{_id(style)}"/>{more}</w:pPr>{content}</w:p>'


def ins(*runs: str) -> str:
    return f'<w:ins w:id="9" {WHO}>{"".join(each if each.startswith("<") else r(each) for each in runs)}</w:ins>'


def dele(text: str) -> str:
    return f'<w:del w:id="9" {WHO}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def field(code: str, *shown: str) -> str:
    """A complex field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{''.join(shown)}" + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def mark(name: str, number: int, content: str) -> str:
    """A bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def comment(number: int, *runs: str) -> str:
    """Runs with a comment."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{"".join(runs)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def footnote(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def tc(*blocks: str, span: int = 1, merge: str = "", style: str = "TABLE-cell") -> str:
    """A cell; ``merge`` is "restart" where it reaches down, "continue" where it is reached."""
    form = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    inner = "".join(each if each.startswith(("<w:p>", "<w:tbl>")) else p(style, each) for each in blocks)
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{inner or p(style)}</w:tc>"


def tr(*cells: str, head: bool = False, more: str = "") -> str:
    form = ("<w:tblHeader/>" if head else "") + more
    style = "TABLE-col-heading" if head else "TABLE-cell"
    inner = "".join(each if each.startswith(("<w:tc>", "<w:sdt>")) else tc(each, style=style) for each in cells)
    return f"<w:tr>{f'<w:trPr>{form}</w:trPr>' if form else ''}{inner}</w:tr>"


def tbl(columns: int, *rows: str) -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def caption(word: str, number: str, title: str, name: str) -> str:
    """A caption with a SEQ field, with a bookmark around its label."""
    style = "TABLE-title" if word == "Table" else "FIGURE-title"
    return p(style, mark(name, 100 + int(number), r(f"{word} ") + field(f"SEQ {word}", r(number))), f" – {title}")


def picture(name: str, relation: str = "rId9") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{name}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="p"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="'
        f'{relation}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: a shape, and the same for older programs."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x">'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def math(numerator: str, denominator: str) -> str:
    def part(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    return f"<m:oMath><m:f><m:num>{part(numerator)}</m:num><m:den>{part(denominator)}</m:den></m:f></m:oMath>"


SUPER_A = r("a", '<w:vertAlign w:val="superscript"/>')
SUPER_B = r("b", '<w:vertAlign w:val="superscript"/>')
SEPARATED = "<w:r><w:noBreakHyphen/></w:r>"
SOFT = "<w:r><w:softHyphen/></w:r>"
SYMBOL = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'


def _notes(kind: str, texts: dict[int, str]) -> str:
    style = f"{kind} text"
    notes = "".join(
        f'<w:{kind} w:id="{number}">{p(style, f"<w:r><w:{kind}Ref/></w:r>", " " + text)}</w:{kind}>'
        for number, text in texts.items()
    )
    return f"<w:{kind}s {_NAMESPACES}>{notes}</w:{kind}s>"


def _comments(texts: dict[int, str]) -> str:
    each = (
        f'<w:comment w:id="{number}" {WHO} w:initials="N">{p("annotation text", text)}</w:comment>'
        for number, text in texts.items()
    )
    return f"<w:comments {_NAMESPACES}>{''.join(each)}</w:comments>"


_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header")


def _numbering() -> str:
    def kind(number: int, *forms: tuple[str, str]) -> str:
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (form, text) in enumerate(forms)
        )
        return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'

    heads = kind(1, ("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
    kinds = heads + kind(2, ("bullet", "•"), ("bullet", "–")) + kind(3, ("lowerLetter", "%1)"))
    kinds += kind(4, ("upperLetter", "Annex %1"), ("decimal", "%1.%2")) + kind(5, ("decimal", "[%1]"))
    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3, 4, 5))
    return f"<w:numbering {_NAMESPACES}>{kinds}{numbers}</w:numbering>"


def _styles() -> str:
    counted = {
        "heading 1": (1, 0),
        "heading 2": (1, 1),
        "heading 3": (1, 2),
        "ANNEX_title": (4, 0),
        "ANNEX-heading1": (4, 1),
    }
    each = "".join(
        f'<w:style w:type="paragraph" w:styleId="{_id(name)}"><w:name w:val="{name}"/>'
        + (f'<w:pPr><w:numPr><w:ilvl w:val="{counted[name][1]}"/><w:numId w:val="{counted[name][0]}"/></w:numPr></w:pPr>'
           if name in counted else "")
        + "</w:style>"
        for name in _STYLES
    )  # fmt: skip
    return f"<w:styles {_NAMESPACES}>{each}</w:styles>"


def write_word(path: Path, body: str, notes: dict[str, dict[int, str]] | None = None) -> Path:
    """A document as a file; ``notes`` are footnotes, endnotes and comments by their numbers."""
    notes = notes or {}
    parts = {
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/footnotes.xml": _notes("footnote", notes.get("footnote", {})),
        "word/endnotes.xml": _notes("endnote", notes.get("endnote", {})),
        "word/comments.xml": _comments(notes.get("comment", {})),
        "word/header.xml": f"<w:hdr {_NAMESPACES}>{p('header', 'A running header')}</w:hdr>",
    }
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{name}+xml"/>' for name in _PARTS)
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(_PARTS, 2)
    )
    own = "http://schemas.openxmlformats.org/package/2006"
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{own}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{own}/relationships"><Relationship Id="rId1" Type="{_RELATION}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{own}/relationships">{relations}<Relationship Id="rId8" '
        f'Type="{_RELATION}/hyperlink" Target="https://example.org/a" TargetMode="External"/><Relationship Id="rId9" '
        f'Type="{_RELATION}/image" Target="media/a.png"/><Relationship Id="rId10" Type="{_RELATION}/image" '
        f'Target="media/b.emf"/></Relationships>',
    }
    with ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(
                name, text if text.startswith("<?xml") else f'<?xml version="1.0" encoding="UTF-8"?>{text}'
            )
        package.writestr("word/media/a.png", _PIXEL)
        package.writestr("word/media/b.emf", b"\x01\x00\x00\x00 no picture")
    return path


def words_of(path: Path) -> list[str]:
    """Each word of a document, read from its XML alone: text, what was struck, notes and comments."""
    found: list[str] = []
    with ZipFile(path) as package:
        for name in ("document", "footnotes", "endnotes", "comments"):
            root = ET.fromstring(package.read(f"word/{name}.xml"))
            for fallback in list(root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")):
                fallback.clear()
            for paragraph in root.iter(f"{{{_W}}}p"):
                found += _text(paragraph).split()
    return found


def _text(element: ET.Element) -> str:
    """The text of a paragraph, without that of paragraphs within it; what stands above or below the line is apart."""
    kind = element.tag.rpartition("}")[2]
    if kind in {"t", "delText"}:
        return element.text or ""
    if kind in {"tab", "br", "cr"}:
        return " "
    if kind == "noBreakHyphen":
        return "\u2011"
    inner = "".join(_text(each) for each in element if each.tag.rpartition("}")[2] not in {"p", "pPr"})
    is_apart = kind in {"rt", "del", "num", "den"} or element.find(f"{{{_W}}}rPr/{{{_W}}}vertAlign") is not None
    return f" {inner} " if is_apart else inner


CONF = 'project = "P"\nextensions = ["sphinx_dlmsprofile"]\n'


def printed(room: Path, files: Mapping[str, str]) -> Path:
    """The Word document of a small standard, whose sources are written into ``source`` of a folder."""
    source = write(room / "source", files)
    (source / "conf.py").write_text(CONF, "utf-8")
    (found,) = build(source, room / "out", builder="dlmsdocx").out.glob("*.docx")
    return found
