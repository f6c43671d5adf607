"""What only a copy of the template can prove: the fingerprints are of it, the importer finds it in text and PDF."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
import yaml

from sphinx_dlmsprofile.commands.standard import check_project
from sphinx_dlmsprofile.parsing.template_file import read_template_file
from sphinx_dlmsprofile.template.fingerprints import fingerprints, to_json
from sphinx_dlmsprofile.template.wording import Stream, passages_in
from tests.support import Source, run_command
from tests.template.licensed import COPY, filled, needs_copy, texts, tool

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.finding import Finding

pytestmark = needs_copy

TITLE = """\
.. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
   :deliverable: {deliverable}
   :description: radio between meters
"""

OWN = "Utilities need this profile for battery powered meters and their daily readings."
BOUNDARY = "Radio planning is out of scope."


def test_fingerprints_are_of_the_copy() -> None:
    made = tool()
    copy = list(made.paragraphs_of(COPY.read_text(encoding="utf-8")))
    expected, stored = (json.loads(json.dumps(to_json(prints))) for prints in (made.make(copy, {}), fingerprints()))
    for paragraph in stored["paragraphs"]:
        # Newer forms follow; they come from the Directives and not from the copy.
        del paragraph["forms"][1:]
    assert stored == expected


def test_all_passages_are_recognised() -> None:
    for passage in fingerprints().passages:
        assert passage.id in {found.id for found in passages_in(texts()[passage.id], fingerprints())}


def test_newer_drafting_of_the_copy() -> None:
    for paragraph in fingerprints().paragraphs:
        text = filled(paragraph.id).replace("This International Standard", "This document")
        assert Stream([text], fingerprints()).find(paragraph), paragraph.id


def profile(order: str = "exact", deliverable: str = "IS", **changed: str) -> Source:
    """A skeleton with the template's wording, in which paragraphs may be changed."""
    wording = {paragraph.id: filled(paragraph.id) for paragraph in fingerprints().paragraphs} | changed
    parts = {
        "Introduction": ("introduction", OWN),
        "Scope": ("scope", BOUNDARY),
        "Normative references": ("references", ""),
        "Terms, definitions and abbreviations": ("", ""),
    }
    lines = [TITLE.format(deliverable=deliverable)]
    for heading, (prefix, own) in parts.items():
        lines += [heading, "=" * len(heading), ""]
        mandated = [text for name, text in wording.items() if prefix and name.startswith(prefix)]
        lines += [" ".join(mandated)] if order == "joined" else [f"{text}\n" for text in mandated]
        lines += ["", own, ""]
    lines += ["Terms and definitions", "-" * 21, ""]
    lines += [f"{text}\n" for name, text in wording.items() if name.startswith("terms")]
    lines += [
        "Annex B (normative) New COSEM interface classes and OBIS codes",
        "=" * 62,
        "",
        "The object 0-0:39.0.0.255.",
        "",
    ]
    lines += [f"{text}\n" for name, text in wording.items() if name.startswith("annex")]
    return Source({"index.rst": "\n".join(lines)}, {"dlms_stage": "final"})


OURS = (
    "mandated-wording-missing",
    "mandated-wording-altered",
    "description-missing",
    "description-mismatch",
    "justification-missing",
    "scope-boundary-missing",
    "annex-b-missing-supersession",
    "deliverable-mismatch",
    "template-text-left",
    "placeholder-left",
)


def judged(source: Source, directory: Path) -> list[Finding]:
    found = check_project(source.write(directory), log=io.StringIO())
    return [finding for finding in found if finding.rule in OURS]


@pytest.mark.parametrize("order", ["exact", "joined"])
def test_whole_wording_is_clean(order: str, tmp_path: Path) -> None:
    assert judged(profile(order), tmp_path) == []
    assert judged(profile(order).as_myst(), tmp_path / "myst") == []


def test_markup_does_not_matter(tmp_path: Path) -> None:
    subject = filled("introduction-subject").replace("DLMS/COSEM", "**DLMS**/*COSEM*")
    source = profile(**{"introduction-subject": subject.replace(" communication", "\ncommunication")})
    assert judged(source, tmp_path) == []


@pytest.mark.parametrize("name", ["introduction-suite", "scope-projects", "terms-precedence", "references-application"])
def test_one_paragraph_gone(name: str, tmp_path: Path) -> None:
    found = judged(profile(**{name: ""}), tmp_path)
    assert [(finding.rule, name in finding.message) for finding in found] == [("mandated-wording-missing", True)]


@pytest.mark.parametrize("name", ["introduction-suite", "scope-restriction", "terms-precedence", "annex-b-integration"])
def test_one_word_gone(name: str, tmp_path: Path) -> None:
    words = filled(name).split(" ")
    found = judged(profile(**{name: " ".join((*words[:2], *words[3:]))}), tmp_path)
    assert [(finding.rule, name in finding.message) for finding in found] == [("mandated-wording-altered", True)]


def test_another_description_in_the_scope(tmp_path: Path) -> None:
    source = profile(**{"scope-subject": filled("scope-subject", description="wires between meters")})
    (found,) = judged(source, tmp_path)
    assert found.rule == "description-mismatch"
    assert "wires between meters" in found.message


def test_another_description_in_the_title(tmp_path: Path) -> None:
    changed = {
        name: filled(name, description="wires between meters") for name in ("introduction-subject", "scope-subject")
    }
    (found,) = judged(profile(**changed), tmp_path)
    assert (found.rule, found.at.line) == ("description-mismatch", 3)


def test_wording_in_the_wrong_clause(tmp_path: Path) -> None:
    name = "introduction-suite"
    (found,) = judged(
        profile(**{name: "", "scope-projects": f"{filled('scope-projects')}\n\n{filled(name)}"}), tmp_path
    )
    assert found.rule == "mandated-wording-missing"
    assert "move it to the Introduction" in found.message


def test_what_is_not_filled_in_is_a_placeholder_alone(tmp_path: Path) -> None:
    blank = "<add a brief description>"
    changed = {name: filled(name, description=blank) for name in ("introduction-subject", "scope-subject")}
    found = judged(profile(**changed), tmp_path)
    assert [finding.rule for finding in found] == ["placeholder-left"] * 2


def test_another_kind_of_deliverable(tmp_path: Path) -> None:
    found = judged(profile(deliverable="TS"), tmp_path)
    assert [finding.rule for finding in found] == ["deliverable-mismatch"] * 2


def test_passages_to_be_removed(tmp_path: Path) -> None:
    source = profile(**{"scope-subject": f"{texts()['template-contents']}\n\n{filled('scope-subject')}"})
    found = judged(source, tmp_path)
    assert [(finding.rule, "(clause 1)" in finding.message) for finding in found] == [("template-text-left", True)]


# The importer


def as_pdf(text: str) -> bytes:
    """The copy as PDF: narrow, hyphenated, with heads and feet on its pages."""
    typst = pytest.importorskip("typst")
    source = [
        "#let head = [IEC TS 62056-1-1:2016 © IEC 2016 #h(1fr) Draft]",
        '#set page(width: 120mm, height: 150mm, margin: 15mm, numbering: "– 1 –", header: head)',
        '#set text(size: 11pt, lang: "en", hyphenate: true)',
        "#set par(justify: true)",
    ]
    source += [f"#par({json.dumps(line, ensure_ascii=False)})" for line in text.splitlines() if line.strip()]
    return bytes(typst.compile("\n".join(source).encode()))


def imported(path: Path, tmp_path: Path) -> dict[str, str]:
    output = tmp_path / "template.yaml"
    status, out, err = run_command("import-template", str(path), "--output", str(output))
    assert (status, err) == (0, ""), out
    assert f"{len(fingerprints().paragraphs)} of {len(fingerprints().paragraphs)}" in out
    return read_template_file(output)


def test_import_from_text(tmp_path: Path) -> None:
    found = imported(COPY, tmp_path)
    for name, text in found.items():
        assert text.replace("{description}", "radio between meters") == filled(name, year=":2016"), name


def test_import_from_pdf(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    path = tmp_path / "template.pdf"
    path.write_bytes(as_pdf(COPY.read_text(encoding="utf-8")))
    text = imported(path, tmp_path)
    plain = {name: "".join(wording.split()) for name, wording in imported(COPY, tmp_path).items()}
    assert {name: "".join(wording.split()) for name, wording in text.items()} == plain


@pytest.mark.parametrize("deliverable", ["IS", "TS"])
def test_imported_wording_is_inserted(deliverable: str, tmp_path: Path) -> None:
    from tests.builds.building import build  # noqa: PLC0415

    imported(COPY, tmp_path)
    text = (
        TITLE.format(deliverable=deliverable)
        + f"""
Introduction
============

.. template-text:: introduction

{OWN}

Scope
=====

.. template-text:: scope

{BOUNDARY}

Normative references
====================

.. template-text:: references

Terms, definitions and abbreviations
====================================

Terms and definitions
---------------------

.. template-text:: terms

Annex B (normative) New COSEM interface classes and OBIS codes
==============================================================

The object 0-0:39.0.0.255.

.. template-text:: annex-b
"""
    )
    conf = {"dlms_stage": "final", "dlms_template_file": "../template.yaml"}
    source = Source({"index.rst": text}, conf)
    assert judged(source, tmp_path / "rst") == []
    assert judged(source.as_myst(), tmp_path / "myst") == []
    build(tmp_path / "rst", tmp_path / "out", builder="text")
    page = " ".join((tmp_path / "out" / "index.txt").read_text(encoding="utf-8").split())
    kind = {"IS": "This International Standard", "TS": "This Technical Specification"}[deliverable]
    assert page.count(f"{kind} specifies") == 2
    assert page.count("for radio between meters.") == 2


def test_a_changed_file_is_not_the_template(tmp_path: Path) -> None:
    imported(COPY, tmp_path)
    path = tmp_path / "template.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump({**data, "scope-projects": "Anything goes.", "nonsense": 1}), encoding="utf-8")
    assert set(read_template_file(path)) == set(data) - {"scope-projects"}
