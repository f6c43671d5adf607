"""What the author reads of template-text, guidance and placeholders: in drafts, final documents and after changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from tests.builds.building import build, edit, text, write
from tests.support import Source, findings_of_command
from tests.template.constructed import TEXTS, in_use

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOT_DOCUMENT = """\
    A profile
    =========

    .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
       :deliverable: TS
       :description: radio between *meters*

    .. toctree::

       scope
"""
SCOPE = """\
    Scope
    =====

    .. template-text:: scope

    .. guidance::

       Say what is **out of** scope.

    Further <add text> and xxx, but not ``xxx``.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "source", {"index.rst": ROOT_DOCUMENT, "scope.rst": SCOPE})


@pytest.fixture
def licensed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A local file with made-up wording; gives its name from the source directory."""
    with in_use(monkeypatch, tmp_path):
        wording = {
            name: texts[0]
            .replace("<description>", "{description}")
            .replace(" <year>", ":2023")
            .replace("This document", "This International Standard")
            for name, (_, texts) in TEXTS.items()
        }
        (tmp_path / "wording.yaml").write_text(yaml.safe_dump(wording), encoding="utf-8")
        yield "../wording.yaml"


def test_without_a_file_other_words_stand_in(project: Path, tmp_path: Path) -> None:
    built = build(project, tmp_path / "out")
    (paragraph,) = built.page("scope").select("p.dlms-mandated")
    assert "radio between meters." in text(paragraph)
    found = findings_of_command(str(project), "--select", "mandated-wording-missing,description-missing")
    place = {"severity": "advice", "line": 4, "file": "scope.rst"}
    assert [finding.items() >= place.items() for finding in found if finding["file"] == "scope.rst"] == [True]


def test_with_a_file(project: Path, tmp_path: Path, licensed: str) -> None:
    options = ("-D", f"dlms_template_file={licensed}")
    built = build(project, tmp_path / "out", *options)
    paragraphs = [text(found) for found in built.page("scope").select("p.dlms-mandated")]
    assert paragraphs == [
        "This Technical Specification tells how meters are reached over radio between meters.",
        TEXTS["scope-restriction"][1][0],
    ]


def test_title_changes_reach_the_text(project: Path, tmp_path: Path, licensed: str) -> None:
    options = ("-D", f"dlms_template_file={licensed}")
    build(project, tmp_path / "out", *options)
    edit(project / "index.rst", ":deliverable: TS", ":deliverable: IS")
    edit(project / "index.rst", "radio between *meters*", "wire between meters")
    built = build(project, tmp_path / "out", *options)
    assert "This International Standard tells how meters are reached over wire between meters." in text(
        built.page("scope").body
    )
    assert built.pages() == build(project, tmp_path / "clean", *options).pages()


def test_a_changed_file_reaches_the_text(project: Path, tmp_path: Path, licensed: str) -> None:
    options = ("-D", f"dlms_template_file={licensed}")
    build(project, tmp_path / "out", *options)
    (project / licensed).write_text("scope-restriction: Anything.\n", encoding="utf-8")
    built = build(project, tmp_path / "out", *options)
    assert "none of our business" not in text(built.page("scope").body)


def test_a_file_that_cannot_be_used_is_told_of(project: Path, tmp_path: Path) -> None:
    built = build(project, tmp_path / "out", "-D", "dlms_template_file=nowhere.yaml")
    assert 'dlms_template_file: "nowhere.yaml" cannot be used' in built.warnings
    (project / "wrong.yaml").write_text("{", encoding="utf-8")
    built = build(project, tmp_path / "other", "-D", "dlms_template_file=wrong.yaml")
    assert "the body cannot be read" in built.warnings


def test_draft_shows_guidance_and_marks_placeholders(project: Path, tmp_path: Path) -> None:
    built = build(project, tmp_path / "out")
    page = built.page("scope")
    assert [text(found) for found in page.select("div.dlms-guidance strong")] == ["For the author", "out of"]
    assert [text(found) for found in page.select(".dlms-leftover")] == ["<add text>", "xxx"]


def test_final_document_does_not(project: Path, tmp_path: Path) -> None:
    build(project, tmp_path / "out")
    built = build(project, tmp_path / "out", "-D", "dlms_stage=final")
    page = built.page("scope")
    assert page.select(".dlms-guidance, .dlms-leftover") == []
    assert "<add text> and xxx" in text(page.body)


def test_markdown_keeps_placeholders(tmp_path: Path) -> None:
    body = "# Scope\n\n<Add>\n\nText for <add a description>.\n"
    source = write(tmp_path / "source", {"index.md": body})
    assert [text(found) for found in build(source, tmp_path / "out").page("index").select(".dlms-leftover")] == [
        "<Add>",
        "<add a description>",
    ]


@pytest.mark.parametrize(
    ("argument", "advice"), [("scop", 'did you mean "scope"'), ("", "introduction"), ("7", "write")]
)
def test_an_unknown_argument(argument: str, advice: str, tmp_path: Path) -> None:
    source = Source({"index.rst": f"Scope\n=====\n\n.. template-text:: {argument}\n"}).write(tmp_path)
    (found,) = findings_of_command(str(source), "--select", "body-value-type")
    assert advice in found["message"]
    assert found["line"] == 4
