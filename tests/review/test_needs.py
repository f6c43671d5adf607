"""Needs of a review build: lists, links and files, the same in whatever way it is built."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.builds.building import build, edit, text, write
from tests.support import EXAMPLE, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bs4 import BeautifulSoup

    from tests.builds.building import Built

# sphinx-needs and MyST-Parser have their own pace in following Sphinx.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

CONF = """
dlms_review = True
dlms_select = ["trace-target-unknown", "test-results-unread", "provision-id-unused"]
dlms_test_results = ["results.xml"]
dlms_review_pages = ["review/**"]
"""
FILES = {
    "index.rst": """\
        Profile
        =======

        .. toctree::

           registration
           services
        """,
    "registration.rst": """\
        Registration
        ============

        :prov:`join-once` A station shall join once. A client may wait for the station.

        .. lower-layer-configuration:: A station
           :name: ex
           :shows: join-once

           retries: 0
        """,
    "services.md": """\
        # Services

        A client may wait for the station. A server should answer.
        """,
    "review/tests.rst": """\
        :orphan:

        Tests
        =====

        .. dlms_test:: Join twice
           :id: join-twice-fails
           :verifies: join-once
           :status: passed

        :need:`join-once` is tested by :need_incoming:`join-once`.

        .. needtable::
           :types: dlms_provision
           :columns: id, title, dlms_kind, verifies_back
           :style: table

        .. needlist::
           :filter: type == "dlms_provision" and not verifies_back

        .. needextract:: join-once
        """,
    "results.xml": """\
        <testsuite>
          <testcase classname="bench" name="test_server_should_answer"/>
          <testcase name="waiting"><properties>
            <property name="verifies" value="client-may-wait-station"/></properties><failure/></testcase>
        </testsuite>
        """,
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small project with provisions, an example, and tests of both kinds."""
    return write(tmp_path / "source", FILES, CONF)


def needs_of(source: Path, out: Path, *options: str) -> dict[str, dict[str, Any]]:
    """All needs, as the builder ``needs`` writes them."""
    built = build(source, out, *options, builder="needs")
    data = json.loads((built.out / "needs.json").read_text("utf-8"))
    needs: dict[str, dict[str, Any]] = data["versions"][data["current_version"]]["needs"]
    return needs


def table(page: BeautifulSoup) -> list[list[str]]:
    """The rows of the table of needs."""
    rows = page.select("table.NEEDS_TABLE tbody tr, table.need-table tbody tr, div.needstable_wrapper tbody tr")
    return [[text(cell) for cell in row.select("td")] for row in rows]


def pages(built: Built) -> Mapping[str, bytes]:
    """All pages, but not what sphinx-needs says on its own time."""
    return {
        path.relative_to(built.out).as_posix(): path.read_bytes()
        for path in sorted(built.out.rglob("*"))
        if path.suffix in {".html", ".csv", ".json"} and path.name != "schema_violations.json"
    }


def test_lists_and_links(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "html")
    assert built.warnings == ""
    page = built.page("review/tests")
    assert [row[0] for row in table(page)] == [
        "client-may-wait-station",
        "client-may-wait-station-2",
        "join-once",
        "server-should-answer",
    ]
    by_name = {row[0]: row for row in table(page)}
    assert by_name["join-once"][2:] == ["requirement", "join-twice-fails"]
    assert "test-bench-test-server-should-answer" in by_name["server-should-answer"][3]
    listed = [text(entry) for entry in page.select(".needlist, .line-block")]
    assert any("client-may-wait-station-2" in entry for entry in listed)
    assert page.select(".need_container p")


def test_each_link_leads_somewhere(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "html")
    page = built.page("review/tests")
    found = 0
    for link in page.select("div.body a[href*='#']"):
        name, _, anchor = str(link["href"]).partition("#")
        target = built.page(f"review/{name.removesuffix('.html')}" if name else "review/tests")
        assert target.find(id=anchor), link
        found += 1
    assert found > 8


def test_pages_of_the_review_are_listed(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "html")
    note = built.page("index").select_one("p.dlms-review")
    assert note is not None
    assert [link["href"] for link in note.select("a")][-1] == "review/tests.html"
    assert text(note).endswith("· Tests")
    links = {text(link): link["href"] for link in built.page("report-coverage").select("td a")}
    assert links["Join twice (passed)"] == "review/tests.html#join-twice-fails"
    assert built.page("review/tests").select_one("#join-twice-fails") is not None


def test_pages_of_the_review_are_no_part_of_the_standard(source: Path, tmp_path: Path) -> None:
    page = "# Tests in the LAB\n\nThe LAB tests it.\n"
    terms = "\n\nAbbreviations\n=============\n\n.. abbreviations::\n\n   MAC: medium access control\n"
    with (source / "registration.rst").open("a", encoding="utf-8") as file:
        file.write(terms)
    (source / "review" / "lab.md").write_text(f"---\norphan: true\n---\n{page}", "utf-8")
    options = ("-D", "dlms_select=abbreviation-undefined")
    assert build(source, tmp_path / "html", *options).warnings == ""
    (source / "services.md").write_text(page, "utf-8")
    assert "LAB" in build(source, tmp_path / "control", *options).warnings


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_of_the_review_are_taken_away_again(builder: str, source: Path, tmp_path: Path) -> None:
    out = build(source, tmp_path / "out", builder=builder).out
    assert list(out.glob("review/**/*.html"))
    build(source, out, "-D", "dlms_review=0", builder=builder)
    assert not [path for path in out.rglob("review/**/*") if path.is_file()]
    assert list(out.glob("services*"))


def test_identifiers_stand_in_the_margin(source: Path, tmp_path: Path) -> None:
    page = build(source, tmp_path / "html").page("registration")
    # They are no text of the standard: a style sheet shows the attribute.
    marks = page.select("a.dlms-provision")
    assert [mark["data-provision"] for mark in marks] == ["join-once", "client-may-wait-station"]
    assert [text(mark) for mark in marks] == ["", ""]
    published = build(source, tmp_path / "published", "-D", "dlms_review=0").page("registration")
    assert [mark["data-provision"] for mark in published.select("a.dlms-provision")] == ["join-once"]
    assert published.find(id="prov-join-once")
    # A link of another project to the need leads to the published standard, too.
    assert published.find(id="join-once")
    assert published.find(id="clause-registration")
    assert not (tmp_path / "published" / "review").exists()


def test_pages_say_how_it_stands_with_the_proof(source: Path, tmp_path: Path) -> None:
    """Scripts say it, so that new results change no page."""

    def states() -> dict[str, str]:
        built = build(source, tmp_path / "html")
        content = (built.out / "_static" / "standard-index.js").read_text("utf-8")
        data = json.loads(content.removeprefix("dlmsIndex(").removesuffix(");\n"))
        kind = data["kinds"].index("provision")
        return {row[4]: row[10] for row in data["entries"] if row[0] == kind}

    first = states()
    assert (first["client-may-wait-station"], first["server-should-answer"]) == ("failed", "verified")
    page = (tmp_path / "html" / "registration.html").stat().st_mtime_ns
    edit(source / "results.xml", "<failure/>", "")
    assert states() == {**first, "client-may-wait-station": "verified"}
    assert (tmp_path / "html" / "registration.html").stat().st_mtime_ns == page


def test_needs_json(source: Path, tmp_path: Path) -> None:
    needs = needs_of(source, tmp_path / "a")
    assert needs["join-once"]["content"] == "A station shall join once."
    assert needs["join-once"]["dlms_source"] == "registration.rst:4"
    assert needs["join-once"]["defined_in"] == ["clause-registration"]
    assert needs["join-once"]["shows_back"] == ["example-ex"]
    assert needs["test-waiting"]["dlms_result"] == "failed"
    assert needs["client-may-wait-station"]["verifies_back"] == ["test-waiting"]
    assert {need["type"] for need in needs.values()} >= {"dlms_demand", "dlms_clause", "dlms_example", "dlms_test"}
    needs_of(source, tmp_path / "b")
    first, second = (tmp_path / name / "needs.json" for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_text_is_never_code(tmp_path: Path) -> None:
    # sphinx-needs calls what stands in double brackets of a title.
    files = {
        "index.rst": """\
            Profile [[1]]
            =============

            .. apdu-example:: Values [[1, 2], [3]]

               C0 01 C1 00 08 00 00 01 00 00 FF 02 00

            .. apdu-example:: Not closed [[a

               C0 01 C1 00 08 00 00 01 00 00 FF 02 00

            Registration [[copy(id)]]
            -------------------------

            :prov:`a1` The value shall be ``[[1, 2], [3]]``.

            .. cosem-class:: Setup [[echo(1)]]
               :class-id: 180
               :version: 0

               attributes:
                 1: {name: logical_name, type: octet-string, static: yes}

            .. needextract:: a1
            """,
        "results.xml": """\
            <testsuites><testcase classname="c" name="test_read[[1, 2]]"/></testsuites>
            """,
        "results.json": json.dumps(
            {"current_version": "1", "versions": {"1": {"needs": {"T1": {"title": "[[echo('x')]]"}}}}}
        ),
    }
    source = write(tmp_path / "source", files, CONF.replace('["results.xml"]', '["results.xml", "results.json"]'))
    titles = [need["title"] for need in needs_of(source, tmp_path / "needs").values()]
    ours = [title for title in titles if "[[" in title]
    assert sorted(ours) == [
        "1 Registration [[copy(id)]]",
        "Not closed [[a",
        "Setup [[echo(1)]]",
        "The value shall be [[1, 2], [3]].",
        "Values [[1, 2], [3]]",
        "[[echo('x')]]",
        "c.test_read[[1, 2]]",
    ]
    assert build(source, tmp_path / "pdf", builder="dlmspdf").warnings == ""


def test_needs_say_who_has_waived_what(source: Path, tmp_path: Path) -> None:
    edit(source / "services.md", "A server should answer", "A server shall answer")
    waiver = (
        "{rule: provision-uncovered, place: provision server-shall-answer, reason: Old., by: WG 14, date: 2025-11-03}"
    )
    (source / "waivers.yaml").write_text(f"- {waiver}\n", "utf-8")
    options = ("-D", "dlms_select=provision-uncovered", "-D", "dlms_waivers=waivers.yaml")
    need = needs_of(source, tmp_path / "needs", *options)["server-shall-answer"]
    assert (need["dlms_waiver"], need["dlms_waiver_by"], need["dlms_waiver_date"]) == ("Old.", "WG 14", "2025-11-03")


def test_needs_can_be_extended(source: Path, tmp_path: Path) -> None:
    extension = ".. needextend:: join-once\n   :status: agreed\n\n"
    edit(source / "review/tests.rst", ".. needtable::", f"{extension}.. needtable::")
    assert needs_of(source, tmp_path / "needs")["join-once"]["status"] == "agreed"


def test_serial_parallel_no_op(source: Path, tmp_path: Path) -> None:
    serial = build(source, tmp_path / "serial")
    parallel = build(source, tmp_path / "parallel", "-j", "4")
    assert pages(parallel) == pages(serial)
    before = pages(serial)
    again = build(source, tmp_path / "serial")
    assert again.warnings == serial.warnings == parallel.warnings
    assert pages(again) == before
    assert needs_of(source, tmp_path / "n1") == needs_of(source, tmp_path / "n4", "-j", "4")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("registration.rst", "A client may wait", "The client may wait"),
        ("registration.rst", "A station shall join once.", "A station shall join once. It shall stay."),
        ("registration.rst", ":prov:`join-once` ", ""),
        ("review/tests.rst", ":verifies: join-once", ":verifies: server-should-answer"),
        ("services.md", "should answer", "shall answer"),
        ("results.xml", "<failure/>", ""),
        ("review/tests.rst", "Tests\n=====", "Proof\n====="),
    ],
)
def test_incremental(source: Path, tmp_path: Path, name: str, old: str, new: str) -> None:
    build(source, tmp_path / "html")
    edit(source / name, old, new)
    incremental, clean = build(source, tmp_path / "html"), build(source, tmp_path / "clean")
    changed = [name for name, content in pages(clean).items() if pages(incremental).get(name) != content]
    assert changed == []
    assert incremental.warnings == clean.warnings


def test_unknown_targets_are_told_once(source: Path, tmp_path: Path) -> None:
    edit(source / "review/tests.rst", ":verifies: join-once", ":verifies: join-onze")
    for options in ((), ("-j", "4")):
        told = build(source, tmp_path / f"html{len(options)}", *options).warnings
        assert told.count("join-onze") == 1, told
        assert 'did you mean "join-once"?' in told
        assert "tests.rst:6: WARNING" in told


def test_needs_of_other_types_verify_too(source: Path, tmp_path: Path) -> None:
    test = ".. test:: X\n   :id: OWN_1\n   :verifies: join-onze\n\n"
    edit(source / "review/tests.rst", ".. needtable::", f"{test}.. needtable::")
    told = build(source, tmp_path / "html").warnings
    assert told.count("join-onze") == 1, told
    assert 'the test case "X" verifies "join-onze"' in told


@pytest.mark.parametrize(("after", "result"), [("<failure/>", "failed"), ("", "passed")])
def test_runs_of_a_written_test(source: Path, tmp_path: Path, after: str, result: str) -> None:
    edit(source / "review/tests.rst", "   :status: passed\n", "")
    build(source, tmp_path / "html")
    runs = f'<testcase name="test_join_twice_fails[1]"/><testcase name="join-twice-fails[2]">{after}</testcase>'
    (source / "results.xml").write_text(f"<testsuite>{runs}</testsuite>", "utf-8")
    needs = needs_of(source, tmp_path / "needs")
    assert needs["join-twice-fails"]["dlms_result"] == result
    assert not [name for name in needs if name.startswith("test-")]
    incremental, clean = build(source, tmp_path / "html"), build(source, tmp_path / "clean")
    assert result in text(clean.page("review/tests").select_one(".needs_data, .need_container, table.need"))
    assert pages(incremental) == pages(clean)


def test_double_identifiers(source: Path, tmp_path: Path) -> None:
    edit(source / "conf.py", '"trace-target-unknown", ', '"trace-target-unknown", "need-id-duplicate", ')
    tests = "".join(f"\n.. dlms_test:: Case {number}\n   :id: same\n" for number in range(3))
    for name in ("a", "b", "c", "d", "e"):
        write_text = f":orphan:\n\n{name}\n=\n\n.. dlms_test:: Provision\n   :id: join-once\n{tests}"
        (source / "review" / f"{name}.rst").write_text(write_text, "utf-8")
    serial = build(source, tmp_path / "serial")
    parallel = build(source, tmp_path / "parallel", "-j", "4")
    assert serial.warnings.count("[dlms.need-id-duplicate]") == 5 + 14
    assert parallel.warnings == serial.warnings
    assert pages(parallel) == pages(serial)
    assert build(source, tmp_path / "serial").warnings == serial.warnings


def test_what_a_project_sets_stays(source: Path, tmp_path: Path) -> None:
    (source / "conf.py").write_text(
        (source / "conf.py").read_text("utf-8")
        + 'needs_id_regex = "^[a-z-]{14,}$"\n'
        + 'needs_links = {"blocks": {}, "verifies": {"outgoing": "proves"}}\n'
        + 'needs_fields = {"owner": {}}\n'
        + 'needs_schema_definitions = {"schemas": [{"id": "kind", "severity": "violation",'
        + ' "select": {"properties": {"type": {"const": "dlms_provision"}}},'
        + ' "validate": {"local": {"properties": {"dlms_kind": {"const": "requirement"}}}}}]}\n',
        "utf-8",
    )
    edit(source / "review/tests.rst", ":status: passed", ":status: passed\n   :owner: me")
    told = build(source, tmp_path / "html").warnings
    assert told.count("sn_schema_violation") == 3, told
    assert needs_of(source, tmp_path / "needs")["join-twice-fails"]["owner"] == "me"


def test_a_published_build_loads_nothing_of_it(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom sphinx.cmd.build import main\n"
        f"status = main(['-q', '-b', 'html', {str(EXAMPLE)!r}, {str(tmp_path / 'html')!r}])\n"
        "print(status, [name for name in sys.modules if 'needs' in name or name.endswith('test_results')])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split("\n")[0] == "0 []", result.stdout


_IMPORTERS = ("need_maker", "need_places", "needs", "written_needs")


def test_four_modules_import_it() -> None:
    users = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "sphinx_dlmsprofile").rglob("*.py"))
        if any(line.strip().startswith(("import sphinx_needs", "from sphinx_needs")) for line in _lines(path))
    ]
    assert users == [f"sphinx_dlmsprofile/sphinx/review/{name}.py" for name in _IMPORTERS]


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def test_without_sphinx_needs(source: Path, tmp_path: Path) -> None:
    (tmp_path / "hidden" / "sphinx_needs").mkdir(parents=True)
    (tmp_path / "hidden" / "sphinx_needs" / "__init__.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'sphinx_needs'\", name='sphinx_needs')\n", "utf-8"
    )
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(tmp_path / "html")]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "hidden")}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert "sphinx-dlmsprofile[review]" in result.stderr
    assert "Unknown directive" not in result.stderr
    assert not (tmp_path / "html" / "review").exists()
    assert (tmp_path / "html" / "conformance-report.html").is_file()


def test_the_example(tmp_path: Path) -> None:
    needs = needs_of(EXAMPLE, tmp_path / "needs", "-D", "dlms_review=1", "-W")
    for need in needs.values():
        for kind in ("answers", "part_of", "defined_in", "uses", "cites", "shows", "verifies"):
            assert set(need[kind]) <= set(needs)
    assert sum(need["type"] == "dlms_provision" for need in needs.values()) > 80
