"""``dlmsprofile diff``: where editions come from, what is printed, and the page in a review build."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from sphinx_dlmsprofile.diff.change import Action, Area
from sphinx_dlmsprofile.diff.comparison import NOT_COMPARED
from tests.builds.building import build
from tests.support import ROOT, Source, run_command

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = ROOT / "sphinx_dlmsprofile" / "exports" / "changes.schema.json"
TEXT = """
A profile
=========

.. profile-title:: Part 8-30: X communication profile for LANs
   :edition: 1.0

Addressing <basics> & "more"
----------------------------

A server should answer within 3 s.

.. sap-table:: SAPs

   client:
     0x10: Public Client
"""
CHANGED = TEXT.replace("should", "shall").replace("0x10: Public", "0x10: Private <b>").replace("1.0", "2.0")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the profile in ``profile``, in two editions."""
    top = tmp_path / "repository"
    Source({"index.rst": TEXT}).write(top / "profile")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"], ["tag", "v1"]):
        git(top, *arguments)
    Source({"index.rst": CHANGED}).write(top / "profile")
    git(top, "commit", "-qam", "second")
    monkeypatch.chdir(top)
    return top


def git(top: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=top, check=True, capture_output=True, text=True).stdout


LINES = [
    "Title",
    '  edition: changed: "1.0" → "2.0" [index.rst:5]',
    "",
    "Addressing",
    '  client SAP 0x10: reassigned: "Public Client" → "Private <b> Client" [index.rst:16:6]',
    "",
    "Provisions",
    (
        '  server-shall-answer-within-3-s: strengthened: verbal form "should" → "shall"; '
        "A server [-should-]{+shall+} answer within 3 s. [index.rst:11]"
    ),
    "",
    "3 changes: 2 of the model, 1 of provisions.",
]


def test_revisions(repository: Path) -> None:
    (repository / "profile" / "scratch").write_text("mine", "utf-8")
    before = git(repository, "status", "--porcelain")
    for old, new in (("v1", "profile"), ("v1:profile", "HEAD:profile"), ("HEAD~1:profile", "profile")):
        status, out, err = run_command("diff", old, new)
        assert (status, out.splitlines(), err) == (1, LINES, ""), (old, new)
    assert run_command("diff", "HEAD", "profile")[:2] == (0, f"Nothing has changed.\n{NOT_COMPARED}\n")
    assert git(repository, "status", "--porcelain") == before


def test_a_revision_of_the_current_directory(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "profile")
    assert run_command("diff", "v1", "HEAD")[1].splitlines() == LINES


def test_files(repository: Path, tmp_path: Path) -> None:
    stored = tmp_path / "old.json"
    run_command("diff", "v1", "profile", "--output", str(tmp_path / "text"))
    assert (tmp_path / "text").read_text("utf-8").splitlines() == LINES
    git(repository, "checkout", "-q", "v1")
    run_command("export", "profile", "--output", str(stored))
    (repository / "published").mkdir()
    shutil.copy(stored, repository / "published")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "published")
    assert run_command("diff", str(stored), "profile")[:2] == (0, f"Nothing has changed.\n{NOT_COMPARED}\n")
    assert run_command("diff", "HEAD:published/old.json", str(stored))[0] == 0


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nothing", "nothing is not a directory, a file or a git revision"),
        ("--upload-pack=x", "--upload-pack is not an option"),
        ("v1:elsewhere", "v1 has no elsewhere: write where the profile was, v1:path"),
        ("v1:../..", "v1 has no ../.."),
        ("empty", "empty has no conf.py"),
        ("profile/index.rst", "index.rst: "),
        ("manual", "is not a standard"),
        ("broken", "broken: "),
    ],
)
def test_cannot_run(name: str, reason: str, repository: Path) -> None:
    (repository / "empty").mkdir()
    Source({"index.rst": "T\n=\n"}, {"dlms_standard": False}).write(repository / "manual")
    Source({"index.rst": TEXT}).write(repository / "broken")
    (repository / "broken" / "conf.py").write_text("1 / 0", "utf-8")
    status, out, err = run_command("diff", name, "profile")
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert reason in err


def test_links_in_the_repository(repository: Path) -> None:
    (repository / "elsewhere").symlink_to("/etc/hostname")
    (repository / "out").symlink_to("../../outside")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "links")
    assert run_command("diff", "v1:profile", "HEAD:profile")[0] == 1
    assert run_command("diff", "HEAD:profile", "profile")[0] == 0
    (repository / "profile" / "out").symlink_to("/etc/hostname")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "one in the profile")
    status, out, err = run_command("diff", "v1:profile", "HEAD:profile")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "HEAD:profile cannot be unpacked" in err


def test_json(repository: Path) -> None:  # noqa: ARG001  the current directory
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    change = schema["$defs"]["change"]
    change["additionalProperties"] = False
    assert change["properties"]["area"]["enum"] == [area.value for area in Area]
    assert change["properties"]["actions"]["items"]["enum"] == [action.value for action in Action]
    status, out, _ = run_command("diff", "v1", "profile", "--format", "json")
    found = json.loads(out)
    Draft202012Validator(schema).validate(found)
    assert status == 1
    assert (found["old"]["edition"], found["new"]["edition"]) == ("1.0", "2.0")
    assert found["changes"][-1] == {
        "area": "provisions",
        "subject": "server-shall-answer-within-3-s",
        "previous_subject": "server-should-answer-within-3-s",
        "actions": ["strengthened"],
        "details": [
            {"what": "verbal form", "old": "should", "new": "shall"},
            {
                "what": None,
                "old": "A server should answer within 3 s.",
                "new": "A server shall answer within 3 s.",
            },
        ],
        "provision": "server-shall-answer-within-3-s",
        "previous_provision": "server-should-answer-within-3-s",
        "old": {"clause": "1", "source": "index.rst:11"},
        "new": {"clause": "1", "source": "index.rst:11"},
    }


def test_both_are_read_with_the_tags_and_values_given(tmp_path: Path) -> None:
    for name in ("old", "new"):
        directory = Source({"index.rst": TEXT}).write(tmp_path / name)
        with (directory / "conf.py").open("a", encoding="utf-8") as file:
            file.write('if not tags.has("public"):\n    raise ValueError\n')
    editions = str(tmp_path / "old"), str(tmp_path / "new")
    assert run_command("diff", *editions)[0] == 2
    assert run_command("diff", *editions, "-t", "public")[0] == 0
    assert run_command("diff", *editions, "-t", "public", "-D", "dlms_standard=0")[0] == 2


def test_html(repository: Path, tmp_path: Path) -> None:  # noqa: ARG001  the current directory
    path = tmp_path / "changes.html"
    assert run_command("diff", "v1", "profile", "--format", "html", "--output", str(path))[0] == 1
    text = path.read_text("utf-8")
    page = BeautifulSoup(text, "html.parser")
    provision = page.select("li.dlms-strong p")[-1]
    assert (provision.select_one("del"), provision.select_one("ins")) != (None, None)
    assert provision.get_text() == "A server should shall answer within 3 s."
    assert [each.get_text() for each in page.select("#changes-addressing ins")] == ["Private <b> Client"]
    # All it needs is in it.
    assert not page.select("script, link, img")
    assert not re.search(r"https?:|@import|url\(", text)
    anchors = {each["id"] for each in page.select("[id]")}
    assert {str(each["href"]) for each in page.select("a[href]")} <= {f"#{each}" for each in anchors}


def test_review_build_since_a_revision(repository: Path, tmp_path: Path) -> None:
    source = repository / "profile"
    # The last edition has compared itself with one before: that is not read again and again.
    with (source / "conf.py").open("a", encoding="utf-8") as file:
        file.write('dlms_review = True\ndlms_previous_edition = "HEAD"\n')
    git(repository, "commit", "-qam", "third")
    (source / "index.rst").write_text(f"{CHANGED}\nThe port is 4061.\n", "utf-8")
    page = build(source, tmp_path / "out").page("report-changes")
    assert [each.get_text() for each in page.select(".dlms-outcome")] == ["1 change: 1 of the wording."]
    assert [each.get_text() for each in page.select("#changes-wording .ins")] == ["The port is 4061."]


def test_review_build(tmp_path: Path) -> None:
    source = Source({"index.rst": TEXT}).write(tmp_path / "source")
    run_command("export", str(source), "--output", str(source / "previous.json"))
    (source / "index.rst").write_text(CHANGED, "utf-8")
    options = ("-D", "dlms_review=1", "-D", "dlms_previous_edition=previous.json")
    built = build(source, tmp_path / "out", *options)
    page = built.page("report-changes")
    [head] = page.select("#changes-addressing .dlms-change-head")
    assert head.a is not None
    assert head.a["href"] == "index.html#addressing-basics-more"
    assert [each.get_text() for each in page.select("#changes-provisions .ins")][-1] == "shall"
    assert "report-changes.html" in [link["href"] for link in built.page("index").select(".dlms-review a")]
    assert len(json.loads((built.out / "report-changes.json").read_text("utf-8"))["changes"]) == 3
    assert page.select('link[href*="changes.css"]')
    assert [each.get_text() for each in page.select(".dlms-files a")] == ["CSV", "JSON", "XLSX"]
    with (built.out / "report-changes.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["area"] for row in rows} == {"title", "addressing", "provisions"}
    assert [row["new"] for row in rows if row["what"] == "verbal form"] == ["shall"]
    # None in what is published, or where there is nothing to compare with.
    build(source, tmp_path / "out")
    assert not list(built.out.glob("report-changes*"))
    built = build(source, tmp_path / "out", "-D", "dlms_review=1", "-D", "dlms_previous_edition=none.json")
    assert "dlms_previous_edition: " in built.warnings
    assert not list(built.out.glob("report-changes*"))
