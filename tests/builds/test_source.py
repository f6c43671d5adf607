"""What Sphinx warns of is a finding: kept with its document, said once in a build, the same however it is read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, edit, write
from tests.support import Source, check, findings_of_command, run_command

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.finding import Finding

RULES = [
    "source-warning",
    "directive-unknown",
    "role-unknown",
    "reference-undefined",
    "label-duplicate",
    "document-unlisted",
]
FILES = {
    "index.rst": """\
        Profile
        =======

        .. toctree::

           scope
           b
           c
        """,
    "scope.md": """\
        (one)=
        # Scope

        ```{obis-code} New OBIS codes
        :name: tab-codes
        0-b:25.17.1.255: {class: Data, name: Identifier of the device}
        ```

        See {numref}`tab-codes`, {numref}`tab-nothing` and {stdd}`RFC 768`.
        """,
    "b.rst": """\
        .. _one:

        Normative references
        ====================

        Use **no encryption.
        """,
    "c.rst": """\
        Terms
        =====

        See :doc:`nowhere`.
        """,
    "left.rst": """\
        Left
        ====
        """,
}
CONF = f'dlms_stage = "final"\ndlms_select = {RULES}\nsuppress_warnings = ["docutils"]\n'
EXPECTED = [
    ("directive-unknown", "scope.md", 4),
    ("reference-undefined", "scope.md", 9),
    ("role-unknown", "scope.md", 9),
    ("label-duplicate", "b.rst", 1),
    ("source-warning", "b.rst", 6),
    ("reference-undefined", "c.rst", 4),
    ("document-unlisted", "left.rst", 1),
]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("source"), FILES, CONF)


def places(findings: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    return [(each["rule"], each["file"], each["line"]) for each in findings]


def lines_of(warnings: str) -> list[str]:
    """The messages of a log, without their places."""
    return sorted(line.partition(": ")[2] for line in warnings.splitlines() if line)


def test_a_check_finds_them_in_one_process_and_in_several(source: Path) -> None:
    found = findings_of_command(str(source))
    assert places(found) == EXPECTED
    assert {each["severity"] for each in found} == {"error"}
    assert [each["waived"] for each in found if each["rule"] == "source-warning"] == ["suppressed in conf.py"]
    assert findings_of_command(str(source), "-j", "3") == found
    assert {each["severity"] for each in findings_of_command(str(source), "--stage", "draft")} == {"warning"}


def test_a_report_counts_them(source: Path) -> None:
    status, out, _ = run_command("report", str(source), "--format", "json")
    assert status == 1
    assert "directive-unknown" in {each["rule"] for each in json.loads(out)["other_findings"]}


def test_a_build_says_each_once(source: Path, tmp_path: Path) -> None:
    """In the words of Sphinx where it has any in this run, else in ours; the status is the same."""
    first = build(source, tmp_path / "out")
    assert first.status == 1
    assert "[dlms." not in first.warnings
    said = lines_of(first.warnings)
    for words in ("obis-code", "stdd", "tab-nothing", "duplicate label one", "nowhere", "any toctree"):
        assert len([line for line in said if words in line]) == 1, words
    again = build(source, tmp_path / "out")
    assert again.status == 1
    assert sorted(line.rpartition("[")[2] for line in again.warnings.splitlines()) == sorted(
        f"dlms.{rule}]" for rule, *_ in EXPECTED if rule != "source-warning"
    )
    parallel = build(source, tmp_path / "parallel", "-j", "3")
    assert parallel.status == 1
    # Two that share a label are read apart: nobody but us sees both.
    assert [line for line in lines_of(parallel.warnings) if "[dlms." in line] == [
        line for line in lines_of(again.warnings) if "[dlms.label-duplicate]" in line
    ]


def test_a_build_of_one_page_says_the_rest_in_our_words(tmp_path: Path) -> None:
    copy = write(tmp_path / "source", FILES, CONF)
    build(copy, tmp_path / "out")
    edit(copy / "c.rst", "nowhere", "elsewhere")
    warnings = build(copy, tmp_path / "out").warnings
    assert "unknown document: 'elsewhere'" in warnings
    assert warnings.count("elsewhere") == 1
    assert "[dlms.directive-unknown]" in warnings
    edit(copy / "c.rst", ":doc:`elsewhere`", "Clause 1")
    assert ":doc:" not in build(copy, tmp_path / "out").warnings
    assert "c.rst" not in {each["file"] for each in findings_of_command(str(copy))}


def test_a_page_that_is_not_of_a_standard_is_left_to_sphinx(source: Path) -> None:
    status, said, _ = run_command("check", str(source), "-D", "dlms_standard=0", "--format", "json")
    assert (status, said) == (2, "")


KNOWS_ALL = """
from docutils import nodes

def resolve(app, env, node, words):
    if node["reftarget"] == "elsewhere":
        return nodes.reference("", "", words, refuri="https://example.org")

def setup(app):
    app.connect("missing-reference", resolve)
"""


def test_who_knows_of_targets_elsewhere_is_asked(tmp_path: Path) -> None:
    text = "Scope\n=====\n\nSee :ref:`elsewhere`, :ref:`nowhere`, :py:class:`ignored` and :py:class:`other`.\n"
    conf = f'nitpicky = True\nnitpick_ignore = [("py:class", "ignored")]\ndlms_select = {RULES}\n{KNOWS_ALL}'
    found = findings_of_command(str(write(tmp_path, {"index.rst": text}, conf)))
    assert [each["message"].split('"')[1] for each in found] == ["nowhere", "other"]


def test_a_heading_of_another_document_is_known_by_its_words(tmp_path: Path) -> None:
    files = {
        "index.md": "# Profile\n\n```{toctree}\nscope\nother\n```\n",
        "scope.md": "# Scope\n\nSee [what](other.md#kinds-of-meters), [where](#within).\n\nNot [it](other.md#kinds).\n"
        "\n## Within\n\nWords.\n",
        "other.md": "# Other\n\n## Kinds of meters\n\nWords.\n",
    }
    source = write(tmp_path / "source", files, f"dlms_select = {RULES}\nmyst_heading_anchors = 2\n")
    for jobs in ("1", "3"):
        found = findings_of_command(str(source), "-j", jobs)
        assert places(found) == [("reference-undefined", "scope.md", 5)]
    warnings = build(source, tmp_path / "out").warnings
    assert [line.split(":")[1] for line in warnings.splitlines()] == ["5"]


def test_a_note_beside_the_standard_without_a_heading_is_no_clause_that_is_missed(tmp_path: Path) -> None:
    files = {"index.rst": "Profile\n=======\n\nWords.\n", "README.md": "How to build.\n"}
    found = findings_of_command(str(write(tmp_path, files, "")))
    assert [each["rule"] for each in found if each["file"] == "README.md" or "toctree" in each["message"]] == [
        "document-unlisted"
    ]


def rules(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def test_what_conceals_the_standard_is_reported_alone(tmp_path: Path) -> None:
    clauses = {f"c{number}.rst": f"Clause\n======\n\nWords TBD {number}.\n" for number in range(5)}
    found = check(Source({"index.rst": "Profile\n=======\n", **clauses}), tmp_path / "no-toctree")
    assert [finding.rule for finding in found] == ["toctree-missing"]
    lost = "# Profile\n\n## Scope\n\n```{note}\nWords.\n\n## Normative references\n"
    assert rules(check(Source({"index.md": lost}), tmp_path / "fence")) == {"fence-unclosed"}
    status, out, _ = run_command("check", str(tmp_path / "fence"), "--select", "sap-overlap")
    assert (status, "[fence-unclosed]" in out) == (1, True)
    ignoring = Source({"index.md": lost}, {"dlms_ignore": ["fence-unclosed"]})
    assert "clause-missing" in rules(check(ignoring, tmp_path / "ignored"))
    waived = {"w.yaml": "- {rule: fence-unclosed, reason: It is meant.}\n"}
    assert "clause-missing" in rules(check(Source({"index.md": lost, **waived}, {"dlms_waivers": "w.yaml"}), tmp_path))


def test_of_a_clause_with_a_typed_number_nothing_else_is_said(tmp_path: Path) -> None:
    titles = ("Scope", "Normative references", "Terms, definitions and abbreviated terms")
    typed = "".join(f"{number} {title}\n{'-' * 60}\n\nWords.\n\n" for number, title in enumerate(titles, 1))
    plain = "".join(f"{title}\n{'-' * 60}\n\nWords.\n\n" for title in titles)
    frame = "Profile\n=======\n\n"
    found = check(Source({"index.rst": frame + typed}), tmp_path / "typed")
    others = [finding for finding in found if finding.rule != "heading-number-typed"]
    assert len(found) - len(others) == len(titles)
    expected = check(Source({"index.rst": frame + plain}), tmp_path / "plain")
    assert [(each.rule, each.message, each.at) for each in others] == [
        (each.rule, each.message, each.at) for each in expected
    ]


def test_a_deleted_document_takes_its_warnings_along(tmp_path: Path) -> None:
    copy = write(tmp_path / "source", FILES, CONF)
    build(copy, tmp_path / "out")
    (copy / "left.rst").unlink()
    assert "left.rst" not in build(copy, tmp_path / "out").warnings


def test_struck_text_is_struck_in_our_outputs_whatever_is_said_of_it(tmp_path: Path) -> None:
    conf = {"myst_enable_extensions": ["strikethrough"]}
    source = Source({"index.md": "# Profile\n\n## Scope\n\nWithin ~~10~~ 20 s.\n"}, conf)
    assert "source-warning" not in {finding.rule for finding in check(source, tmp_path / "source")}


@pytest.mark.parametrize("options", [(), ("-j", "2")], ids=["serial", "parallel"])
def test_the_roles_of_a_document_end_with_it(tmp_path: Path, options: tuple[str, ...]) -> None:
    files = {
        "index.rst": "Profile\n=======\n\n.. toctree::\n\n   a\n   b\n",
        "a.rst": "Scope\n=====\n\n.. role:: louder(strong)\n\n.. default-role:: math\n\n:louder:`One` and `x`.\n",
        "b.rst": "References\n==========\n\n:louder:`Two` and `y`.\n",
    }
    source = write(tmp_path / "source", files, 'dlms_select = ["role-unknown"]\n')
    first = build(source, tmp_path / "out", *options)
    assert first.warnings.count('Unknown interpreted text role "louder"') == 1
    assert "b.rst:4" in first.warnings
    edit(source / "b.rst", "Two", "Three")
    assert build(source, tmp_path / "out", *options).warnings == first.warnings
    assert first.page("b").select("cite")


def test_a_default_role_of_the_project_stays(tmp_path: Path) -> None:
    files = {"index.rst": "Profile\n=======\n\nOf `x`.\n\n.. toctree::\n\n   a\n", "a.rst": "Scope\n=====\n\nOf `y`.\n"}
    source = write(tmp_path / "source", files, 'default_role = "literal"\n')
    built = build(source, tmp_path / "out")
    assert all(built.page(name).select("code") for name in ("index", "a"))
