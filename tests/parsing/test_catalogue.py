"""A catalogue of documents: what is read of each, and what is reported in its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.model.references import CatalogueEntry
from sphinx_dlmsprofile.parsing.catalogue import read_catalogue

if TYPE_CHECKING:
    from pathlib import Path


def _read(tmp_path: Path, text: str) -> tuple[list[CatalogueEntry], list[tuple[int, str]]]:
    (tmp_path / "catalogue.yaml").write_text(text, "utf-8")
    records = read_catalogue(tmp_path, "catalogue.yaml")
    entries = [each for each in records if isinstance(each, CatalogueEntry)]
    return entries, [(each.at.line, each.message) for each in records if not isinstance(each, CatalogueEntry)]  # type: ignore[attr-defined]


def test_what_is_read(tmp_path: Path) -> None:
    text = "IEC 62056-5-3: {title: COSEM, edition: 2023}\nRFC 768: UDP\nRFC 793: {title: TCP, replaced-by: RFC 9293}\n"
    entries, faults = _read(tmp_path, text)
    assert faults == []
    assert [(str(each.designation), str(each.title), each.edition and each.edition.value) for each in entries] == [
        ("IEC 62056-5-3", "COSEM", "2023"),
        ("RFC 768", "UDP", None),
        ("RFC 793", "TCP", None),
    ]
    assert [each.withdrawn for each in entries] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("RFC 768: UDP\nIEC 62056-5-3: {title: COSEM, edition: '4.0'}\n", "is the year of it, not"),
        ("RFC 768: UDP\nThe Green Book: DLMS\n", "is not a designation that is known here"),
    ],
)
def test_faults(text: str, message: str, tmp_path: Path) -> None:
    entries, ((line, said),) = _read(tmp_path, text)
    assert (len(entries), line) == (2, 2)
    assert message in said
    assert all(each.edition is None for each in entries)
