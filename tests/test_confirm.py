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


WRITTEN = """\
:orphan:

Tests
#####

.. dlms_test:: Joining
   :id: t-join
   :verifies: join-once

   The station joins.
"""
ANOTHER = """
.. dlms_test:: Joining again
   :id: t-again
   :verifies: join-once
"""


@pytest.fixture
def with_page(tmp_path: Path) -> Path:
    files = {"index.rst": TEXT, "review/tests.rst": WRITTEN}
    return Source(files, {"dlms_review_pages": ["review/**"]}).write(tmp_path / "source")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("The station joins.", "The station joins within 5 s.", "is another one than that confirmed"),
        ("dlms_test:: Joining", "dlms_test:: Joining once", "is another one than that confirmed"),
        ("The station joins.", "The station\n   joins.", ""),
        ("   :id: t-join", "   :dlms_result: passed\n   :id: t-join", ""),
        ("   The station joins.\n", f"   The station joins.\n{ANOTHER}", ""),
    ],
    ids=["content", "title", "another line", "its result", "a test case written later"],
)
def test_a_written_test_case_that_changes(with_page: Path, old: str, new: str, why: str) -> None:
    run_command("confirm", str(with_page), "join-once", *BY)
    edit(with_page / "review/tests.rst", old, new)
    found = suspects(with_page)
    assert len(found) == bool(why)
    assert all(why in each for each in found)


def test_a_test_case_written_later_for_a_provision_that_changes(with_page: Path) -> None:
    run_command("confirm", str(with_page), "join-once", *BY)
    edit(with_page / "review/tests.rst", "   The station joins.\n", f"   The station joins.\n{ANOTHER}")
    edit(with_page / "index.rst", "join once.", "join twice.")
    found = suspects(with_page)
    assert sum("for another wording" in each for each in found) == len(found) == 3  # the example, and both


TABLE = """
.. list-table:: Delays
   :header-rows: 1

   * - Step
     - Delay
   * - Join
     - 3 s
"""


def test_what_a_provision_rests_on_is_confirmed_with_it(with_page: Path, tmp_path: Path) -> None:
    edit(with_page / "index.rst", "join once.\n", f"join once, as the table says.\n{TABLE}")
    _, old, _ = run_command("export", str(with_page))
    (tmp_path / "old.json").write_text(old, "utf-8")
    with (with_page / "conf.py").open("a") as conf:
        conf.write('\ndlms_previous_edition = "../old.json"\n')
    run_command("confirm", str(with_page), "join-once", *BY)
    assert suspects(with_page) == []
    edit(with_page / "index.rst", "- 3 s", "- 5 s")
    assert ["before something changed on which it rests" in each for each in suspects(with_page)] == [True, True]
    run_command("confirm", str(with_page), "join-once", *BY)
    assert suspects(with_page) == []
    edit(with_page / "review/tests.rst", "   The station joins.\n", f"   The station joins.\n{ANOTHER}")
    assert suspects(with_page) == []
    edit(with_page / "index.rst", "- 5 s", "- 6 s")
    assert len(suspects(with_page)) == 3


def test_the_value_of_a_constant_is_confirmed(source: Path) -> None:
    edit(source / "index.rst", "join once.\n", "join within :const:`Delay`.\n\n.. constants::\n\n   Delay: 3 s\n")
    run_command("confirm", str(source), "join-once", *BY)
    assert suspects(source) == []
    edit(source / "index.rst", "Delay: 3 s", "Delay: 5 s")
    assert ["for another wording" in each for each in suspects(source)] == [True, True]


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
