"""The manual builds without a warning, and shows all that it is made of."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from sphinx_dlmsprofile.config import OPTIONS
from sphinx_dlmsprofile.exports.findings_text import as_text
from sphinx_dlmsprofile.judging.catalogue import RULES
from sphinx_dlmsprofile.judging.judge import Policy, judge
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.rules.rule import Rule
from sphinx_dlmsprofile.sphinx.directives import DIRECTIVES
from sphinx_dlmsprofile.text.location import Location, Text
from tests.architecture.rooms import ROOMS
from tests.builds.building import build, text
from tests.support import ROOT, Source, check

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds.building import Built


_LINK = re.compile(r'<(?:a|link|img|script)\s[^>]*?\b(?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(ROOT / "docs", tmp_path_factory.mktemp("manual") / "html", "-W", "-n")


def test_no_warning(manual: Built) -> None:
    assert (manual.status, manual.warnings) == (0, "")


def test_each_link_leads_somewhere(manual: Built) -> None:
    pages = {path: path.read_text("utf-8") for path in manual.out.rglob("*.html")}
    ids = {path: set(re.findall(r'\sid="([^"]*)"', page)) for path, page in pages.items()}
    links = [(path, urlsplit(unescape(link))) for path, page in pages.items() for link in _LINK.findall(page)]
    inner = [(path, link) for path, link in links if not (link.scheme or link.netloc)]
    assert len(inner) > 10_000
    for path, link in inner:
        target = (path.parent / unquote(link.path)).resolve() if link.path else path
        assert target.exists(), (path, link)
        assert not link.fragment or unquote(link.fragment) in ids.get(target, {link.fragment}), (path, link)


def test_each_rule_has_a_section_with_its_examples(manual: Built) -> None:
    pages = [manual.page(f"rules/{path.stem}") for path in (ROOT / "docs" / "rules").glob("*.rst")]
    for rule in RULES:
        sections = [found for page in pages if (found := page.find(id=f"rule-{rule.name}"))]
        assert len(sections) == 1, rule.name
        heads = {re.sub(r" \(in [^)]+\):$", ":", text(paragraph)) for paragraph in sections[0].find_all("p")}
        assert {"Bad:", "Good:"} <= heads, rule.name


def test_each_rule_is_in_the_overview(manual: Built) -> None:
    assert [text(row.td) for row in manual.page("rules/index").select("table.rules tbody tr")] == [
        rule.name for rule in RULES
    ]


def test_each_option_is_a_target(manual: Built) -> None:
    page = manual.page("configuration")
    assert [row["id"] for row in page.select("table.configuration tbody tr")] == [
        f"confval-{option.name}" for option in OPTIONS
    ]


def test_each_directive_has_a_page_with_an_example(manual: Built) -> None:
    for name in DIRECTIVES:
        # The two lists of references are written alike.
        page = name.replace("informative-references", "normative-references").replace("-clauses", "-clause")
        # Declarations show their source alone: they speak of clauses and provisions, and an example has none.
        shown = manual.page(f"directives/{page}").select("div.rendered")
        assert shown or name in {"template-clause", "template-clauses", "not-applicable", "provision-attributes"}, name


def test_index_has_directives_options_and_rules(manual: Built) -> None:
    entered = set(re.findall(r">([\w-]+) \((?:directive|option of conf\.py|rule)\)<", str(manual.page("genindex"))))
    # Below a word of the glossary that is the same, only "(directive)" is written.
    assert entered | {"guidance"} == {*DIRECTIVES, *(option.name for option in OPTIONS), *(rule.name for rule in RULES)}


def test_each_room_is_on_the_map(manual: Built) -> None:
    table = manual.page("contributing").select("table.rooms tbody tr")
    rows = [[text(cell) for cell in row.select("td")] for row in table]
    named = {name: below for name, _, below in rows}
    for room, below in ROOMS.items():
        names = {f"{room}/", f"{room}.py"} if room else {"sphinx_dlmsprofile/"}
        assert [named[name] for name in names & named.keys()] == [", ".join(below)], room
    assert all(purpose.endswith(".") for _, purpose, _ in rows)


def test_the_recipe_for_a_rule_works() -> None:
    recipe = (ROOT / "docs" / "contributing.rst").read_text("utf-8")
    blocks = re.findall(r"   \.\. code-block:: python\n\n((?:      .*\n|\n)+)", recipe)
    code = re.sub(r"^ {6}", "", blocks[0], flags=re.MULTILINE)
    names: dict[str, object] = {}
    exec("from __future__ import annotations\nfrom sphinx_dlmsprofile.rules.addressing.sap import *\n" + code, names)
    rule = names["sap_caption_missing"]
    assert isinstance(rule, Rule)
    at = Location("index.rst", 1)
    bad, good = SapTable(at=at), SapTable(at=at, caption=Text("Client and server SAPs", at))
    assert [finding.rule for finding in judge(Project((bad, good)), [rule], Policy())] == ["sap-caption-missing"]


README = ROOT / "README.md"


def test_the_finding_of_the_readme(tmp_path: Path) -> None:
    source, told = re.findall(r"```(?:rst|text)\n(.*?)```", README.read_text("utf-8"), re.DOTALL)[:2]
    found = [
        as_text(finding)
        for finding in check(Source({"index.rst": source}), tmp_path)
        if finding.rule.startswith("layer-") and finding.rule != "layer-9-7-unreferenced"
    ]
    assert found == [line.replace("05-layers.rst", "index.rst") for line in told.splitlines()]


def test_links_of_the_readme_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text("utf-8"))
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def test_make_knows_what_the_readme_asks_of_it() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"\bmake (\w+)\b", README.read_text("utf-8"))) <= set(targets)


_OF_THE_EXAMPLE = {"tests/rules/cases/sap-caption-missing.yaml"}
"""What is written while a rule is added."""


def test_files_that_the_manual_for_contributors_names_exist() -> None:
    page = (ROOT / "docs" / "contributing.rst").read_text("utf-8")
    named = set(re.findall(r"``((?:[\w.-]+/)+(?:[\w-]+\.\w+)?|(?:[\w.-]+/)+[\w-]+)``", page))
    package = ROOT / "sphinx_dlmsprofile"
    assert len(named) > 40
    missing = {name for name in named if not any((base / name).exists() for base in (ROOT, package))}
    assert missing == _OF_THE_EXAMPLE


def test_each_file_of_facts_is_on_the_page_of_data_sources() -> None:
    facts = {path.name for path in (ROOT / "sphinx_dlmsprofile" / "registry").glob("*.json")}
    page = (ROOT / "docs" / "data-sources.md").read_text("utf-8")
    assert {name for name in facts if not name.endswith(".schema.json")} == set(
        re.findall(r"^\| `(\w+\.json)`", page, re.MULTILINE)
    )
