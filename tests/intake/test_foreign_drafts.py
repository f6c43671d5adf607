"""A draft of another house, with German styles: each word is in the sources or named in the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from tests.support import run_command

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

_OFFICE = "http://schemas.openxmlformats.org/"
_W = f"{_OFFICE}wordprocessingml/2006/main"
_NAMES = {
    "w": _W,
    "r": f"{_OFFICE}officeDocument/2006/relationships",
    "wp": f"{_OFFICE}drawingml/2006/wordprocessingDrawing",
    "a": f"{_OFFICE}drawingml/2006/main",
    "m": f"{_OFFICE}officeDocument/2006/math",
    "c": f"{_OFFICE}drawingml/2006/chart",
    "dgm": f"{_OFFICE}drawingml/2006/diagram",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": f"{_OFFICE}markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_DECLARED = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
_BOX = "<w:txbxContent><w:p><w:r><w:t>boxword</w:t></w:r></w:p></w:txbxContent>"
_RUNS = {
    "inserted": '<w:ins w:id="1" w:author="Ed"><w:r><w:t>insertedword</w:t></w:r></w:ins>',
    "deleted": '<w:del w:id="2" w:author="Ed"><w:r><w:delText>deletedword</w:delText></w:r></w:del>',
    "formula": "<m:oMath><m:f><m:num><m:r><m:t>numer</m:t></m:r></m:num>"
    "<m:den><m:r><m:t>denom</m:t></m:r></m:den></m:f></m:oMath>",
    "box": "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:docPr id='5' name='B'/>"
    f"<a:graphic><a:graphicData uri='x'><wps:wsp><wps:txbx>{_BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>",
    "control": "<w:sdt><w:sdtContent><w:r><w:t>controlword</w:t></w:r></w:sdtContent></w:sdt>",
    "art": '<w:r><w:pict><v:shape alt="shapeword"><v:textpath string="artword"/></v:shape></w:pict></w:r>',
    "field": '<w:fldSimple w:instr=" DOCPROPERTY x "><w:r><w:t>fieldword</w:t></w:r></w:fldSimple>',
}


def _put(paragraph: Any, text: str) -> None:
    end = re.match(r"<[\w:]+", text)
    assert end
    paragraph._p.append(parse_xml(end[0] + _DECLARED + text[end.end() :]))


def _part(word: Document, name: str, kind: str, relation: str, content: str | bytes) -> str:
    octets = content.encode() if isinstance(content, str) else content
    part = Part(
        PackURI(f"/word/{name}"), f"application/vnd.openxmlformats-officedocument.{kind}", octets, word.part.package
    )
    return str(word.part.relate_to(part, f"{_NAMES['r']}/{relation}"))


def _shown(word: Document, kind: str, inner: str) -> None:
    """A drawing that is no picture, with its text alternative."""
    data = f"{_OFFICE}drawingml/2006/{kind}"
    _put(
        word.add_paragraph(),
        f"<w:r><w:drawing><wp:inline><wp:docPr id='6' name='D' descr='{kind}alternative'/><a:graphic>"
        f"<a:graphicData uri='{data}'>{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
    )


def _headings(word: Document) -> None:
    """One style by its level in the outline, one by its German name alone."""
    chapter = word.styles.add_style("Kapitel", WD_STYLE_TYPE.PARAGRAPH).element.get_or_add_pPr()
    chapter.append(parse_xml(f'<w:outlineLvl xmlns:w="{_W}" w:val="0"/>'))
    word.styles.add_style("Überschrift 2", WD_STYLE_TYPE.PARAGRAPH)


def _draft(path: Path) -> None:
    word = docx.Document()
    _headings(word)
    first = word.add_paragraph("Titleword")
    word.add_comment(first.runs, text="remarkword", author="Kim")
    _put(first, '<w:r><w:footnoteReference w:id="2"/></w:r>')
    word.add_paragraph("Scope", style="Kapitel")
    whole = word.add_paragraph("It ends with notes.")
    _put(whole, '<w:r><w:endnoteReference w:id="2"/></w:r>')
    word.add_paragraph("Identification and addressing schemes", style="Kapitel")
    word.add_paragraph("Physical devices", style="Überschrift 2")
    for text in _RUNS.values():
        _put(word.add_paragraph("Here: "), text)
    table = word.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "spanned"
    table.cell(1, 0).text = "plaincell"
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "nestedcell"
    said = "<a:p xmlns:a='{a}'><a:r><a:t>{said}</a:t></a:r></a:p>"
    chart = f"<c:chartSpace xmlns:c='{_NAMES['c']}'>{said.format(a=_NAMES['a'], said='chartword')}</c:chartSpace>"
    number = _part(word, "charts/chart1.xml", "drawingml.chart+xml", "chart", chart)
    _shown(word, "chart", f"<c:chart r:id='{number}'/>")
    data = f"<dgm:dataModel xmlns:dgm='{_NAMES['dgm']}'>{said.format(a=_NAMES['a'], said='smartword')}</dgm:dataModel>"
    number = _part(word, "diagrams/data1.xml", "drawingml.diagramData+xml", "diagramData", data)
    _shown(word, "diagram", f"<dgm:relIds r:dm='{number}'/>")
    _part(word, "embeddings/book.xlsx", "spreadsheetml.sheet", "package", b"PK")
    word.sections[0].header.paragraphs[0].text = "headerword"
    word.sections[0].footer.paragraphs[0].text = "footerword"
    for kind in ("footnote", "endnote"):
        note = f"<w:{kind} w:id='2'><w:p><w:r><w:t>{kind}word</w:t></w:r></w:p></w:{kind}>"
        _part(
            word,
            f"{kind}s.xml",
            f"wordprocessingml.{kind}s+xml",
            f"{kind}s",
            f"<w:{kind}s xmlns:w='{_W}'>{note}</w:{kind}s>",
        )
    word.save(str(path))


@pytest.mark.tool("pandoc")
def test_each_word_is_in_the_sources_or_in_the_report(tmp_path: Path) -> None:
    _draft(tmp_path / "draft.docx")
    status, out, error = run_command("import", str(tmp_path / "draft.docx"), "--to", str(tmp_path / "out"))
    assert (status, error) == (1, "")
    files = {each.name: each.read_text("utf-8") for each in (tmp_path / "out").glob("*.rst")}
    assert sorted(files) == ["01-scope.rst", "02-identification-and-addressing.rst", "index.rst"]
    assert "Physical devices\n----------------\n" in files["02-identification-and-addressing.rst"]
    written = "".join(files.values())
    for word in (
        "Titleword", "endnoteword", "insertedword", "deletedword", "numer", "denom", "boxword", "controlword",
        "fieldword", "spanned", "plaincell", "nestedcell",
    ):  # fmt: skip
        assert word in written, word
    for word in (
        "Comment by Kim: remarkword", "Footnote: footnoteword", '"chartword"', '"chartalternative"', '"smartword"',
        '"diagramalternative"', '"artword"', '"shapeword"', '"headerword"', '"footerword"', "word/embeddings/book.xlsx",
    ):  # fmt: skip
        assert word in out, word
    assert "cannot be checked" not in out
