"""What authors declare: clauses under other numbers and titles, selection of rules, and what is then still reported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.analysis.alignment import Alignment, align, find_annexes
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.heading import SectionKind, read_heading
from sphinx_dlmsprofile.template.outline import CLAUSES, TemplateClause
from sphinx_dlmsprofile.text.location import Location
from tests.builds.building import build, write
from tests.support import Source, check, findings_of_command, run_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Tree = list[tuple[str, str, "Tree"]]
"""Title, what it declares to answer, subclauses."""


def _tree(clauses: tuple[TemplateClause, ...]) -> Tree:
    return [(clause.title, "", _tree(clause.children)) for clause in clauses]


def _skeleton() -> Tree:
    annexes = ["Annex A (informative) Examples", "Annex B (normative) New COSEM interface classes and OBIS codes"]
    return [*_tree(CLAUSES), *((title, "", []) for title in annexes)]


def _clauses(tree: Tree, kind: SectionKind | None = None) -> Iterator[Clause]:
    letters = iter("ABCDEFGH")
    for title, answers, children in tree:
        heading = read_heading(title)
        here = kind or heading.kind
        yield Clause(
            number=next(letters) if here is SectionKind.ANNEX else None,
            title=title if kind else heading.title,
            kind=here,
            at=Location("index.rst", 1),
            docname="index",
            anchor="",
            status=heading.status,
            answers=tuple(answers.split()),
            children=tuple(_clauses(children, here)),
        )


def _aligned(tree: Tree) -> Alignment:
    return align(tuple(_clauses(tree)))


def _deviations(found: Alignment) -> list[str]:
    return sorted(
        [f"missing {missing.expected.number}" for missing in found.missing]
        + [f"renamed {expected.number} {clause.title}" for expected, clause in found.renamed]
        + [f"displaced {displaced.clause.title}" for displaced in found.displaced]
        + [f"unexpected {clause.title}" for clause in found.unexpected]
    )


@pytest.mark.parametrize("place", range(10))
def test_a_renamed_clause_that_says_so(place: int) -> None:
    tree = _skeleton()
    tree[place] = ("Quite another thing", str(place + 1), tree[place][2])
    found = _aligned(tree)
    assert _deviations(found) == []
    assert found.counterparts[str(place + 1)].title == "Quite another thing"


def test_a_clause_moved_and_renamed() -> None:
    tree = _skeleton()
    del tree[5]
    tree.insert(8, ("Addresses", "6", []))
    assert _deviations(_aligned(tree)) == []


def test_a_clause_for_a_subclause() -> None:
    tree = _skeleton()
    title, _, children = tree[4]
    tree[4] = (title, "", [child for child in children if child[0] != "Structure of the communication profiles"])
    assert _deviations(_aligned(tree)) == ["missing 5.2"]
    tree.insert(7, ("Reference model", "5.2", []))
    found = _aligned(tree)
    assert _deviations(found) == []
    assert found.counterparts["5.2"].title == "Reference model"


def test_one_clause_for_several() -> None:
    tree = _skeleton()
    tree[4] = ("Structure of the profile", "5 5.1 5.2 5.3 5.3.1", [("Mapping", "5.4", []), ("Joining", "5.5", [])])
    assert _deviations(_aligned(tree)) == []


def test_subclauses_of_a_declared_clause_are_aligned() -> None:
    tree = _skeleton()
    title, _, children = tree[6]
    assert title.startswith("Specific")
    tree[6] = ("Services", "7", [*children[:3], ("Encryption", "", []), *children[4:]])
    assert _deviations(_aligned(tree)) == ["renamed 7.4 Encryption"]


def test_a_second_declaration_is_not_reported_twice() -> None:
    """That it is the second is reported; that its title is none of the template's is the same cause."""
    tree = _skeleton()
    tree[5] = ("Addresses", "6", [])
    tree.insert(6, ("Names", "6", []))
    found = _aligned(tree)
    assert _deviations(found) == []
    assert found.counterparts["6"].title == "Addresses"


def test_an_annex_can_be_declared_and_a_clause_for_an_annex() -> None:
    tree = _skeleton()
    tree[10] = ("Annex A (informative) Implementation", "A", [])
    tree[11] = ("Annex B (informative) Guide", "", [])
    tree[7][2].append(("Classes", "B", []))
    clauses = tuple(_clauses(tree))
    assert {letter: clause.title for letter, clause in find_annexes(clauses).items()} == {
        "A": "Implementation",
        "B": "Classes",
    }
    assert _deviations(align(clauses)) == []


TEXT = """\
A profile
=========

Scope
-----

.. sap-table:: Client and server SAPs

   client:
     0x00: No-station
     0x01: Client Management Process
     0x10: Public Client
     0x10: Somebody else
   server:
     0x00: No-station
     0x01: Management Logical Device
     0xFF: All-station (Broadcast)
"""


def _rules(source: Path, *arguments: str) -> set[str]:
    return {finding["rule"] for finding in findings_of_command(str(source), *arguments)}


def test_selection_by_configuration(tmp_path: Path) -> None:
    source = Source({"index.rst": TEXT}, {"dlms_select": ["sap-overlap", "sap-gap"], "dlms_ignore": ["sap-gap"]})
    project = source.write(tmp_path)
    assert _rules(project) == {"sap-overlap"}
    assert _rules(project, "--ignore", "sap-overlap") == set()


def test_the_command_line_takes_the_place_of_the_configuration(tmp_path: Path) -> None:
    source = Source({"index.rst": TEXT}, {"dlms_select": ["sap-overlap"], "dlms_ignore": ["sap-gap"]})
    assert _rules(source.write(tmp_path), "--select", "sap-gap,title-missing") == {"sap-gap", "title-missing"}


def test_rules_that_are_none_are_warned_of(tmp_path: Path) -> None:
    source = Source({"index.rst": TEXT}, {"dlms_select": ["sap-overlapp"], "dlms_ignore": ["nothing-like-it"]})
    _, out, _ = run_command("check", str(source.write(tmp_path)))
    assert 'conf.py:2: error: dlms_select: the rule "sap-overlapp" does not exist, did you mean "sap-overlap"?' in out
    assert 'conf.py:3: error: dlms_ignore: the rule "nothing-like-it" does not exist, "dlmsprofile rules"' in out


MISSING = [{"rule": "clause-missing", "place": place, "reason": "So it is."} for place in ("template 4", "template 5")]


def test_a_waiver_for_one_missing_clause(tmp_path: Path) -> None:
    waivers = json.dumps(MISSING)
    source = Source({"index.rst": TEXT, "waivers.yaml": waivers}, {"dlms_waivers": "waivers.yaml"})
    found = [finding for finding in check(source, tmp_path) if finding.rule == "clause-missing"]
    assert {finding.template for finding in found if finding.waived} == {"4", "5"}
    assert {finding.template for finding in found if not finding.waived} == {"2", "3", "6", "7", "8", "9", "10"}


def test_selection_on_the_command_line_of_sphinx(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": TEXT})
    built = build(source, tmp_path / "html", "-D", "dlms_select=sap-overlap,sap-value")
    assert [line.rpartition("[dlms.")[2] for line in built.warnings.splitlines()] == ["sap-overlap]"]


def test_severities_on_the_command_line(tmp_path: Path) -> None:
    conf = {"dlms_severity": {"sap-overlap": "advice", "sap-gap": "warning"}, "dlms_select": ["sap-overlap", "sap-gap"]}
    project = Source({"index.rst": TEXT}, conf).write(tmp_path)
    found = findings_of_command(str(project), "--severity", "sap-overlap=warning")
    assert {finding["severity"] for finding in found} == {"warning"}
    for wrong, word in (("sap-overlap=grave", "severity"), ("sap-overlapp=error", "'sap-overlap'"), ("sap-gap", "=")):
        status, out, err = run_command("check", str(project), "--severity", wrong)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert word in err
