"""The kinds of publication have one list of names."""

from __future__ import annotations

from sphinx_dlmsprofile.model.title import DELIVERABLES, Deliverable


def test_short_and_full_names() -> None:
    assert DELIVERABLES == ("IS", "TS", "TR", "PAS")
    assert {each.name: f"{each.article} {each.value}" for each in Deliverable} == {
        "IS": "an International Standard",
        "TS": "a Technical Specification",
        "TR": "a Technical Report",
        "PAS": "a Publicly Available Specification",
    }


def test_a_short_name_is_known_in_any_case() -> None:
    assert Deliverable.of(" ts ") is Deliverable.TS
    assert Deliverable.of("XS") is None
    assert Deliverable.called("pas") == "Publicly Available Specification"
    assert Deliverable.called("Guide") == "Guide"
