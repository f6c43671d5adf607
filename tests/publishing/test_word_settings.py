"""The settings of a document of Word: in the order of the schema, and what it demands."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import docx
import pytest
from docx.oxml import parse_xml

from tests.builds.building import build, write
from tests.publishing.word import W, Word, q

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

INDEX = {"index.rst": "T\n=\n\n| A line that ends.\n| Another one.\n"}
CONF = 'extensions = ["sphinx_dlmsprofile"]\nproject = "P"\ndlms_standard = False\n'
ORDER = ["zoom", "proofState", "updateFields", "footnotePr", "compat", "rsids"]
COMPAT = ["noLeading", "ulTrailSpace", "doNotExpandShiftReturn", "useFELayout", "compatSetting"]


def settings_of(tmp_path: Path, template: bytes | None = None) -> Element:
    source = write(tmp_path / "source", INDEX, CONF + 'dlms_docx_template = "t.docx"\n' * bool(template))
    if template:
        (source / "t.docx").write_bytes(template)
    built = build(source, tmp_path / "out", builder="dlmsdocx")
    assert built.warnings == ""
    return fromstring(Word.in_folder(built.out).parts["word/settings.xml"])


def names(element: Element, known: list[str]) -> list[str]:
    found = [child.tag.removeprefix(W) for child in element]
    return [name for name in found if name in known]


def test_the_zoom_has_its_percentage(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    (zoom,) = settings.iter(q("zoom"))
    assert zoom.get(q("percent")) == "100"
    assert names(settings, ORDER) == ORDER


@pytest.mark.parametrize(
    "compat",
    [
        None,
        "",
        '<w:noLeading/><w:ulTrailSpace/><w:doNotExpandShiftReturn w:val="0"/><w:useFELayout/>',
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>',
    ],
)
def test_no_line_is_stretched_that_its_author_has_ended(tmp_path: Path, compat: str | None) -> None:
    template = docx.Document()
    settings = template.settings.element
    (known,) = settings.findall(q("compat"))
    if compat is None:
        settings.remove(known)
    else:
        settings.replace(known, parse_xml(f'<w:compat xmlns:w="{W[1:-1]}">{compat}</w:compat>'))
    buffer = BytesIO()
    template.save(buffer)
    written = settings_of(tmp_path, buffer.getvalue())
    assert names(written, ORDER) == ORDER
    (found,) = written.iter(q("compat"))
    assert names(found, COMPAT) == [
        each for each in COMPAT if each == "doNotExpandShiftReturn" or each in (compat or "")
    ]
    (line,) = found.iter(q("doNotExpandShiftReturn"))
    assert line.get(q("val")) is None
