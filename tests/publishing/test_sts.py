"""NISO STS: valid, complete, with the numbers of all other outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring, parse

import pytest

from sphinx_dlmsprofile.publishing.losses import squeeze
from sphinx_dlmsprofile.publishing.sts.inline import InlineMixin
from tests.builds.building import Built, build, edit, write
from tests.publishing import awkward
from tests.publishing.conftest import RANDOM
from tests.publishing.numbers import caption_numbers, clause_numbers, environment
from tests.publishing.sts_models import faults
from tests.tools import find_tool

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publishing.conftest import Builds

BUILDER = "dlmssts"
TBX = "{urn:iso:std:iso:30042:ed-1}"
XLINK = "{http://www.w3.org/1999/xlink}"


def root_of(built: Built) -> Element:
    return parse(next(built.out.glob("*.xml"))).getroot()


def text(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def labels(root: Element, *tags: str) -> list[str]:
    """The numbers of elements, in the order of numbers."""
    found = (element.find("label") for tag in tags for element in root.iter(tag))
    return sorted(text(label) for label in found if label is not None)


@pytest.mark.parametrize("project", ["example", "awkward_standard", "random_documents"])
def test_each_element_is_where_it_may_be_and_no_reference_dangles(project: str, request: pytest.FixtureRequest) -> None:
    root = root_of(request.getfixturevalue(project)(BUILDER))
    assert list(faults(root)) == []


@pytest.mark.tool("niso-sts")
@pytest.mark.parametrize("project", ["example", "awkward_standard", "random_documents"])
def test_it_is_valid(project: str, request: pytest.FixtureRequest) -> None:
    from lxml import etree  # noqa: PLC0415

    schema = etree.RelaxNG(etree.parse(find_tool("niso-sts")))
    document = etree.parse(next(request.getfixturevalue(project)(BUILDER).out.glob("*.xml")))
    # How its rules on ids are read differs between libraries: those are our own test above.
    schema.validate(document)
    assert [entry.message for entry in schema.error_log if "IDREF" not in entry.message] == []


def test_the_models_find_what_is_wrong() -> None:
    wrong = fromstring(
        '<standard><front/><body><sec><p>x</p><title/></sec><sec id="1"><title>t</title><xref rid="no"/>y</sec></body>'
        "</standard>"
    )
    assert list(faults(wrong)) == [
        "sec does not hold p title ",
        "sec: 1 is not an id",
        "sec does not hold title xref ",
        "sec holds no text",
        "xref: nothing has the id no",
    ]


def test_every_word_is_in_it(random_documents: Builds) -> None:
    built = random_documents(BUILDER)
    shown = squeeze(text(root_of(built)))
    assert [word for document in RANDOM for word in document.words if squeeze(word) not in shown] == []
    assert "[dlms.sts]" not in built.warnings


def test_awkward_words_are_in_it(awkward_standard: Builds) -> None:
    built = awkward_standard(BUILDER)
    shown = text(root_of(built))
    assert [word for word in awkward.WORDS if word not in shown] == []
    assert "words of this text are not in the STS" not in built.warnings


def test_a_lost_word_is_reported_at_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InlineMixin, "visit_emphasis", InlineMixin.skip)
    source = write(tmp_path / "source", {"index.rst": "T\n=\n\nOne.\n\nWhat is *lostword* here.\n"}, 'project = "P"\n')
    built = build(source, tmp_path / "out", builder=BUILDER)
    (line,) = (line for line in built.warnings.splitlines() if "[dlms.sts]" in line)
    assert "index.rst:6: WARNING: words of this text are not in the STS" in line
    assert "lostword" in line


@pytest.mark.parametrize("project", ["example", "awkward_standard"])
def test_numbers_are_those_of_all_outputs(project: str, request: pytest.FixtureRequest) -> None:
    built = request.getfixturevalue(project)(BUILDER)
    root, env = root_of(built), environment(built.out.parent / "doctrees")
    assert labels(root, "sec", "term-sec", "app") == clause_numbers(env)
    assert labels(root, "table-wrap") == [f"Table {number}" for number in caption_numbers(env, "table")]
    figures = [label for label in labels(root, "fig") if label.startswith("Figure")]
    assert figures == sorted(f"Figure {number}" for number in caption_numbers(env, "figure"))


def test_references_print_the_number_of_what_they_lead_to(example: Builds) -> None:
    root = root_of(example(BUILDER))
    by_id = {element.get("id"): element for element in root.iter()}
    numbered = [xref for xref in root.iter("xref") if xref.get("ref-type") in {"table", "fig", "sec", "app"}]
    printed = [(text(xref), text(by_id[xref.get("rid")].find("label"))) for xref in numbered]
    wrong = [
        (said, label) for said, label in printed if said.startswith(("Table ", "Figure ", "Annex ")) and said != label
    ]
    wrong += [
        (said, label)
        for said, label in printed
        if said[:1].isdigit() and said.replace(".", "").isdigit() and said != label
    ]
    assert len(numbered) > 100
    assert wrong == []


def test_metadata(awkward_standard: Builds) -> None:
    meta = root_of(awkward_standard(BUILDER)).find("front/std-meta")
    assert meta is not None
    said = {path: text(meta.find(path)) for path in (
        "title-wrap/intro", "title-wrap/main", "title-wrap/compl", "release-version", "std-ident/originator",
        "std-ident/doc-type", "std-ident/doc-number", "std-ident/part-number", "std-ident/edition", "content-language",
        "std-ref", "pub-date", "comm-ref", "permissions/copyright-year",
    )}  # fmt: skip
    assert said == {
        "title-wrap/intro": "Electricity metering data exchange",
        "title-wrap/main": "The DLMS/COSEM suite",
        "title-wrap/compl": "Part 8-99: awkward <communication> profile & more",
        "release-version": "CDV",
        "std-ident/originator": "IEC",
        "std-ident/doc-type": "TS",
        "std-ident/doc-number": "62056",
        "std-ident/part-number": "8-99",
        "std-ident/edition": "1.0",
        "content-language": "en",
        "std-ref": "IEC TS 62056-8-99:2026",
        "pub-date": "2026-01-01",
        "comm-ref": "TC 13",
        "permissions/copyright-year": "2026",
    }
    assert [text(ics) for ics in meta.iter("ics")] == ["17.220", "35.100"]


def test_types_of_sections_and_annexes(example: Builds) -> None:
    root = root_of(example(BUILDER))
    types = [(sec.get("sec-type"), text(sec.find("title"))) for sec in root.iter("sec") if sec.get("sec-type")]
    assert types == [
        ("foreword", "Foreword"),
        ("intro", "Introduction"),
        ("scope", "Scope"),
        ("norm-refs", "Normative references"),
        ("terms", "Terms, definitions and abbreviated terms"),
        ("terms", "Terms and definitions"),
    ]
    annexes = [(app.get("content-type"), text(app.find("annex-type"))) for app in root.iter("app")]
    assert annexes == [("informative-annex", "(informative)"), ("normative-annex", "(normative)")]


def test_a_term_is_an_entry_with_its_parts(awkward_standard: Builds) -> None:
    (entry,) = root_of(awkward_standard(BUILDER)).iter("term-sec")
    (language,) = entry.iter(f"{TBX}langSet")
    parts = [(part.tag.removeprefix(TBX), text(part)) for part in language]
    assert parts == [
        ("definition", "procedure bywhichdeflistonedeflisttwo"),
        ("example", "exampleone"),
        ("note", "firstnotemorenote"),
        ("note", "secondnote"),
        ("source", "IEC 60050"),
        ("tig", "joining"),
        ("tig", "entering"),
    ]
    kinds = [kind.get("value") for kind in entry.iter(f"{TBX}normativeAuthorization")]
    assert kinds == ["preferredTerm", "admittedTerm"]


def test_references_are_standards(awkward_standard: Builds, example: Builds) -> None:
    (ref,) = root_of(awkward_standard(BUILDER)).iter("ref")
    std = ref.find("std")
    assert std is not None
    assert (text(ref.find("label")), std.get("type")) == ("[1]", "dated")
    assert (text(std.find("std-ref")), text(std.find("title"))) == ("IEC 62056-5-3:2023", "Thetitle")
    assert len(list(root_of(example(BUILDER)).iter("ref"))) > 20


def test_tables_have_their_footnotes_and_spans(awkward_standard: Builds) -> None:
    tables = list(root_of(awkward_standard(BUILDER)).iter("table-wrap"))
    captioned = next(table for table in tables if text(table.find("label")) == "Table 1")
    note = captioned.find("table-wrap-foot/fn")
    assert note is not None
    assert (text(note.find("label")), text(note.find("p"))) == ("a", "capnote")
    assert [xref.get("rid") for xref in captioned.iter("xref")] == [note.get("id")]
    assert [(cell.get("rowspan"), cell.get("colspan")) for cell in captioned.iter("td")] == [
        ("2", None), (None, None), (None, None), (None, "2")
    ]  # fmt: skip


def test_figures_are_files_with_a_text_alternative(example: Builds) -> None:
    built = example(BUILDER)
    graphics = list(root_of(built).iter("graphic"))
    assert len(graphics) == 13
    for graphic in graphics:
        assert (built.out / str(graphic.get(f"{XLINK}href"))).is_file()
        assert text(graphic.find("alt-text"))


def test_formulae_are_mathml_or_their_source_with_a_finding(awkward_standard: Builds) -> None:
    built = awkward_standard(BUILDER)
    root = root_of(built)
    assert [text(found) for found in root.iter("tex-math")] == [r"\frac{a}{b} = \badcommand{x}", "{{{"]
    assert len(list(root.iter("{http://www.w3.org/1998/Math/MathML}math"))) == 4
    lines = [line.partition(".rst:")[2] for line in built.warnings.splitlines() if "[dlms.sts]" in line]
    numbers = [
        awkward.SCOPE.splitlines().index(line) + 1 for line in awkward.SCOPE.splitlines() if "bad" in line.lower()
    ]
    assert [int(line.partition(":")[0]) for line in lines] == numbers[:2]


def test_what_is_no_picture_is_named_with_a_finding(tmp_path: Path) -> None:
    files = {"index.rst": "Scope\n=====\n\n.. image:: secret\n   :alt: Words.\n", "secret": "root:x:0:0\n"}
    built = build(write(tmp_path / "source", files), tmp_path / "out", builder=BUILDER)
    assert not list(built.out.glob("graphics/*"))
    assert "[Words.]" in text(root_of(built))
    assert "index.rst:4: WARNING: the picture is of a kind that STS does not have" in built.warnings


def test_the_index_leads_to_its_clauses(example: Builds) -> None:
    root = root_of(example(BUILDER))
    by_id = {element.get("id"): element for element in root.iter()}
    pointers = list(root.iter("nav-pointer"))
    assert len(pointers) > 100
    assert all(pointer.get("rid") in by_id for pointer in pointers)
    assert len(list(root.iter("index-term"))) > 100


def test_provisions_keep_their_identifiers(example: Builds) -> None:
    targets = [each for each in root_of(example(BUILDER)).iter("target") if each.get("target-type") == "provision"]
    assert len(targets) == 84
    assert all(target.get("specific-use") and target.get("id") for target in targets)


def test_an_edition_keeps_ids_and_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    files = {name: content for name, content in awkward.FILES.items() if name != "annex.rst"}
    source = write(tmp_path / "source", {**files, "annex.rst": awkward.ANNEX}, awkward.CONF)
    first = build(source, tmp_path / "first", builder=BUILDER)
    again = build(source, tmp_path / "again", "-j2", builder=BUILDER)
    assert next(first.out.glob("*.xml")).read_bytes() == next(again.out.glob("*.xml")).read_bytes()
    edit(
        source / "scope.rst",
        "Firstpart\n---------\n",
        "Newpart\n-------\n\n.. list-table:: New\n\n   * - x\n\nFirstpart\n---------\n",
    )
    edited = build(source, tmp_path / "edited", builder=BUILDER)
    ids = [{element.get("id") for element in root_of(each).iter()} for each in (first, edited)]
    assert {name for name in ids[0] - ids[1] if name and "id" not in name} == set()
