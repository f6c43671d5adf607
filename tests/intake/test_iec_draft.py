"""A draft in the IEC's styles with every awkward thing: no word is lost, and each thing becomes what it is."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.builds.building import build
from tests.intake.iec_draft import write_draft
from tests.intake.wordml import words_of
from tests.support import run_command

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.tool("pandoc")


class Imported(NamedTuple):
    files: dict[str, str]
    report: str
    words: list[str]
    directory: Path

    @property
    def text(self) -> str:
        return "\n".join(self.files.values())


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    directory = tmp_path_factory.mktemp("draft")
    path = write_draft(directory / "draft.docx")
    status, report, error = run_command("import", str(path), "--to", str(directory / "out"))
    assert (status, error) == (1, "")
    files = {each.name: each.read_text("utf-8") for each in sorted((directory / "out").glob("*.rst"))}
    return Imported(files, report, words_of(path), directory / "out")


def _bare(text: str) -> list[str]:
    """The words of a text without markup."""
    return re.findall(r"[^\W_]+", text.replace("\u00ad", ""))


_PRINTED_BY_DIRECTIVES = """\
CONTENTS 1 Scope 5 3 1 1 Figure 1 Figure 2 Table 1 Table 2 Table 3 NOTE 1 NOTE 2 EXAMPLE EXAMPLE DEPRECATED
Note 1 to entry SOURCE Side Client Client SAP Name FOREWORD INTRODUCTION"""
_REFERENCES = "5 1 Table 1 Annex A Figure 1 Table 2 1 A 1 Clause 4 1 a a a b b"
_MADE_ANEW = Counter(f"{_PRINTED_BY_DIRECTIVES} {_REFERENCES}".split())
"""Words that are counted, or said by directives and references: no others may be missing."""


def test_no_word_is_lost(imported: Imported) -> None:
    wanted = Counter(word for each in imported.words for word in _bare(each))
    assert wanted.total() > 400
    lost = wanted - Counter(_bare(imported.text))
    assert lost - _MADE_ANEW == Counter()
    assert "words of the draft that are in no file" not in imported.report
    assert "pandoc leaves this out" not in imported.report


def test_what_reviewers_said_is_kept_wherever_it_stands(imported: Imported) -> None:
    said = {
        "01-scope.rst": ("Comment by NC 7: Which networks?", "Deleted by NC 7: struck", "Inserted by NC 7: inserted"),
        "02-normative-references.rst": ("Footnote: Available from its publisher.",),
        "03-terms-definitions-and-abbrevia.rst": ("Comment by NC 7: Say does.", "Deleted by NC 7: net"),
        "05-use-of-the-communication-layer.rst": (
            "Comment by NC 7: Value disputed.",
            "Comment by NC 7: Too deep.",
            "Inserted by NC 7: later",
            "Deleted by NC 7: obsolete row",
        ),
    }
    for name, remarks in said.items():
        for remark in remarks:
            assert f"\n.. {remark}\n" in imported.files[name]
            assert f"  {name}: {remark}\n" in imported.report


def test_structure(imported: Imported) -> None:
    assert list(imported.files) == [
        "01-scope.rst", "02-normative-references.rst", "03-terms-definitions-and-abbrevia.rst", "04-overview.rst",
        "05-use-of-the-communication-layer.rst", "annex-a.rst", "bibliography.rst", "foreword.rst", "index.rst",
        "introduction.rst",
    ]  # fmt: skip
    assert imported.files["foreword.rst"].startswith("Foreword\n========\n\n1) The foreword has numbered paragraphs.\n")
    assert "Joined by a deleted paragraph mark, non\u2011breaking" in imported.files["01-scope.rst"]
    assert imported.files["bibliography.rst"].endswith("[1] ISO 8601, *Dates*\n\n[2] IEC TR 61334-1-1, *A report*\n")


def test_references_are_those_of_the_fields(imported: Imported) -> None:
    scope = imported.files["01-scope.rst"]
    assert "see :numref:`sec-5-1`, :numref:`tab-merged-cells` and :numref:`sec-a`." in scope
    assert ".. _sec-5-1:\n\nLayers\n------" in imported.text
    assert "listed in :numref:`sec-a-1` and in :numref:`sec-4`." in imported.text
    assert "Formula\u00a0:eq:`eq-1` holds, ✓ checked, [Odd Font F041] unknown." in imported.text
    assert ".. math::\n   :label: eq-1\n" in imported.text


def test_tables_figures_and_code(imported: Imported) -> None:
    text = imported.text
    assert 'deprecated:\n     - "strange node"' in text
    assert "   Nodes\n\n   :sup:`a` The figure is not to scale.\n" in text
    assert "no page can show the picture figures/b.emf: save it as SVG or PNG" in imported.report
    assert "| delay\\ [#n4]_ | 30 s\\ [#n5]_ |" in text
    assert ".. [#n4] Measured twice.\n\n.. [#n5] At most.\n" in text
    assert "controlled    | cells" in text
    assert "obsolete" not in text.replace("Deleted by NC 7: obsolete row", "")
    assert "   Sequence ::= {\n      first  Integer,\n      second *Octets*\n   }\n" in text
    assert "::\n\n   one line\n     its next\n" in text
    assert ":apdu: get-request-normal\n   :form: octets\n\n   C0 01 C1 00 08 00 00 01 00 00 FF 02 00\n" in text
    assert "text within a box" in text


def test_index_entries(imported: Imported) -> None:
    assert ".. index::\n   single: node; awkward\n   see: odd; awkward\n\nThe hidden anchor is indexed, twice." in (
        imported.text
    )


def test_it_builds_without_a_warning_of_docutils(imported: Imported, tmp_path: Path) -> None:
    built = build(imported.directory, tmp_path / "html")
    own = [line for line in built.warnings.splitlines() if "WARNING" in line and "[dlms." not in line]
    assert [line for line in own if "emf" not in line] == []
