"""The title of paper, which a block says in the place of the heading of the root document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from sphinx_dlmsprofile.publishing.docx.translator import DocxTranslator
from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

PART = "Part 8-91: Radio networks for electricity"
SUITE = "Electricity metering data exchange – The DLMS/COSEM suite – "
CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
CONF = 'extensions = ["sphinx_dlmsprofile"]\nproject = "IEC 62056-8-91"\nlocale_dirs = ["locale"]\n'


def lost(tmp_path: Path, builder: str, heading: str, language: str, catalogue: str = "") -> list[str]:
    index = f"{heading}\n{'=' * 90}\n\n.. profile-title:: {PART}\n   :deliverable: IS\n\n.. toctree::\n\n   scope\n"
    files = {"index.rst": index, "scope.rst": "Scope\n=====\n\nThis is all.\n"}
    if catalogue:
        files["locale/fr/LC_MESSAGES/index.po"] = f"{CATALOGUE}\n{catalogue}"
    source = write(tmp_path / "source", files, CONF)
    built = build(source, tmp_path / "out", "-D", f"language={language}", builder=builder)
    return [line.partition("source/")[2] for line in built.warnings.splitlines() if "words of this text" in line]


@pytest.mark.parametrize("builder", ["dlmsdocx", "dlmssts", "dlmspdf"])
@pytest.mark.parametrize("language", ["en", "fr", "de"])
@pytest.mark.parametrize("heading", [SUITE + PART, "Metering by radio networks: the DLMS/COSEM suite for electricity"])
def test_what_the_block_says_is_there_in_the_language_of_the_document(
    tmp_path: Path, builder: str, language: str, heading: str
) -> None:
    found = lost(tmp_path, builder, heading, language)
    assert [line.partition('"')[2].partition('"')[0] for line in found] == (["by"] if " by " in heading else [])


@pytest.mark.parametrize("builder", ["dlmsdocx", "dlmssts", "dlmspdf"])
def test_an_untranslated_heading_is_said_by_a_translated_block(tmp_path: Path, builder: str) -> None:
    catalogue = f'msgid "{PART}"\nmsgstr "Partie 8-91 : Réseaux radio"\n'
    assert lost(tmp_path, builder, SUITE + PART, "fr", catalogue) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_title_that_paper_lacks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(DocxTranslator, "front", lambda *_: [])
    (line,) = lost(tmp_path, "dlmsdocx", PART, language)
    assert line.startswith("index.rst:2: WARNING: ")
    assert "suite" in line


@pytest.mark.parametrize("language", ["en", "fr"])
def test_markup_and_escapes_of_a_title_are_not_printed(tmp_path: Path, language: str) -> None:
    title = r"Part 8-91: C:\\x \*1\* *radio* networks"
    index = f"Heading\n=======\n\n.. profile-title:: {title}\n   :series: A \\*series\\*\n\nScope\n=====\n\nThis.\n"
    source = write(tmp_path / "source", {"index.rst": index}, CONF)
    built = build(source, tmp_path / "out", "-D", f"language={language}", builder="dlmspdf")
    reader = PdfReader(next(built.out.glob("*.pdf")))
    printed = " ".join(reader.pages[0].extract_text().split())
    assert r"Part 8-91: C:\x *1* radio networks" in printed
    assert "A *series*" in printed
    assert reader.metadata is not None
    assert reader.metadata.title == r"IEC 62056-8-91 – A *series* – Part 8-91: C:\x *1* radio networks"
    assert not [line for line in built.warnings.splitlines() if "words of this text" in line]
