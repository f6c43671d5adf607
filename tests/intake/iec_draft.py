"""A draft in Word with the styles of the IEC's template, and with every awkward thing that drafts hold.

Written as WordprocessingML of its own, so that nothing of our writer is in it. All words are made up.
"""

# ruff: noqa: PLR0915  one thing after the other
from __future__ import annotations

from typing import TYPE_CHECKING

from tests.intake.wordml import (
    SEPARATED,
    SOFT,
    SUPER_A,
    SUPER_B,
    SYMBOL,
    WHO,
    box,
    caption,
    comment,
    dele,
    field,
    footnote,
    ins,
    mark,
    math,
    p,
    picture,
    r,
    sdt,
    tbl,
    tc,
    tr,
    write_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOOTNOTES = {
    2: "Stays in the footnote.",
    3: "Available from its publisher.",
    4: "Foot of a cell.",
    5: "Foot of a heading.",
}
ENDNOTES = {2: "At the very end."}
COMMENTS = {1: "Which networks?", 2: "Say does.", 3: "Value disputed.", 4: "Too deep."}


def write_draft(path: Path) -> Path:
    """The draft as a file."""
    return write_word(path, "".join(_body()), {"footnote": FOOTNOTES, "endnote": ENDNOTES, "comment": COMMENTS})


def _body() -> Iterator[str]:
    yield p("MAIN-TITLE", "ELECTRICITY METERING DATA EXCHANGE –")
    yield p("MAIN-TITLE", "THE DLMS/COSEM SUITE –")
    yield p("MAIN-TITLE", "Part 8-77: Communication profile for awkward networks")
    yield p("HEADING(Nonumber)", "CONTENTS")
    yield p("toc 1", "1\tScope\t5")
    yield p("HEADING(Nonumber)", "FOREWORD")
    yield p("FOREWORD", "1)\tThe foreword has numbered paragraphs.")
    yield p("FOREWORD", "2)\tThis is its second paragraph, with ", r("emphasis", "<w:b/><w:caps/>"), " within.")
    yield p("FOREWORD", "The text of this standard is based on the following documents:")
    yield tbl(2, tr("FDIS", "Report on voting", head=True), tr("13/1234/FDIS", "13/1256/RVD"))
    yield p("HEADING(Nonumber)", "INTRODUCTION")
    yield p(
        "PARAGRAPH", "It introduces ", sdt(r("controlled")), " words and ", field("DOCPROPERTY x", r("properties")), "."
    )
    yield p("heading 1", mark("_Ref1", 1, r("Scope")))
    yield p(
        "PARAGRAPH",
        "This part covers ",
        comment(1, r("awkward networks")),
        ", see ",
        field("REF _Ref2 \\r \\h", r("5.1")),
        ", ",
        field("REF _RefT1 \\h", r("Table 1")),
        " and Annex A.",
    )
    yield p(
        "PARAGRAPH",
        "What was ",
        dele("struck"),
        ins("inserted "),
        "stays",
        footnote(2),
        ".",
        f'<w:moveFrom w:id="8" {WHO}><w:r><w:t>wandering</w:t></w:r></w:moveFrom>',
    )
    yield p("PARAGRAPH", "Here came ", f'<w:moveTo w:id="8" {WHO}><w:r><w:t>wandering</w:t></w:r></w:moveTo>', " text.")
    yield p("PARAGRAPH", "Joined by a deleted ", more=f'<w:rPr><w:del w:id="7" {WHO}/></w:rPr>')
    yield p(
        "PARAGRAPH",
        "paragraph mark, non",
        SEPARATED,
        "breaking, soft",
        SOFT,
        "ened, ",
        SYMBOL,
        " symbol, ",
        r("hidden", "<w:vanish/>"),
        " word, H",
        r("2", '<w:vertAlign w:val="subscript"/>'),
        "O and x",
        r("3", '<w:vertAlign w:val="superscript"/>'),
        ".",
    )
    yield p("NOTE", "NOTE 1\tA numbered note stands here.")
    yield p("NOTE", "NOTE 2\tAnother one, with an end", '<w:r><w:endnoteReference w:id="2"/></w:r>', ".")
    yield p("EXAMPLE", "EXAMPLE\tAn example with *stars*, `ticks`, |bars| and under_score_.")
    yield p("heading 1", "Normative references")
    yield p("PARAGRAPH", "The following documents are referred to.")
    yield p("PARAGRAPH", "IEC 62056-5-3:2023, ", r("Electricity metering data exchange – Part 5-3", "<w:i/>"))
    yield p("PARAGRAPH", "IEEE 802.15.4, ", r("Low-rate wireless networks", "<w:i/>"), footnote(3))
    yield p("heading 1", "Terms, definitions and abbreviated terms")
    yield p("heading 2", "Terms and definitions")
    yield p("TERM-number", "3.1.1")
    yield p("TERM", "awkward node")
    yield p("TERM-admitted", "odd node")
    yield p("TERM-deprecated", "DEPRECATED: strange node")
    yield p("TERM-definition", "node that ", comment(2, r("behaves")), " oddly")
    yield p("TERM-example", "EXAMPLE\tA node in a cellar.")
    yield p("TERM-note", "Note 1 to entry:\tIt is seldom awake.")
    yield p("TERM-source", "[SOURCE: IEC 60050-300:2001, 311-01-01, modified – words changed]")
    yield p("heading 2", "Abbreviated terms")
    yield tbl(2, tr("AN", "awkward node"), tr("ON", tc(p("TABLE-cell", "odd ", ins("network"), " ", dele("net")))))
    yield p("heading 1", "Overview")
    yield p("List Bullet", "first bullet", more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    yield p("ListDash 2", "nested bullet", more='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>')
    yield p("List Number", "lettered item", more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
    yield p("PARAGRAPH", "a)\ttyped item alpha")
    yield p("PARAGRAPH", "b)\ttyped item beta")
    yield p("PARAGRAPH", "—\tdashed item gamma")
    yield p("FIGURE", picture("a drawing of nodes"))
    yield p("TABFIGfootnote", SUPER_A, "\tThe figure is not to scale.")
    yield caption("Figure", "1", "Nodes", "_RefF1")
    yield p(
        "PARAGRAPH",
        "The hidden anchor ",
        field('XE "node:awkward"'),
        "is indexed, ",
        field('XE "odd" \\t "See awkward"'),
        "twice.",
    )
    yield p("heading 1", "Use of the communication layers")
    yield p("heading 2", mark("_Ref2", 2, r("Layers")))
    yield p(
        "PARAGRAPH",
        "Figure 1 shows the layers; ",
        field("REF _RefT2 \\h", r("Table 2")),
        " lists them. ",
        '<w:hyperlink r:id="rId8"><w:r><w:t>A link</w:t></w:r></w:hyperlink>',
        " follows",
        "<w:r><w:cr/></w:r>",
        "it.",
    )
    yield caption("Table", "1", "Merged cells", "_RefT1")
    yield tbl(
        4,
        tr(tc("Corner", merge="restart"), tc("Across", span=3), head=True),
        tr(tc(merge="continue"), "left head", "middle head", "right head", head=True),
        tr(tc("tall", merge="restart"), "one", tc("wide pair", span=2)),
        tr(
            tc(merge="continue"),
            tc(p("TABLE-cell", "two", SUPER_A, footnote(4))),
            tc(p("TABLE-cell", "first line"), p("TABLE-cell", "– item in cell"), p("TABLE-cell", "NOTE in cell")),
            "4",
        ),
        tr(tc("whole row", span=4)),
        tr("new", "row", "inserted", "later", more=f'<w:ins w:id="6" {WHO}/>'),
        tr(
            tc(
                p("TABFIGfootnote", SUPER_A, "\tA footnote of the table."),
                p("NOTE", "NOTE 1\tA note in the table."),
                span=4,
            )
        ),
    )
    yield caption("Table", "2", "Client SAPs", "_RefT2")
    yield tbl(
        3,
        tr("Side", "SAP", "Name", head=True),
        tr("Client", "0x10", tc(p("TABLE-cell", comment(3, r("Public"))))),
        tr("Client", "0x01", "Manager"),
    )
    yield p("PARAGRAPH", "A nested table follows.")
    yield tbl(2, tr("outer", tc(tbl(2, tr("inner one", "inner two")), p("TABLE-cell", "below inner"))))
    yield p("PARAGRAPH", "The ratio is ", math("uplink", "downlink"), " and")
    yield p("FORMULA", f"<m:oMathPara>{math('alpha', 'omega')}</m:oMathPara>", "\t(1)")
    yield p("CODE", "Sequence ::= {\n   first  Integer,\n   second *Octets*\n}")
    yield p("PARAGRAPH", "Boxed: ", box(p("PARAGRAPH", "text within a box")), " after it.")
    yield sdt(p("PARAGRAPH", "A controlled paragraph."))
    yield p(
        "PARAGRAPH",
        '<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>simple field</w:t></w:r></w:fldSimple>',
        " and ",
        '<w:smartTag w:element="x"><w:r><w:t>smart</w:t></w:r></w:smartTag>',
        " and ",
        "<w:r><w:ruby><w:rt><w:r><w:t>above</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r>",
        ".",
    )
    yield p("heading 2", "Use of communication services")
    yield p("heading 3", comment(4, r("Deep")), " heading with a footnote", footnote(5))
    yield p("PARAGRAPH", "The node shall answer within 30 s. It may sleep. It should wake.")
    yield p(
        "PARAGRAPH",
        "Formula (1) holds, ",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        " checked, ",
        '<w:r><w:sym w:font="Odd Font" w:char="F041"/></w:r>',
        " unknown.",
    )
    yield caption("Table", "3", "Footnotes and deleted rows", "_RefT3")
    yield tbl(
        2,
        tr("Limit", "Value", head=True),
        tr(tc(p("TABLE-cell", "delay", SUPER_A)), tc(p("TABLE-cell", "30 s", SUPER_B))),
        tr(tc(p("TABLE-cell", dele("obsolete"))), tc(p("TABLE-cell", dele("row"))), more=f'<w:del w:id="6" {WHO}/>'),
        tr(
            tc(
                p("NOTE", "NOTE\tValues are guesses."),
                p("TABFIGfootnote", SUPER_A, "\tMeasured twice."),
                p("TABFIGfootnote", SUPER_B, "\tAt most."),
                span=2,
            )
        ),
        sdt(tr("controlled", sdt(tc("cells")))),
    )
    yield p("PARAGRAPH", "The clock is read by:")
    yield p("CODE", "C0 01 C1 00 08 00 00 01 00 00 FF 02 00")
    yield p("CODE", "one line")
    yield p("CODE", "  its next")
    yield p("FIGURE", picture("an old drawing", "rId10"))
    yield caption("Figure", "2", "Old drawing", "_RefF2")
    yield p("ANNEX_title", "\n(normative)\n\nAwkward rules")
    yield p("ANNEX-heading1", "Rules of the annex")
    yield p("PARAGRAPH", "The rules are listed in A.1 and in Clause 4.")
    yield p("HEADING(Nonumber)", "Bibliography")
    yield p(
        "BIBLIOGRAPHY-numbered",
        "ISO 8601, ",
        r("Dates", "<w:i/>"),
        more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>',
    )
    yield p("BIBLIOGRAPHY-numbered", "[2]\tIEC TR 61334-1-1, ", r("A report", "<w:i/>"))
    yield '<w:sectPr><w:headerReference w:type="default" r:id="rId7"/></w:sectPr>'
