"""What stands beside the text of a draft: findings at their lines, marks of change, and where old numbers have gone."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.builds.building import Built, build, edit, text

if TYPE_CHECKING:
    from pathlib import Path

CONF = (
    'extensions = ["sphinx_dlmsprofile"]\nproject = "IEC 62056-8-99"\ndlms_select = ["sap-overlap", "editorial-must"]\n'
)
FILES = {
    "index.rst": "Profile\n=======\n\n.. toctree::\n\n   scope\n   addressing\n",
    "scope.rst": "Scope\n=====\n\nThe profile must hold.\n\n.. include:: more.inc\n",
    "more.inc": "Meters\n------\n\nEach meter must answer.\n",
    "addressing.rst": """\
Addressing
==========

Clients
-------

.. sap-table:: Client SAPs

   client:
     0x10: Public Client
     0x11..0x1F: Open
     0x12: Mirror

Servers
-------

Two servers are enough. A mirror stands beside.
""",
}


def write(directory: Path, conf: str = "") -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in {"conf.py": CONF + conf, **FILES}.items():
        (directory / name).write_text(content, "utf-8")
    return directory


def notes(built: Built) -> dict[str, Any]:
    content = (built.out / "page-notes.js").read_text("utf-8")
    found: dict[str, Any] = json.loads(content[content.index("{") : content.rindex(";")])
    return found


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Built:
    directory = tmp_path_factory.mktemp("notes")
    return build(write(directory / "source"), directory / "out")


def test_each_finding_has_the_place_of_its_line(draft: Built) -> None:
    found = {
        name: [(each["rule"], each["severity"], each["at"]) for each in told]
        for name, told in notes(draft)["findings"].items()
    }
    (must, included) = found["scope"]
    assert must == ("editorial-must", "advice", "4")
    assert included[2].startswith("4-")
    assert [each[0] for each in found["addressing"]] == ["sap-overlap"]


def test_the_blocks_of_pages_have_their_places(draft: Built) -> None:
    page = draft.page("scope")
    assert text(page.select_one(".dlms-at-4")) == "The profile must hold."
    included = notes(draft)["findings"]["scope"][1]["at"]
    assert text(page.select_one(f".dlms-at-{included}")) == "Each meter must answer."


def test_all_findings_stand_on_one_page_with_what_the_rules_say(draft: Built) -> None:
    page = draft.page("findings")
    items = page.select(".dlms-findings li")
    assert len(items) == 3
    for item in items:
        place, rule = item.select("a")
        assert (draft.out / str(place["href"]).partition("?")[0]).is_file()
        assert page.find(id=str(rule["href"]).removeprefix("#"))
    assert "share" in text(page.find(id="rule-sap-overlap"))


def test_each_page_leads_to_the_findings(draft: Built) -> None:
    assert draft.page("scope").select_one("a.dlms-findings-link")["href"] == "findings.html"  # type: ignore[index]


def test_a_severity_that_changes_alone_changes_the_pages(tmp_path: Path) -> None:
    source = write(tmp_path / "source")
    build(source, tmp_path / "out")
    built = build(source, tmp_path / "out", "-D", "dlms_ignore=editorial-must")
    assert set(notes(built)["findings"]) == {"addressing"}
    assert len(built.page("findings").select(".dlms-findings li")) == 1


def test_the_published_text_has_none(tmp_path: Path) -> None:
    source = write(tmp_path / "source")
    build(source, tmp_path / "out")
    built = build(source, tmp_path / "out", "-D", "dlms_stage=final", "-D", "suppress_warnings=dlms")
    assert not list(built.out.glob("page-notes.js")) + list(built.out.glob("findings.html"))
    assert not built.page("scope").select("[class*=dlms-at-]")
    assert "page-notes.js" not in (built.out / "scope.html").read_text("utf-8")


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an older edition of itself."""
    directory = tmp_path_factory.mktemp("redline")
    built = build(write(directory / "source"), directory / "old")
    profile = (built.out / "profile.json").read_text("utf-8")
    source = directory / "source"
    (source / "old.json").write_text(profile, "utf-8")
    (source / "conf.py").write_text(f'{CONF}dlms_previous_edition = "old.json"\n', "utf-8")
    edit(source / "scope.rst", "The profile must hold.\n", "The profile holds.\n\nIt is new.\n")
    edit(source / "addressing.rst", "Two servers are enough. A mirror stands beside.\n", "One server is enough.\n")
    edit(source / "addressing.rst", "Clients\n-------\n", "Overview\n--------\n\nFew.\n\nClients\n-------\n")
    return source


def changes(built: Built) -> set[tuple[str, str]]:
    return {(each["action"], each["text"]) for told in notes(built).get("changes", {}).values() for each in told}


def test_a_draft_marks_what_has_changed(revised: Path, tmp_path: Path) -> None:
    built = build(revised, tmp_path / "out")
    assert {("changed", "The profile holds."), ("added", "It is new."), ("added", "Overview")} <= changes(built)
    (holds,) = (each for each in notes(built)["changes"]["scope"] if each["text"] == "The profile holds.")
    assert text(built.page("scope").select_one(f".dlms-at-{holds['at']}")) == "The profile holds."
    assert ["deleted", "must hold"] in holds["words"]


@pytest.mark.parametrize(("redline", "marked"), [("0", False), ("1", True)])
def test_the_published_text_marks_it_where_asked_for(
    redline: str,
    marked: bool,  # noqa: FBT001
    revised: Path,
    tmp_path: Path,
) -> None:
    options = ("-D", "dlms_stage=final", "-D", f"dlms_redline={redline}", "-D", "suppress_warnings=dlms")
    built = build(revised, tmp_path / "out", *options)
    assert bool(changes(built)) is marked
    assert "findings" not in notes(built)
    for name in ("scope", "genindex", "former-numbers"):
        assert (text(built.page(name).select_one(".dlms-band strong")) == "Redline") is marked
        assert bool(built.page(name).select("body.dlms-redline")) is marked


@pytest.mark.parametrize("options", [(), ("-D", "dlms_stage=final", "-D", "dlms_review=1")])
def test_a_draft_or_review_is_called_so_whatever_it_marks(
    options: tuple[str, ...], revised: Path, tmp_path: Path
) -> None:
    built = build(revised, tmp_path / "out", "-D", "dlms_redline=1", "-D", "suppress_warnings=dlms", *options)
    assert text(built.page("scope").select_one(".dlms-band strong")) in {"Draft", "Review build"}


def test_an_edition_without_text_is_said_where_marks_are_asked_for(revised: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(revised, source)
    profile = json.loads((source / "old.json").read_text("utf-8"))
    del profile["text"]
    (source / "old.json").write_text(json.dumps(profile), "utf-8")
    options = ("-D", "dlms_stage=final", "-D", "dlms_select=")
    assert "dlms_redline" not in build(source, tmp_path / "plain", *options).warnings
    for _ in range(2):
        built = build(source, tmp_path / "out", *options, "-D", "dlms_redline=1")
        assert built.warnings.count("dlms_redline: nothing is marked, because 'old.json' has no text") == 1


def test_old_numbers_lead_to_the_new_ones(revised: Path, tmp_path: Path) -> None:
    built = build(revised, tmp_path / "out", "-D", "dlms_stage=final", "-D", "suppress_warnings=dlms")
    rows = [[text(cell) for cell in row.select("td")] for row in built.page("former-numbers").select("tbody tr")]
    assert ["2.1", "2.2", "Clients"] in rows
    assert ["2.2", "2.3", "Servers"] in rows


def test_an_edition_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    source = write(tmp_path / "source", 'dlms_previous_edition = "nothing.json"\n')
    for _ in range(2):
        assert "dlms_previous_edition: nothing.json" in build(source, tmp_path / "out").warnings


def test_a_document_of_the_same_name_stays(tmp_path: Path) -> None:
    source = write(tmp_path / "source")
    (source / "findings.rst").write_text("Findings\n========\n\nOurs.\n", "utf-8")
    edit(source / "index.rst", "   scope\n", "   scope\n   findings\n")
    built = build(source, tmp_path / "out")
    assert "Ours." in text(built.page("findings"))
    assert built.page("scope").select_one("a.dlms-findings-link")["href"] == "dlms-findings.html"  # type: ignore[index]
    assert len(built.page("dlms-findings").select(".dlms-findings li")) == 3
