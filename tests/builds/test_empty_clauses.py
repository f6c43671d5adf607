"""What stands on the page in a clause that is empty, or says that it does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, edit, text, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds.building import Built

QUIET = "suppress_warnings = ['dlms']\n"
PROCESS = "This document adds nothing to the COSEM application process, and restricts nothing in it."
ADDITIONAL = "There are no additional considerations."
INDEX = """\
    A profile
    =========

    .. toctree::

       scope
       process
       additional
       annex
    """
FILES = {
    "index.rst": INDEX,
    "scope.rst": """\
        Scope
        =====

        .. template-clause:: 4
           :reason: It has been so.

        Text.

        Addresses
        ---------

        .. not-applicable:: the link is *closed*

        Timing
        ------

        .. not-applicable::

           All times are short.

        Registration
        ------------

        .. not-applicable::
        """,
    "process.md": "(process)=\n# The COSEM application process\n\n% nothing\n",
    "additional.rst": """\
        Additional considerations for the use of this profile
        =====================================================

        .. index:: considerations
        """,
    "annex.md": "# Annex A (informative) Examples\n\n```{not-applicable} Examples are in a guide.\n```\n",
}


def paragraphs(built: Built, name: str) -> list[str]:
    return [text(found) for found in built.page(name).select("div.body p")]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("project") / "source", FILES, QUIET)


@pytest.fixture(scope="module")
def built(source: Path) -> Built:
    return build(source, source.parent / "html")


def test_empty_clauses_have_a_statement(built: Built) -> None:
    assert built.warnings == ""
    assert paragraphs(built, "process") == [PROCESS]
    assert paragraphs(built, "additional") == [ADDITIONAL]


def test_what_does_not_apply_is_said_with_its_reason(built: Built) -> None:
    assert paragraphs(built, "scope") == [
        "Text.",
        "Not applicable: the link is closed.",
        "Not applicable. All times are short.",
        "Not applicable.",
    ]
    assert paragraphs(built, "annex") == ["This annex is not used. Examples are in a guide."]


@pytest.mark.parametrize("builder", ["text", "singlehtml"])
def test_other_builders(source: Path, tmp_path: Path, builder: str) -> None:
    other = build(source, tmp_path / builder, builder=builder)
    written = [path for path in sorted(other.out.iterdir()) if path.suffix in {".txt", ".html"}]
    pages = " ".join(" ".join(path.read_text("utf-8").split()) for path in written)
    assert PROCESS in pages
    assert ADDITIONAL in pages


def test_pdf(source: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    pdf = next(build(source, tmp_path / "pdf", builder="dlmspdf").out.glob("*.pdf"))
    words = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages).split())
    for said in (PROCESS, ADDITIONAL, "Not applicable: the link is closed.", "This annex is not used."):
        assert said in words


def test_the_statement_goes_when_the_clause_is_written(tmp_path: Path) -> None:
    source = write(tmp_path / "source", FILES, QUIET)
    build(source, tmp_path / "html")
    edit(source / "process.md", "% nothing", "The clock is kept.")
    assert paragraphs(build(source, tmp_path / "html"), "process") == ["The clock is kept."]


def test_a_clause_that_answers_another_has_the_statement_too(tmp_path: Path) -> None:
    clauses = "Scope\n-----\n\nText.\n\nAdd-ons\n-------\n\n.. template-clause:: 10\n"
    source = write(tmp_path / "source", {"index.rst": f"A profile\n=========\n\n{clauses}"}, QUIET)
    assert paragraphs(build(source, tmp_path / "html"), "index") == ["Text.", ADDITIONAL]


def test_no_statement_beside_content_nor_in_other_projects(tmp_path: Path) -> None:
    files = {
        "index.rst": "A profile\n=========\n\nThe COSEM application process\n-----------------------------\n\n"
        "Clock\n~~~~~\n\nText.\n"
    }
    source = write(tmp_path / "source", files, QUIET)
    assert paragraphs(build(source, tmp_path / "html"), "index") == ["Text."]
    manual = write(tmp_path / "manual", FILES, QUIET + "dlms_standard = False\n")
    assert paragraphs(build(manual, tmp_path / "other"), "additional") == []
