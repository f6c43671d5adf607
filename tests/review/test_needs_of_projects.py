"""What projects set for their own needs, and what other projects take from ``needs.json``: neither ends a build."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.builds.building import build, edit, write
from tests.support import EXAMPLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds.building import Built

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

CONF = """
dlms_review = True
dlms_select = ["trace-target-unknown"]
dlms_review_pages = ["review/**"]
needs_build_json = True
"""
INDEX = """\
    Profile
    =======

    .. profile-title:: Part 8-99: A profile
       :edition: 2.1

    Scope
    -----

    Text.

    Registration
    ------------

    :prov:`a1` A station shall answer. :prov:`a2` It shall log ``<<x: y>>`` and ``[[echo("x")]]``.

    Overview
    ~~~~~~~~

    A station shall be :cosem:`Clock`.

    Security
    --------

    Overview
    ~~~~~~~~

    Text.
    """
TESTS = """\
    :orphan:

    Tests
    =====

    .. dlms_test:: The answer
       :id: T1
       :verifies: a1
    """


def project(tmp_path: Path, conf: str = "", tests: str = TESTS, index: str = INDEX) -> Path:
    return write(tmp_path / "source", {"index.rst": index, "review/tests.rst": tests}, CONF + conf)


def needs_in(built: Built) -> dict[str, Any]:
    assert built.status == 0, built.said
    data = json.loads((built.out / "needs.json").read_text("utf-8"))
    needs: dict[str, Any] = data["versions"][data["current_version"]]["needs"]
    return needs


@pytest.mark.parametrize(
    ("field", "option"),
    [
        ('"asil": {"schema": {"type": "string"}, "nullable": False}', ":asil: A"),
        ('"asil": {"schema": {"type": "string", "enum": ["A", "B"]}, "nullable": False}', ":asil: A"),
        ('"asil": {"schema": {"type": "integer"}, "nullable": False}', ":asil: 1"),
        (
            '"asil": {"schema": {"type": "array", "items": {"type": "string"}}, "nullable": False}',
            ":asil: A, B",
        ),
        (
            '"asil": {"nullable": False, "predicates": [["type == \'dlms_test\'", "QM"]]}',
            ":asil: A",
        ),
        ('"status": {"nullable": False}', ":status: open"),
    ],
)
def test_mandatory_fields_bind_the_needs_of_the_project_alone(tmp_path: Path, field: str, option: str) -> None:
    tests = TESTS.replace(":verifies: a1", f":verifies: a1\n       {option}")
    built = build(project(tmp_path, f"needs_fields = {{{field}}}\n", tests), tmp_path / "out")
    assert built.warnings == ""
    needs = needs_in(built)
    name = field.partition('":')[0].strip('"')
    assert needs["a1"][name] is None
    assert needs["T1"][name]


def test_fields_and_types_that_a_project_declares_itself(tmp_path: Path) -> None:
    conf = """
needs_types = [
    {"directive": "dlms_test", "title": "Our test", "prefix": "OT"},
    {"directive": "case", "title": "Case", "prefix": "C"},
]
needs_fields = {"dlms_result": {"schema": {"type": "string", "enum": ["passed", "failed"]}}}
"""
    tests = TESTS + "\n    .. case:: Another one\n       :id: C1\n       :verifies: a2\n       :dlms_result: passed\n"
    built = build(project(tmp_path, conf, tests), tmp_path / "out")
    assert built.warnings == ""
    needs = needs_in(built)
    assert needs["T1"]["type_name"] == "Our test"
    assert needs["a2"]["verifies_back"] == ["C1"]


def test_a_field_of_another_kind_is_told_once(tmp_path: Path) -> None:
    conf = 'needs_fields = {"dlms_kind": {"schema": {"type": "integer"}}}\n'
    built = build(project(tmp_path, conf), tmp_path / "out")
    assert built.warnings.count("the field 'dlms_kind' holds nothing of the extension") == 1
    assert built.warnings.count("WARNING") == 1
    assert needs_in(built)["a1"]["dlms_source"]


def test_our_needs_stand_where_others_do(tmp_path: Path) -> None:
    own = "    .. case:: Beside it\n       :id: C1\n\n"
    index = INDEX.replace("    A station shall be", f"{own}    A station shall be")
    conf = 'needs_types = [{"directive": "case", "title": "Case", "prefix": "C"}]\n'
    needs = needs_in(build(project(tmp_path, conf, index=index), tmp_path / "out"))
    beside, (ours,) = needs["C1"], [need for need in needs.values() if need["title"] == "A station shall be Clock."]
    for field in ("sections", "section_name", "doctype", "docname"):
        assert ours[field] == beside[field], field
    assert ours["sections"] == ["Overview", "Registration", "Profile"]
    assert needs["clause-registration"]["sections"] == ["Registration", "Profile"]
    assert needs["T1"]["section_name"] == "Tests"


def test_needs_are_as_sphinx_needs_generates_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = project(tmp_path, 'needs_fields = {"asil": {"default": "QM"}}\n')
    filled = needs_in(build(source, tmp_path / "filled"))
    assert filled["a1"]["asil"] == "QM"
    monkeypatch.setattr("sphinx_dlmsprofile.sphinx.review.need_maker.NeedMaker._blank", lambda *_: None)
    assert needs_in(build(source, tmp_path / "generated")) == filled


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ('{"asil": {"predicates": [["type == \'dlms_provision\'", "A"]], "default": "QM"}}', "A"),
        ('{"asil": {"predicates": [["status == \'agreed\'", "B"]], "default": "QM"}}', "B"),
    ],
)
def test_defaults_that_depend_on_the_need(tmp_path: Path, fields: str, expected: str) -> None:
    index = INDEX.replace(
        "    Security\n", "    .. provision-attributes::\n\n       a1: {status: agreed}\n\n    Security\n", 1
    )
    needs = needs_in(build(project(tmp_path, f"needs_fields = {fields}\n", index=index), tmp_path / "out"))
    assert (needs["a1"]["asil"], needs["clause-security"]["asil"]) == (expected, "QM")


def test_what_looks_like_code_is_text(tmp_path: Path) -> None:
    built = build(project(tmp_path), tmp_path / "out")
    assert built.warnings == ""
    assert needs_in(built)["a2"]["title"] == 'It shall log <<x: y>> and [[echo("x")]].'


def test_types_that_the_standard_alone_gives(tmp_path: Path) -> None:
    tests = TESTS + (
        "\n    .. dlms_provision:: By hand\n       :id: P1\n"
        "\n    .. needextend:: a1\n       :dlms_kind: permission\n       :status: agreed\n"
    )
    source = project(tmp_path, "", tests)
    first = build(source, tmp_path / "out")
    assert "tests.rst:10: WARNING: the need 'P1' has the type dlms_provision" in first.warnings
    assert "dlms_kind of 'a1' is 'requirement' in the standard" in first.warnings
    need = needs_in(first)["a1"]
    assert (need["dlms_kind"], need["status"]) == ("requirement", "agreed")
    assert build(source, tmp_path / "out").warnings == first.warnings


def test_what_is_computed_stays_too(tmp_path: Path) -> None:
    """Else needs.json says "verified" where the report says "none"."""
    tests = TESTS.replace(":verifies: a1", ":verifies: a2") + (
        "\n    .. needextend:: a1\n       :dlms_coverage: verified\n       :dlms_waiver: nobody asked\n"
        "\n    .. needextend:: test-bench\n       :+verifies: a1\n"
    )
    source = project(tmp_path, 'dlms_test_results = ["bench.xml"]\n', tests)
    (source / "bench.xml").write_text('<testsuite><testcase name="bench" verifies="a2"/></testsuite>', "utf-8")
    first = build(source, tmp_path / "out")
    assert "dlms_coverage of 'a1' is 'none' in the standard" in first.warnings
    assert "dlms_waiver of 'a1' is empty in the standard" in first.warnings
    assert "verifies of 'test-bench' is ['a2'] in the standard" in first.warnings
    needs = needs_in(first)
    kept = {name: needs["a1"].get(name) or None for name in ("dlms_coverage", "dlms_waiver", "verifies_back")}
    assert kept == {"dlms_coverage": "none", "dlms_waiver": None, "verifies_back": None}
    assert sorted(needs["a2"]["verifies_back"]) == ["T1", "test-bench"]
    assert needs["test-bench"]["verifies"] == ["a2"]
    assert build(source, tmp_path / "out").warnings == first.warnings


def test_clauses_keep_their_identifiers_when_one_is_inserted(tmp_path: Path) -> None:
    source = project(tmp_path)
    before = {name for name in needs_in(build(source, tmp_path / "a")) if name.startswith("clause-")}
    assert before >= {"clause-security", "clause-registration-overview", "clause-security-overview"}
    edit(source / "index.rst", "Registration\n", "Addressing\n----------\n\nText.\n\nRegistration\n")
    needs = needs_in(build(source, tmp_path / "b"))
    assert before | {"clause-addressing"} == {name for name in needs if name.startswith("clause-")}
    assert needs["clause-security"]["dlms_number"] == "4"


@pytest.mark.parametrize("title", ["Security\n--------", ".. _sec-safe:\n\nSecurity\n--------"])
def test_a_label_lasts_longer_than_a_title(tmp_path: Path, title: str) -> None:
    index = INDEX.replace("    ", "").replace("Security\n--------", title)
    needs = needs_in(build(project(tmp_path, index=index), tmp_path / "a"))
    assert ("clause-sec-safe" if "_sec-safe" in title else "clause-security") in needs


def test_the_version_is_the_edition(tmp_path: Path) -> None:
    source = project(tmp_path)
    built = build(source, tmp_path / "a", builder="needs")
    assert json.loads((built.out / "needs.json").read_text("utf-8"))["current_version"] == "2.1"
    built = build(source, tmp_path / "b", "-D", "version=2.1-draft", builder="needs")
    assert json.loads((built.out / "needs.json").read_text("utf-8"))["current_version"] == "2.1-draft"


def test_an_epub_of_a_review_build(tmp_path: Path) -> None:
    conf = 'copyright = "x"\nversion = "1"\n'
    index = INDEX.replace(
        "    Text.",
        "    Text.\n\n    .. layer-stack:: Stack\n\n       layers:\n"
        "         mac: {role: mac, name: MAC, standard: IEEE 802.11ah}\n"
        "       profiles:\n         General: {kind: general, stack: [ap, al, mac]}\n",
        1,
    )
    source, out = project(tmp_path, conf, index=index), tmp_path / "out"
    # Doctrees, and reports of the build before, lie beside the pages: that is nothing to warn of.
    for _ in range(2):
        built = build(source, out, "-d", str(out / ".doctrees"), builder="epub")
        assert (built.status, built.warnings) == (0, "")
    assert (out / "report-provisions.csv").is_file()
    assert "<svg" in (built.out / "index.xhtml").read_text("utf-8")


def test_every_need_has_a_place(tmp_path: Path) -> None:
    built = build(EXAMPLE, tmp_path / "out", "-D", "dlms_review=1", "-D", "needs_build_json=1")
    published = build(EXAMPLE, tmp_path / "published")
    assert published.status == 0
    needs = needs_in(built)
    changed = needs["no-early-repeat"]
    assert changed["dlms_change"].startswith("strengthened")
    assert changed["dlms_confirmed"].startswith("the editor, 2025-11-03")
    assert changed["dlms_suspect"] is None
    assert changed["dlms_coverage"] == "verified"
    assert needs["key-change-pace"]["dlms_coverage"] == "by inspection"
    assert (changed["status"], changed["dlms_status"], changed["dlms_allocation"]) == ("agreed", "m", ["client"])
    assert {each["dlms_edition"] for each in needs.values()} == {"1.0"}
    assert {each["dlms_verdict"] for each in needs.values() if each["type"] == "dlms_demand"} >= {"met", "waived"}
    ids: dict[str, set[str]] = {}
    for need in needs.values():
        name = need["docname"]
        if name not in ids:
            ids[name] = {str(tag["id"]) for tag in built.page(name).find_all(id=True)}
        assert need["id"] in ids[name], need
        if need["type"] != "dlms_test":
            assert need["id"] in ids_in(published, name), need


def ids_in(built: Built, name: str) -> list[str]:
    """The ids of a page, as often as they stand there."""
    return [str(tag["id"]) for tag in built.page(name).find_all(id=True)]


DEFINING = """\
    Profile
    =======

    Normative references
    --------------------

    .. normative-references::

       IEC 62056-5-3: Application layer

    Layers
    ------

    .. layer-stack:: Stack
       :name: fig-stack

       layers:
         mac: {role: mac, name: MAC layer}
       profiles:
         Sound profile: {kind: general, stack: [ap, al, mac]}

    Services
    --------

    .. associations:: Kinds
       :name: tab-kinds

       confirmed: "0x10 to 0x01"

    .. xdlms-services:: Services
       :name: tab-services

       GET: {confirmed: unicast}

    Annex A (informative) Examples
    ------------------------------

    .. lower-layer-configuration:: Values
       :name: ex-values

       retries: 0

    .. apdu-example:: Reading
       :name: ex-read

       C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
AT = {
    "reference-iec-62056-5-3": ("p", "ref-IEC-62056-5-3"),
    "profile-sound-profile": ("figure", "fig-stack"),
    "service-get": ("th", "service-GET"),
    "example-ex-values": ("div", "ex-values"),
    "example-ex-read": ("div", "ex-read"),
    "class-8": ("section", "annex-a-informative-examples"),
    "demand-5-2-1": ("section", ""),
}


@pytest.mark.parametrize("review", ["1", "0"])
def test_needs_stand_where_they_are_defined(review: str, tmp_path: Path) -> None:
    source = project(tmp_path, index=DEFINING)
    built = build(source, tmp_path / "html", "-D", f"dlms_review={review}")
    page = built.page("index")
    found = ids_in(built, "index")
    assert len(found) == len(set(found))
    for identifier, (tag, beside) in AT.items():
        place = page.find(id=identifier)
        assert place is not None, identifier
        around = place if place.name == tag else place.find_parent(tag)
        assert around is not None, identifier
        assert not beside or around.get("id") == beside or around.find(id=beside), identifier


def test_all_text_of_the_permalink_page_is_in_a_landmark(tmp_path: Path) -> None:
    source = project(tmp_path)
    built = build(source, tmp_path / "html")
    first = (built.out / "permalink.html").read_text("utf-8")
    page = built.page("permalink")
    assert page.body is not None
    assert [child.name for child in page.body.find_all(recursive=False)] == ["main"]
    assert page.body.get_text().strip()
    build(source, tmp_path / "html")
    assert (built.out / "permalink.html").read_text("utf-8") == first


def test_pages_follow_needs_that_go_elsewhere(tmp_path: Path) -> None:
    files = {
        "index.rst": "Profile\n=======\n\n.. toctree::\n\n   one\n   two\n",
        "one.rst": "One\n===\n\nText of :cosem:`Clock`.\n",
        "two.rst": "Two\n===\n\nText of :cosem:`Clock`.\n",
    }
    source = write(tmp_path / "source", files, "")
    first = build(source, tmp_path / "html")
    assert ("class-8" in ids_in(first, "one"), "class-8" in ids_in(first, "two")) == (True, False)
    edit(source / "one.rst", " of :cosem:`Clock`", "")
    again = build(source, tmp_path / "html")
    assert ("class-8" in ids_in(again, "one"), "class-8" in ids_in(again, "two")) == (False, True)
    fresh = build(source, tmp_path / "fresh")
    for name in ("one", "two"):
        assert ids_in(again, name) == ids_in(fresh, name)


def test_a_second_project_takes_all(tmp_path: Path) -> None:
    index = INDEX.replace("shall answer.", 'shall answer [[1]], <<a: b, c>> and [[echo("x")]].')
    first = build(project(tmp_path, index=index), tmp_path / "out")
    second = write(tmp_path / "second", {"index.rst": "Meter\n=====\n\n.. needtable::\n   :columns: id, title\n"})
    shutil.copy(first.out / "needs.json", second)
    implementer = EXAMPLE.parent / "example_implementer"
    shutil.copy(implementer / "profile-needs.toml", second)
    conf = (implementer / "conf.py").read_text("utf-8")
    (second / "conf.py").write_text(conf.replace("../build/example/needs/needs.json", "needs.json"), "utf-8")
    built = build(second, tmp_path / "second-out")
    assert (built.status, built.warnings) == (0, "")
    assert "A station shall answer [[1]], <<a: b, c>> and [[echo" in built.page("index").get_text()
