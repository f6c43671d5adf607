"""Each example of the manual says the same in reStructuredText and in MyST: records, pages, findings."""

from __future__ import annotations

import pickle
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_dlmsprofile.exports.findings_text import as_text
from sphinx_dlmsprofile.text.location import Location, Text
from tests.builds.building import build, write
from tests.support import ROOT, Source, check

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds.building import Built

SNIPPETS = ROOT / "docs" / "snippets"
NAMES = sorted(path.stem for path in SNIPPETS.glob("*.rst"))
MARKUPS = ("rst", "md")
DATA = (".yaml", ".svg")
OF_A_WHOLE_STANDARD = frozenset(
    {
        "annex-missing",
        "caption-form",
        "class-outside-annex-b",
        "clause-missing",
        "clause-order",
        "clause-title",
        "clause-unexpected",
        "description-missing",
        "environment-missing",
        "environment-text-mismatch",
        "foreword-missing",
        "index-missing",
        "introduction-missing",
        "layer-9-7-unreferenced",
        "mandated-wording-missing",
        "obis-outside-annex-b",
        "reference-core-missing",
        "reference-undefined",
        "sap-missing",
        "scope-boundary-missing",
        "stack-missing",
        "title-missing",
        "usage-standard-unlisted",
    }
)
CONF = "suppress_warnings = ['dlms', 'toc.no_title']\n"


def files(markup: str) -> dict[str, str]:
    """All snippets of a markup, and the files that they read."""
    return {path.name: path.read_text("utf-8") for path in SNIPPETS.iterdir() if path.suffix in {f".{markup}", *DATA}}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """A project of all snippets, a document each, once in each markup."""
    root = "\n".join(["All", "===", "", ".. toctree::", "", *(f"   {name}" for name in NAMES), ""])
    projects = {}
    for markup in MARKUPS:
        directory = tmp_path_factory.mktemp(markup)
        write(directory / "source", {"index.rst": root, **files(markup)}, CONF)
        projects[markup] = build(directory / "source", directory / "html")
    return projects


def test_each_snippet_exists_in_both_markups() -> None:
    assert sorted(path.stem for path in SNIPPETS.glob("*.md")) == NAMES


def test_each_expectation_belongs_to_a_snippet() -> None:
    assert {path.stem for path in SNIPPETS.glob("*.txt")} <= set(NAMES)


@pytest.mark.parametrize("markup", MARKUPS)
def test_builds_without_a_warning(built: dict[str, Built], markup: str) -> None:
    assert built[markup].warnings == ""


@pytest.mark.parametrize("name", NAMES)
def test_same_page(built: dict[str, Built], name: str) -> None:
    first, second = (body(built[markup], name) for markup in MARKUPS)
    assert first == second


def body(built: Built, name: str) -> str:
    """The running text of a page.

    A heading below a label has two anchors. Which of them comes first is a habit of the two parsers.
    """
    page = built.page(name)
    for section in page.select("div.body section"):
        anchors = [span for span in section.find_all("span", recursive=False) if not span.contents]
        section["id"] = " ".join(sorted([str(section["id"]), *(str(span.extract()["id"]) for span in anchors)]))
        for link in section.select(":scope > :is(h1, h2) > a.headerlink"):
            link.extract()
    return str(page.select_one("div.body"))


@pytest.mark.parametrize("name", NAMES)
def test_same_records(built: dict[str, Built], name: str) -> None:
    first, second = (harvested(built[markup].out, name) for markup in MARKUPS)
    assert first == second


def harvested(out: Path, docname: str) -> Any:
    """The records and targets of a document, without their places."""
    pickled = (out.parent / f"{out.name}.doctrees" / "environment.pickle").read_bytes()
    data = pickle.loads(pickled).domaindata["dlms"]
    return without_places([[record for record, _ in data["harvests"][docname].records], data["targets"][docname]])


def without_places(value: Any) -> Any:
    if isinstance(value, Location):
        return None
    if isinstance(value, Text):
        return value.value
    if is_dataclass(value):
        return [type(value).__name__, *(without_places(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, (list, tuple)):
        return [without_places(item) for item in value]
    return value


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("markup", MARKUPS)
def test_findings(name: str, markup: str, tmp_path: Path) -> None:
    text = files(markup)[f"{name}.{markup}"]
    data = {path.name: path.read_text("utf-8") for path in SNIPPETS.iterdir() if path.suffix in DATA}
    found = [
        finding
        for finding in check(Source({f"index.{markup}": text, **data}), tmp_path)
        if finding.rule not in OF_A_WHOLE_STANDARD
    ]
    expected = SNIPPETS / f"{name}.txt"
    told = expected.read_text("utf-8").splitlines() if expected.is_file() else []
    if markup == "rst":
        assert [as_text(finding) for finding in found] == told
    else:
        assert [without_column(as_text(finding)) for finding in found] == [without_column(line) for line in told]


def without_column(line: str) -> str:
    """A finding with nothing that the indentation of reStructuredText makes different."""
    place, severity, rest = line.partition(": ")
    return f"{place.split(':')[1]}{severity}{rest}"
