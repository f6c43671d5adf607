"""``dlmsprofile confirm``: what it writes, what makes it suspect again, and a file that is not as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.model.confirmation import Confirmation
from sphinx_dlmsprofile.parsing.confirmations import confirmation_text, read_confirmations
from tests.builds.building import edit
from tests.support import Source, findings_of_command, run_command

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
Title
#####

Layers
======

:prov:`join-once` A station shall join once.

.. lower-layer-configuration:: A station
   :shows: join-once

   retries: 0
"""
RESULTS = """\
<testsuite>
<testcase name="join"><properties><property name="verifies" value="join-once"/></properties></testcase>
</testsuite>
"""
BY = ("--by", 'The "editor": A', "--reason", "It fits.", "--date", "2026-05-04")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    files = {"index.rst": TEXT, "results.xml": RESULTS}
    return Source(files, {"dlms_test_results": ["results.xml"]}).write(tmp_path / "source")


def suspects(source: Path) -> list[str]:
    found = findings_of_command(str(source), "-D", "dlms_review=1", "--select", "trace-suspect")
    return [each["message"] for each in found]


def test_what_is_confirmed_is_read_again(source: Path) -> None:
    status, out, err = run_command("confirm", str(source), "join-once", *BY)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "join-once: A station shall join once."
    assert [line.split()[0] for line in out.splitlines()[1:3]] == ["example", "test"]
    (found,) = read_confirmations(source, "confirmations.yaml")
    assert isinstance(found, Confirmation)
    assert (found.provision.value, found.by.value, found.date.isoformat()) == (
        "join-once",
        'The "editor": A',
        "2026-05-04",
    )
    assert len(found.links) == 2
    assert confirmation_text(found) in (source / "confirmations.yaml").read_text("utf-8")
    assert suspects(source) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "count"),
    [
        ("index.rst", "join once.", "join twice.", 2),
        ("index.rst", "retries: 0", "retries: 1", 1),
        ("index.rst", "======\n\n:prov", "======\n\nAnother text.\n\n:prov", 0),
    ],
    ids=["text", "example", "elsewhere"],
)
def test_what_changes_is_suspect_again(source: Path, name: str, old: str, new: str, count: int) -> None:
    run_command("confirm", str(source), "join-once", *BY)
    edit(source / name, old, new)
    found = suspects(source)
    assert len(found) == count
    assert all("confirmed by" in each for each in found)
    if count:
        run_command("confirm", str(source), "join-once", *BY)
        assert suspects(source) == []  # the last one counts


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("join-onc", *BY), 'there is no provision "join-onc", did you mean "join-once"?'),
        (("join-once", "--by", " ", "--reason", "x"), "--by is empty"),
        (("join-once", "--by", "x", "--reason", ""), "--reason is empty"),
        (("join-once", "--by", "x", "--reason", "y", "--date", "4 May"), "is not a date"),
        ((*BY,), "name the provisions"),
    ],
)
def test_nothing_is_written_of_what_is_wrong(source: Path, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = run_command("confirm", str(source), *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert not (source / "confirmations.yaml").exists()


def test_in_the_current_directory(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(source)
    assert run_command("confirm", "join-once", *BY)[0] == 0
    assert (source / "confirmations.yaml").is_file()


ENTRY = '- provision: a\n  text: 0123456789012345\n  by: "x"\n  date: 2026-05-04\n  reason: "y"\n'


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("- provision: a\n  by: b\n", 1),
        (ENTRY.replace("2026-05-04", "4 May"), 4),
        (ENTRY.replace("2026-05-04", "2026-13-04"), 4),
        (ENTRY + "  sign: z\n", 6),
        ("provision: a\n", 1),
        ("- [a\n", 1),
        ("- a\n", 1),
        (ENTRY + ENTRY.replace("provision: a", "provision: {}"), 6),
    ],
)
def test_a_fault_in_the_file(tmp_path: Path, content: str, line: int) -> None:
    (tmp_path / "confirmations.yaml").write_text(content, "utf-8")
    faults = [each for each in read_confirmations(tmp_path, "confirmations.yaml") if isinstance(each, BodyFault)]
    assert [(fault.at.source, fault.at.line) for fault in faults] == [("confirmations.yaml", line)]


def test_digits_stay_words(tmp_path: Path) -> None:
    (tmp_path / "confirmations.yaml").write_text(ENTRY, "utf-8")
    (found,) = read_confirmations(tmp_path, "confirmations.yaml")
    assert isinstance(found, Confirmation)
    assert found.text == "0123456789012345"
    assert found.links == {}


def test_the_usual_file_may_be_absent(tmp_path: Path) -> None:
    assert read_confirmations(tmp_path, "confirmations.yaml") == ()
    (fault,) = read_confirmations(tmp_path, "others.yaml")
    assert isinstance(fault, BodyFault)
    assert "dlms_confirmations" in fault.message
