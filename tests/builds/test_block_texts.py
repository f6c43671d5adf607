"""Texts of bodies with paragraphs, lists and tables: set as such wherever there is room for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.publishing.losses import squeeze
from tests.builds.building import build, text, write
from tests.support import findings_of_command, run_command, to_myst

if TYPE_CHECKING:
    from pathlib import Path

_BLOCKS = """|
{0}begins:

{0}- bullet *{1}1*;
{0}- bullet {1}2.

{0}Ends, and shall end as {1}.
"""
SOURCE = f"""\
Scope
=====

.. sap-table:: SAPs

   client:
     0x10:
       name: Public Client
       reason: {_BLOCKS.format("         ", "sap")}
.. cosem-class:: XYZ setup
   :class-id: 8200
   :version: 0

   description: {_BLOCKS.format("     ", "class")}
   attributes:
     1: {{name: logical_name, type: octet-string}}
     2:
       name: mode
       type: enum
       description: {_BLOCKS.format("         ", "attribute")}
.. xdlms-services:: Services

   GET:
     confirmed: unicast
     note: >-
       begins

       ends as folded

.. associations::

   confirmed: {_BLOCKS.format("     ", "cell")}
.. registration::

   joining:
     first: {_BLOCKS.format("       ", "step")}
.. not-applicable::

   Because of:

   - bullet reason1;
   - bullet reason2.

Terms
=====

.. term:: block

   definition: {_BLOCKS.format("     ", "definition")}
   examples: {_BLOCKS.format("     ", "example")}
   notes:
     - {_BLOCKS.format("       ", "note")}
"""
PLACES = ("sap", "class", "attribute", "cell", "step", "definition", "example", "note")


@pytest.fixture(scope="module", params=["rst", "md"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = SOURCE if request.param == "rst" else to_myst(SOURCE)
    return write(tmp_path_factory.mktemp("blocks"), {f"index.{request.param}": source})


def test_no_text_is_flattened(project: Path) -> None:
    rules = {finding["rule"] for finding in findings_of_command(str(project))}
    assert not rules & {"text-flattened", "source-warning", "body-value-type", "body-syntax", "body-key-unknown"}


def test_lists_and_paragraphs_in_html(project: Path, tmp_path: Path) -> None:
    page = build(project, tmp_path).page("index")
    items = [text(item) for item in page.select("li")]
    for place in PLACES:
        assert f"bullet {place}1;" in items
        assert f"bullet {place}2." in items
    assert {"bullet reason1;", "bullet reason2."} <= set(items)
    told = [text(found) for found in page.select("p")]
    assert [f"Ends, and shall end as {place}." in told for place in PLACES] == [True] * len(PLACES)
    assert "Note 1 to entry: begins:" in told
    assert "EXAMPLE begins:" in told
    assert "first: begins:" in told
    assert "Not applicable. Because of:" in told
    assert {"begins", "ends as folded"} <= set(told)


def test_all_outputs_have_the_words(project: Path, tmp_path: Path) -> None:
    from pypdf import PdfReader  # noqa: PLC0415

    build(project, tmp_path, "-b", "dlmspdf")
    (path,) = tmp_path.glob("*.pdf")
    printed = squeeze("".join(page.extract_text() for page in PdfReader(path).pages))
    build(project, tmp_path, "-b", "text")
    plain = (tmp_path / "index.txt").read_text("utf-8")
    for place in PLACES:
        assert squeeze(f"bullet {place}1") in printed
        assert f"bullet *{place}1*;" in plain


def test_the_text_of_the_profile_has_blocks(project: Path) -> None:
    status, out, _ = run_command("export", str(project))
    assert status == 0
    blocks = [each["text"] for clause in json.loads(out)["text"] for each in clause["blocks"]]
    assert "bullet attribute1;" in blocks
    assert "Ends, and shall end as definition." in blocks


def test_blocks_have_their_lines(tmp_path: Path) -> None:
    source = SOURCE.replace("bullet attribute2.", "bullet :nonsense:`attribute` 2.")
    line = next(number for number, each in enumerate(source.splitlines(), 1) if "nonsense" in each)
    found = findings_of_command(str(write(tmp_path / "rst", {"index.rst": source})))
    assert [each["line"] for each in found if each["rule"] == "role-unknown"] == [line]
    source = to_myst(source).replace(":nonsense:", "{nonsense}")
    line = next(number for number, each in enumerate(source.splitlines(), 1) if "nonsense" in each)
    found = findings_of_command(str(write(tmp_path / "md", {"index.md": source})))
    assert [each["line"] for each in found if each["rule"] == "role-unknown"] == [line]


@pytest.mark.parametrize(
    ("name", "blank", "signs", "at"),
    [
        ("index.rst", "", "--", "- first"),
        ("index.rst", "\n", "--", None),
        ("index.md", "", ("a)", "b)"), "a) first"),
        ("index.md", "\n", ("a)", "b)"), "b) second"),
        ("index.md", "", "--", None),
    ],
)
def test_what_is_no_list_in_the_markup_is_reported(
    tmp_path: Path, name: str, blank: str, signs: tuple[str, str], at: str | None
) -> None:
    first, second = signs
    source = f".. term:: block\n\n   definition: |\n     one of\n{blank}     {first} first\n     {second} second\n"
    project = write(tmp_path, {name: source if name == "index.rst" else to_myst(source)})
    lines = [line.strip() for line in (project / name).read_text("utf-8").splitlines()]
    found = [each["line"] for each in findings_of_command(str(project)) if each["rule"] == "text-flattened"]
    assert found == ([lines.index(at) + 1] if at else [])


def test_a_table_in_a_cell(tmp_path: Path) -> None:
    source = """\
        # Scope

        ```{associations}
        confirmed: |
          As this says:

          | a | b |
          |---|---|
          | 1 | 2 |
        ```
        """
    page = build(write(tmp_path / "src", {"index.md": source}), tmp_path).page("index")
    assert [text(cell) for cell in page.select("td td")] == ["1", "2"]
