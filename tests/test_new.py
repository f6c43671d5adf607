"""``dlmsprofile new``: the scaffold builds at once, and only says what is left to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.sphinx.directives import DIRECTIVES
from tests.builds.building import build
from tests.support import findings_of_command, run_command

if TYPE_CHECKING:
    from pathlib import Path

LEFT_OVER = {"placeholder-left", "guidance-left", "mandated-wording-missing"}
HARD = r"""Wi-SUN "FAN": C:\x *1* `a`_ |b| <i> [c](d) {e} #f 'g' $h$ @technology@ 100 %"""
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def new(directory: Path, *extra: str, **answers: str) -> tuple[int, str, str]:
    given = {"part": "8-31", "technology": "LoRaWAN", "networks": "NN", "profiles": "general", **answers}
    options = [part for key, value in given.items() for part in (f"--{key}", value)]
    return run_command("new", str(directory), *options, *extra)


@pytest.mark.parametrize("markup", ["rst", "myst"])
@pytest.mark.parametrize(
    "answers",
    [
        {"profiles": "general"},
        {"profiles": "ip", "deliverable": "TS"},
        {"profiles": "ip,general", "networks": "LN,NN,WAN", "deliverable": "TR"},
        {"networks": "wan", "part": "9-31", "deliverable": "PAS"},
        {"networks": "LN", "part": "7-31", "technology": "ISO/IEC 14543-3-10"},
        {"technology": HARD, "profiles": "general,ip"},
        {"technology": "IEEE 802.15.4 RF PLC"},
        {"technology": "IEC 61334-4-32 PLC", "profiles": "general,ip"},
    ],
)
def test_it_builds_at_once_with_nothing_but_left_overs(tmp_path: Path, markup: str, answers: dict[str, str]) -> None:
    source = tmp_path / "source"
    assert new(source, markup=markup, **answers)[0] == 0
    found = findings_of_command(str(source))
    assert {finding["rule"] for finding in found} == LEFT_OVER
    assert {finding["severity"] for finding in found} == {"advice"}
    final = findings_of_command(str(source), "--stage", "final")
    assert {finding["rule"] for finding in final} == LEFT_OVER
    built = build(source, tmp_path / "html", "-W", "-n")
    assert (built.status, built.warnings) == (0, "")
    title = built.page("index").select_one("h1")
    technology = answers.get("technology", "LoRaWAN")
    assert title is not None
    assert f"{technology} communication profile" in title.text.translate(STRAIGHT)


@pytest.mark.parametrize("markup", ["rst", "myst"])
def test_it_is_set_as_pdf(tmp_path: Path, markup: str) -> None:
    pytest.importorskip("typst")
    source = tmp_path / "source"
    new(source, markup=markup, technology=HARD, profiles="general,ip")
    built = build(source, tmp_path / "pdf", "-W", "-n", builder="dlmspdf")
    assert (built.status, built.warnings) == (0, "")
    assert len(list((tmp_path / "pdf").glob("*.pdf"))) == 1


def test_bytes_are_the_same_each_time(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    new(one, profiles="general,ip", networks="NN,LN")
    new(other, profiles="ip,general", networks="LN, nn")
    files = {path.name: path.read_bytes() for path in one.iterdir()}
    assert files == {path.name: path.read_bytes() for path in other.iterdir()}
    assert len(files) == 17


def test_every_directive_and_clause_has_its_guidance(tmp_path: Path) -> None:
    new(tmp_path / "source")
    without = [
        path.name
        for path in sorted((tmp_path / "source").glob("*.rst"))
        if ".. guidance::" not in path.read_text("utf-8")
    ]
    # The root document, the index, and the clause that is empty at best.
    assert without == ["10-additional.rst", "99-index.rst", "index.rst"]


WITHOUT_PLACE = {"template-clause", "template-clauses", "informative-references", "provision-attributes"}
"""Directives that have no place in a scaffold: the first declares a departure from it, the second an added list, the
third speaks of what is written already."""


def test_each_directive_is_written_or_advised(tmp_path: Path) -> None:
    new(tmp_path / "source")
    written = "\n".join(path.read_text("utf-8") for path in sorted((tmp_path / "source").glob("*.rst")))
    assert {name for name in DIRECTIVES if not re.search(rf"{name}::|\bwith {name}\b", written)} == WITHOUT_PLACE


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ({"part": "8"}, "8-31"),
        ({"part": "8-31x"}, "8-31"),
        ({"part": "0-1"}, "8-31"),
        ({"part": "1-1"}, "template"),
        ({"part": "8-5"}, "exists"),
        ({"part": "9-31"}, "9-x"),
        ({"networks": "NN,MAN"}, "MAN"),
        ({"networks": ","}, "network"),
        ({"profiles": "ipv6"}, "ipv6"),
        ({"markup": "tex"}, "tex"),
        ({"deliverable": "ISO"}, "ISO"),
        ({"technology": " "}, "technology"),
        ({"technology": "a\x00b"}, "technology"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(tmp_path: Path, answers: dict[str, str], word: str) -> None:
    status, out, err = new(tmp_path / "source", **answers)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert word in err
    assert not (tmp_path / "source").exists()


def test_a_directory_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("mine", "utf-8")
    status, out, err = new(tmp_path)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["conf.py"]
    assert (tmp_path / "conf.py").read_text("utf-8") == "mine"
    status, out, err = new(tmp_path / "conf.py")
    assert (status, out, err.count("\n")) == (2, "", 1)
