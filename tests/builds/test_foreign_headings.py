"""Editions in another language have the numbers of the original: front and back matter and annexes are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.model.heading import Heading, SectionKind, read_heading
from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

INDEX = "{}\n=====\n\n.. toctree::\n\n" + "".join(f"   d{number}\n" for number in range(6))
EDITIONS = {
    "en": ("Foreword", "Introduction", "Scope", "Annex A (informative) Examples", "Bibliography", "Index"),
    "fr": (
        "Avant-propos", "Introduction", "Domaine d’application", "Annexe A (informative) Exemples", "Bibliographie",
        "Index",
    ),
    "de": (
        "Vorwort", "Einleitung", "Anwendungsbereich", "Anhang A – Beispiele", "Literaturhinweise",
        "Stichwortverzeichnis",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", EDITIONS)
def test_numbers_are_those_of_the_original(tmp_path: Path, language: str) -> None:
    titles = EDITIONS[language]
    files = {f"d{number}.rst": f"{title}\n{'=' * 40}\n\nWords.\n" for number, title in enumerate(titles)}
    source = write(tmp_path / "source", {"index.rst": INDEX.format("Title"), **files}, f'language = "{language}"\n')
    built = build(source, tmp_path / "out")
    shown = built.titles(*(f"d{number}" for number in range(6)))
    annex = {
        "en": "Annex A (informative) Examples",
        "fr": "Annexe A (informative) Exemples",
        "de": "Anhang A Beispiele",
    }
    assert shown[:3] == [titles[0], titles[1], f"1 {titles[2]}"]
    assert shown[3] == annex[language]
    assert [title for title in shown if title in titles[4:]] == list(titles[4:])
    for rule in ("foreword-missing", "introduction-missing", "front-matter-order", "clause-order"):
        assert f"[dlms.{rule}]" not in built.warnings


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("avant-propos", Heading(SectionKind.FRONT, "Foreword")),
        ("INTRODUCTION", Heading(SectionKind.FRONT, "INTRODUCTION")),
        ("Índice  alfabético", Heading(SectionKind.BACK, "Index")),
        ("Annexe B (normative) – Classes", Heading(SectionKind.ANNEX, "Classes", "B", "normative")),
        ("Bijlage C", Heading(SectionKind.ANNEX, "", "C")),
        ("Annexes", Heading(SectionKind.CLAUSE, "Annexes")),
        ("Index of parts", Heading(SectionKind.CLAUSE, "Index of parts")),
        ("Introduction to layers", Heading(SectionKind.CLAUSE, "Introduction to layers")),
    ],
)
def test_titles_are_read_in_each_language(title: str, heading: Heading) -> None:
    assert read_heading(title) == heading
