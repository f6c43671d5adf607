"""A draft in Word, rewritten so that pandoc reads all of it: what it leaves out is put where it looks.

Text boxes become paragraphs, fields their results, cross-references links, index entries runs with a style of ours;
what nobody sees in Word, as deleted rows, goes where deletions are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile

from sphinx_dlmsprofile.text.office_xml import MC, NAMESPACES, TEXT_PARTS, M, W
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

INDEX_STYLE, PROVISION_STYLE = "dlmsprofile-index", "dlmsprofile-provision"
"""Styles of the runs that hold an index entry, as its field says it, and the identifier of a provision."""

PROVISION = "prov_"
"""How bookmarks of provisions begin; what follows is the identifier, with "_" for "-"."""

_FALLBACK = f"{MC}Fallback"
_TRANSPARENT = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo"))
_PROPERTIES = frozenset(f"{W}{name}" for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"))
_KNOWN_FONTS = frozenset({"Symbol"})
_BOXES = {0xF0FC: "✓", 0xF0FB: "✗", 0xF0A8: "□", 0xF0FE: "☑", 0xF0E0: "→", 0xF0A7: "▪", 0xF0D8: "➢"}
"""Signs of the font Wingdings that drafts use."""

_REFERENCE = regex(r'\s*(?:REF|NOTEREF|PAGEREF)\s+"?(?P<name>[\w.]+)"?.*')
_ENTRY = regex(r"\s*XE\s+(?P<entry>.*?)\s*")
_CODE = regex(r"(?i)code.*")
_FOREIGN_HEADING = regex(
    r"(?i)(?:überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок) ?(\d)"
)
"""Headings by the names that Word shows in other languages, and some programs write."""

_OWN_HEADING = regex(r"(?i)(?:heading|annex|term|toc|table|figure|title|main-title|series-title|foreword).*")
"""Styles of Word and of the committee's template, which are known by their names."""

_LEVELS = frozenset("123456789")
_TAB = "\u00a0" * 4


def prepare(path: Path, target: Path) -> None:
    """Write a draft as pandoc is to read it; parts that have other names than those of Word stay as they are."""
    for prefix, uri in NAMESPACES.items():
        ET.register_namespace(prefix, uri)
    with ZipFile(path) as source, ZipFile(target, "w", ZIP_DEFLATED) as package:
        names = source.namelist()
        styles = ET.fromstring(source.read("word/styles.xml")) if "word/styles.xml" in names else None  # noqa: S314
        preparation = _Preparation(_code_styles(styles))
        for name in dict.fromkeys(names):
            content = source.read(name)
            if name in TEXT_PARTS:
                root = ET.fromstring(content)  # noqa: S314  expat bounds what entities become
                preparation.run(root)
                content = ET.tostring(root, encoding="utf-8", xml_declaration=True)
            elif name == "word/styles.xml" and styles is not None:
                _name_headings(styles)
                styles.extend(map(_character_style, (INDEX_STYLE, PROVISION_STYLE)))
                content = ET.tostring(styles, encoding="utf-8", xml_declaration=True)
            package.writestr(name, content)


def _name_headings(styles: ET.Element) -> None:
    """Give styles of headings that others have named the names by which pandoc knows them.

    These are styles with a level of the outline, and those that have the name of Word in another language.
    """
    for style in styles.iter(f"{W}style"):
        name, outline = style.find(f"{W}name"), style.find(f"{W}pPr/{W}outlineLvl")
        said = name.get(f"{W}val", "") if name is not None else ""
        foreign = _FOREIGN_HEADING.fullmatch(said)
        level = foreign[1] if foreign else ""
        if outline is not None and not _OWN_HEADING.fullmatch(said) and outline.get(f"{W}val", "").isdecimal():
            level = str(int(outline.get(f"{W}val", "")) + 1)
        if name is not None and level in _LEVELS:
            name.set(f"{W}val", f"heading {level}")


def _code_styles(styles: ET.Element | None) -> frozenset[str]:
    """The identifiers of styles in which blanks count."""
    found = []
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.find(f"{W}name")
        if name is not None and _CODE.fullmatch(name.get(f"{W}val", "")):
            found.append(style.get(f"{W}styleId", ""))
    return frozenset(found)


def _character_style(name: str) -> ET.Element:
    style = ET.Element(f"{W}style", {f"{W}type": "character", f"{W}styleId": name})
    ET.SubElement(style, f"{W}name", {f"{W}val": name})
    return style


class _Preparation:
    """Goes through a part once, from the innermost elements on."""

    def __init__(self, code_styles: frozenset[str]) -> None:
        self._code_styles = code_styles
        self._forms: dict[str, Callable[[ET.Element], Iterable[ET.Element]]] = {
            "fldSimple": lambda field: _field(field.get(f"{W}instr", ""), list(field)),
            "cr": lambda _: [ET.Element(f"{W}br")],
            "ptab": lambda _: [ET.Element(f"{W}tab")],
            "sym": lambda sign: [_symbol(sign)],
            "r": _ruby,
            "bookmarkStart": _bookmark,
            "p": self._paragraph,
            "tbl": _table,
        }

    def run(self, root: ET.Element) -> None:
        """Rewrite what is below an element."""
        for parent in reversed(list(root.iter())):
            if len(parent):
                parts = [new for child in parent for new in self._prepared(child)]
                parent[:] = list(_joined(_without_fields(parts)))

    def _prepared(self, child: ET.Element) -> Iterable[ET.Element]:
        """What stands in the place of an element whose parts are prepared."""
        if child.tag in _TRANSPARENT:
            return [each for each in child if each.tag not in _PROPERTIES]
        prepared = self._forms.get(child.tag.removeprefix(W))
        return prepared(child) if prepared else [child]

    def _paragraph(self, paragraph: ET.Element) -> list[ET.Element]:
        """A paragraph, and behind it what its text boxes say."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in self._code_styles:
            _keep_blanks(paragraph)
        formulas = [each for each in paragraph if each.tag == f"{M}oMathPara"]
        if formulas and any((text.text or "").strip() for text in paragraph.iter(f"{W}t")):
            paragraph[:] = [
                part
                for each in paragraph
                for part in (each.iterfind(f"{M}oMath") if each.tag == f"{M}oMathPara" else [each])
            ]
        boxes = list(_boxes(paragraph))
        said = [each for box in boxes for each in box]
        for box in boxes:
            box.clear()
        return [paragraph, *said]


def _ruby(run: ET.Element) -> list[ET.Element]:
    """A run, with what stands above its letters behind them."""
    ruby = run.find(f"{W}ruby")
    if ruby is None:
        return [run]
    return [*ruby.iterfind(f"{W}rubyBase/*"), _run(" ("), *ruby.iterfind(f"{W}rt/*"), _run(")")]


def _bookmark(start: ET.Element) -> list[ET.Element]:
    """A bookmark, behind it the identifier of the provision for which it stands."""
    name = start.get(f"{W}name", "")
    if not name.startswith(PROVISION):
        return [start]
    return [start, _run(name.removeprefix(PROVISION).replace("_", "-"), PROVISION_STYLE)]


def _boxes(paragraph: ET.Element) -> Iterator[ET.Element]:
    """The contents of text boxes, without the copies for older programs."""
    waiting = [paragraph]
    while waiting:
        each = waiting.pop()
        if each.tag == f"{W}txbxContent":
            yield each
        elif each.tag != _FALLBACK:
            waiting += reversed(each)
    if any(each.tag == f"{W}txbxContent" for each in paragraph.iter()):
        for each in list(paragraph.iter()):
            if each.tag == _FALLBACK:
                each.clear()


def _keep_blanks(paragraph: ET.Element) -> None:
    """Let blanks of code be such as pandoc keeps."""
    for run in paragraph.iter(f"{W}r"):
        for each in run:
            if each.tag == f"{W}tab":
                each.tag, each.text = f"{W}t", _TAB
            elif each.tag == f"{W}t":
                each.text = (each.text or "").replace(" ", "\u00a0").replace("\t", _TAB)


def _symbol(sign: ET.Element) -> ET.Element:
    """A sign of a font that pandoc does not know, as a letter or by its name."""
    font, code = sign.get(f"{W}font", ""), sign.get(f"{W}char", "")
    try:
        number = int(code, 16)
    except ValueError:
        number = 0
    if font in _KNOWN_FONTS:
        return sign
    text = ET.Element(f"{W}t")
    text.text = _BOXES.get(number, "") if font == "Wingdings" else ""
    text.text = text.text or f"[{font} {code}]"
    return text


def _run(text: str, style: str = "") -> ET.Element:
    run = ET.Element(f"{W}r")
    if style:
        ET.SubElement(ET.SubElement(run, f"{W}rPr"), f"{W}rStyle", {f"{W}val": style})
    ET.SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = text
    return run


# Fields


def _field(code: str, shown: list[ET.Element]) -> list[ET.Element]:
    """What a field says: a link, an index entry, else what it shows."""
    if match := _REFERENCE.fullmatch(code):
        link = ET.Element(f"{W}hyperlink", {f"{W}anchor": match["name"]})
        link.extend(shown)
        return [link]
    if match := _ENTRY.fullmatch(code):
        return [_run(match["entry"], INDEX_STYLE)]
    return shown


def _without_fields(parts: list[ET.Element]) -> list[ET.Element]:
    """The parts of a paragraph with cross-references and index entries in the place of their fields."""
    if not any(part.find(f"{W}fldChar") is not None for part in parts if part.tag == f"{W}r"):
        return parts
    found: list[ET.Element] = []
    start, depth, shown = 0, 0, 0
    for part in parts:
        found.append(part)
        for sign in part.iterfind(f"{W}fldChar") if part.tag == f"{W}r" else ():
            kind = sign.get(f"{W}fldCharType")
            if kind == "begin":
                start, shown = (len(found) - 1, 0) if not depth else (start, shown)
                depth += 1
            elif kind == "separate" and depth == 1:
                shown = len(found)
            elif kind == "end" and depth:
                depth -= 1
                if not depth:
                    found[start:] = _resolved(found[start:], shown - start if shown else 0)
    return found


def _resolved(field: list[ET.Element], shown: int) -> list[ET.Element]:
    """A field from its first to its last part; what it shows begins at a place, 0 where it shows nothing."""
    told = field[:shown] if shown else field
    code = "".join(text.text or "" for part in told for text in part.iter(f"{W}instrText"))
    new = _field(code, field[shown:-1] if shown else [])
    return new if _REFERENCE.fullmatch(code) or _ENTRY.fullmatch(code) else field


# Paragraphs and rows that were deleted


def _joined(parts: Iterable[ET.Element]) -> Iterator[ET.Element]:
    """Paragraphs whose end was deleted go on in the next one."""
    waiting: list[ET.Element] = []
    for part in parts:
        if part.tag != f"{W}p":
            yield from waiting
            waiting = []
            yield part
            continue
        if waiting:
            place = 1 if part.find(f"{W}pPr") is not None else 0
            part[place:place] = [each for each in waiting[0] if each.tag != f"{W}pPr"]
            waiting = []
        if part.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            waiting = [part]
        else:
            yield part
    yield from waiting


def _table(table: ET.Element) -> list[ET.Element]:
    """A table without its deleted rows, whose words are told as deleted in the row before them.

    The words of an inserted row are told as inserted.
    """
    for row in table.iterfind(f"{W}tr"):
        mark = row.find(f"{W}trPr/{W}ins")
        for paragraph in row.iter(f"{W}p") if mark is not None else ():
            runs = [each for each in paragraph if each.tag == f"{W}r"]
            if runs:
                new = ET.Element(f"{W}ins", mark.attrib if mark is not None else {})
                new.extend(runs)
                paragraph[:] = [*(each for each in paragraph if each.tag != f"{W}r"), new]
    gone = [row for row in table.iterfind(f"{W}tr") if row.find(f"{W}trPr/{W}del") is not None]
    for row in gone:
        table.remove(row)
    if not gone:
        return [table]
    words = [each for row in gone for each in row.iter() if each.tag in {f"{W}delText", f"{W}t"}]
    text = " ".join(each.text or "" for each in words)
    who = next((each.attrib for row in gone for each in row.iterfind(f"{W}trPr/{W}del")), {})
    deleted = ET.Element(f"{W}del", who)
    ET.SubElement(ET.SubElement(deleted, f"{W}r"), f"{W}delText").text = text
    last = None
    for last in table.iterfind(f"{W}tr/{W}tc/{W}p"):  # noqa: B007  the last one is wanted
        pass
    if last is not None:
        last.append(deleted)
        return [table]
    paragraph = ET.Element(f"{W}p")
    paragraph.append(deleted)
    return [paragraph]
