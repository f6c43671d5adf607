"""The styles, by the names that the IEC's template gives them: a template of the committee brings its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.publishing.docx.oxml import is_w, q, w

if TYPE_CHECKING:
    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml

PARAGRAPH, TITLE, SERIES = "PARAGRAPH", "MAIN-TITLE", "SERIES-TITLE"
UNNUMBERED, ANNEX = "HEADINGNonumber", "ANNEX_title"
TERM_NUMBER, TERM = "TERM-number", "TERM"
NOTE, CODE, QUOTE = "NOTE", "CODE", "QUOTATION"
TABLE_TITLE, FIGURE_TITLE, FIGURE, EQUATION = "TABLE-title", "FIGURE-title", "FIGURE", "EQUATION"
LISTING_TITLE = "LISTING-title"
"""The list of tables takes up all titles of tables by their style, and what is named code is read as code."""

CELL, HEAD_CELL, TABLE_NOTE = "TABLE-cell", "TABLE-col-heading", "TABFIGfootnote"
FOOTNOTE, FOOTNOTE_MARK, LINK = "footnote text", "footnote reference", "Hyperlink"
CONTENTS_TITLE, INDEX_LETTER, SUBHEADING = "TOC Heading", "index heading", "SUBHEADING"
LISTED, HEADER = "table of figures", "header"
LEVELS = 9
HEADINGS = tuple(f"heading {level}" for level in range(1, LEVELS + 1))
ANNEX_HEADINGS = tuple(f"ANNEX-heading{level}" for level in range(1, LEVELS))
CONTENTS = tuple(f"toc {level}" for level in range(1, 4))
INDEX = tuple(f"index {level}" for level in range(1, 4))
TERM_PARTS = {
    "definition": "TERM-definition",
    "example": "TERM-example",
    "note": "TERM-note",
    "source": "TERM-source",
    "admitted": "TERM-admitted",
    "deprecated": "TERM-deprecated",
}
GRID = "Table Grid"


class Look(NamedTuple):
    """What a style of ours looks like: sizes in half points, spaces and indents in twentieths of a point.

    ``level`` is that of the outline, from 0; ``follows`` the style of the next paragraph.
    """

    size: int = 20
    bold: bool = False
    italic: bool = False
    before: int = 0
    after: int = 0
    indent: int = 0
    align: str = ""
    keep: bool = False
    font: str = ""
    level: int | None = None
    tabs: tuple[tuple[str, int], ...] = ()
    new_page: bool = False


_TEXT_WIDTH = 9070  # as ``page.UPRIGHT``
_HEADING_SIZES = (22, 20, 20, 20, 20, 20, 20, 20, 20)

LOOKS = {
    PARAGRAPH: Look(before=100, after=200, align="both"),
    SERIES: Look(size=28, before=2400, after=200, align="left"),
    TITLE: Look(size=32, bold=True, after=200, align="left"),
    UNNUMBERED: Look(size=24, align="center", after=200, level=0, keep=True, new_page=True),
    ANNEX: Look(size=24, bold=True, align="center", after=200, level=0, keep=True, new_page=True),
    TERM_NUMBER: Look(bold=True, before=100, keep=True),
    TERM: Look(bold=True, keep=True),
    "TERM-definition": Look(after=200),
    "TERM-admitted": Look(keep=True),
    "TERM-deprecated": Look(keep=True),
    "TERM-note": Look(size=16, after=100),
    "TERM-example": Look(size=16, after=100),
    "TERM-source": Look(after=200),
    NOTE: Look(size=16, before=100, after=100, align="both"),
    CODE: Look(size=16, before=60, after=120, font="Courier New"),
    QUOTE: Look(before=60, after=100, indent=340),
    SUBHEADING: Look(bold=True, before=160, after=60, keep=True),
    TABLE_TITLE: Look(bold=True, align="center", before=200, after=100, keep=True),
    LISTING_TITLE: Look(bold=True, align="center", before=200, after=100, keep=True),
    FIGURE_TITLE: Look(bold=True, align="center", before=100, after=200),
    FIGURE: Look(align="center", before=100, after=100, keep=True),
    EQUATION: Look(before=100, after=200, tabs=(("center", _TEXT_WIDTH // 2), ("right", _TEXT_WIDTH))),
    CELL: Look(size=16, before=60, after=60),
    HEAD_CELL: Look(size=16, bold=True, before=60, after=60, align="center", keep=True),
    TABLE_NOTE: Look(size=16, before=20, after=20),
    FOOTNOTE: Look(size=16),
    CONTENTS_TITLE: Look(size=24, align="center", after=200, new_page=True),
    LISTED: Look(tabs=(("right", _TEXT_WIDTH),)),
    INDEX_LETTER: Look(bold=True, before=120, keep=True),
    HEADER: Look(tabs=(("center", _TEXT_WIDTH // 2), ("right", _TEXT_WIDTH))),
    **{
        name: Look(size=size, bold=True, before=200, after=200 if level == 0 else 100, keep=True, level=level)
        for level, (name, size) in enumerate(zip(HEADINGS, _HEADING_SIZES, strict=True))
    },
    **{
        name: Look(bold=True, before=200, after=100, keep=True, level=level)
        for level, name in enumerate(ANNEX_HEADINGS, 1)
    },
    **{
        name: Look(indent=(0, 0, 0)[level], tabs=(("left", (400, 800, 1100)[level]), ("right", _TEXT_WIDTH)))
        for level, name in enumerate(CONTENTS)
    },
    **{name: Look(size=18, indent=280 * level) for level, name in enumerate(INDEX)},
}
_CHARACTERS = {FOOTNOTE_MARK: w("vertAlign", val="superscript")}


class Styles:
    """The ids of styles by their names: those that the document has, and ours for all others."""

    def __init__(self, root: Oxml, language: str, *, is_ours: bool) -> None:
        self._ids: dict[str, str] = {}
        self._numbered: set[str] = set()
        for style in [each for each in root if is_w(each, "style")]:
            name = style.find(q("name")).get(q("val"), "") if style.find(q("name")) is not None else ""
            known = _known(name)
            if is_ours and known in LOOKS:
                root.remove(style)
                continue
            self._ids[known] = style.get(q("styleId"))
            if style.find(f".//{q('numPr')}") is not None:
                self._numbered.add(known)
        if is_ours:
            _set_defaults(root, language)
        for name, look in LOOKS.items():
            if name not in self._ids:
                root.append(_style(name, look))
                self._ids[name] = identifier(name)
        for name, form in _CHARACTERS.items():
            if name not in self._ids:
                root.append(_named("character", name, w("rPr", form)))
                self._ids[name] = identifier(name)

    def __getitem__(self, name: str) -> str:
        """The id of a style."""
        return self._ids.get(name) or identifier(name)

    def is_numbered(self, name: str) -> bool:
        """Whether a style of the template counts by itself."""
        return name in self._numbered


def identifier(name: str) -> str:
    """The id of a style that we add."""
    return "".join(part[:1].upper() + part[1:] for part in name.replace("_", " ").split()).replace("-", "")


def _known(name: str) -> str:
    """The name of a style: Word does not tell capitals in the names of its own."""
    lower = name.casefold()
    return next((known for known in LOOKS if known.casefold() == lower), name)


def _set_defaults(root: Oxml, language: str) -> None:
    """The font, size and language of all text."""
    for defaults in [each for each in root if is_w(each, "docDefaults")]:
        root.remove(defaults)
    fonts = w("rFonts", ascii="Arial", hAnsi="Arial", cs="Arial", eastAsia="Arial")
    form = w("rPr", fonts, w("sz", val=20), w("szCs", val=20), w("lang", val=language, eastAsia=language))
    root.insert(0, w("docDefaults", w("rPrDefault", form), w("pPrDefault", w("pPr"))))
    for style in root:
        if is_w(style, "style") and style.get(q("styleId")) == "Normal":
            for part in [each for each in style if is_w(each, "rPr") or is_w(each, "pPr")]:
                style.remove(part)


def _style(name: str, look: Look) -> Oxml:
    paragraph = w("pPr")
    if look.keep:
        paragraph.append(w("keepNext"))
    if look.new_page:
        paragraph.append(w("pageBreakBefore"))
    if look.tabs:
        leaders = {"right": "dot"} if name in {*CONTENTS, LISTED} else {}
        tabs = (w("tab", val=kind, pos=place, leader=leaders.get(kind, "none")) for kind, place in look.tabs)
        paragraph.append(w("tabs", *tabs))
    paragraph.append(w("spacing", before=look.before, after=look.after))
    if look.indent:
        paragraph.append(w("ind", left=look.indent))
    if look.align:
        paragraph.append(w("jc", val=look.align))
    if look.level is not None:
        paragraph.append(w("outlineLvl", val=look.level))
    form = w("rPr")
    if look.font:
        form.append(w("rFonts", ascii=look.font, hAnsi=look.font, cs=look.font))
    if look.bold:
        form.append(w("b"))
    if look.italic:
        form.append(w("i"))
    form.extend([w("sz", val=look.size), w("szCs", val=look.size)])
    return _named("paragraph", name, paragraph, form)


def _named(kind: str, name: str, *parts: Oxml) -> Oxml:
    base = [w("basedOn", val="Normal")] if kind == "paragraph" else []
    return w("style", w("name", val=name), *base, w("qFormat"), *parts, type=kind, styleId=identifier(name))
