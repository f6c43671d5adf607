"""PDF/A-2a and PDF/UA-1 of what is written awkwardly: the validation of Typst lets no exception pass."""

from __future__ import annotations

from typing import Any

import pytest
from pypdf import PdfReader

from tests.builds.building import build, write
from tests.publishing import awkward
from tests.rendering.random_document import RandomDocument

CONF = 'dlms_standard = False\nproject = "P"\n'
ARCHIVED = ("-D", "dlms_pdf_standards=a-2a,ua-1")


@pytest.mark.parametrize("edition", ["dlms_stage=final", "dlms_stage=draft", "dlms_review=1"])
def test_an_awkward_standard_can_be_archived(edition: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("archive")
    source = write(place / "source", awkward.FILES, awkward.CONF)
    built = build(source, place / "out", *ARCHIVED, "-D", edition, builder="dlmspdf")
    assert "no PDF" not in built.warnings
    _is_archivable(PdfReader(next(built.out.glob("*.pdf"))))


@pytest.mark.parametrize("seed", range(30, 34))
def test_random_documents_can_be_archived(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """But for tables in cells, which Typst does not tag where both are broken."""
    place = tmp_path_factory.mktemp("archive")
    document = RandomDocument(seed, tables_in_cells=False)
    built = build(
        write(place / "source", {"index.rst": document.text}, CONF), place / "out", *ARCHIVED, builder="dlmspdf"
    )
    assert "no PDF" not in built.warnings
    _is_archivable(PdfReader(next(built.out.glob("*.pdf"))))


def _is_archivable(reader: PdfReader) -> None:
    """What readers look for: the parts that the document claims, its language, title and tags."""
    metadata = reader.xmp_metadata
    assert metadata is not None
    says = metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in says
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in says
    assert "<pdfuaid:part>1</pdfuaid:part>" in says
    root: Any = reader.root_object
    assert root["/Lang"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
