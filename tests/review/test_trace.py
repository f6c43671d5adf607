"""The items of the example standard and their links, derived without a word of its authors."""

from __future__ import annotations

import io

import pytest

from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.trace import Item, ItemKind, LinkKind, Trace
from sphinx_dlmsprofile.template.demands import demands
from tests.support import EXAMPLE


@pytest.fixture(scope="module")
def example() -> Trace:
    """The trace of the example."""
    judgement = judge_project(EXAMPLE, log=io.StringIO())
    assert judgement is not None
    assert len(trace(judgement.project).of(ItemKind.PROVISION)) == len(judgement.project.of(Provision))
    return trace(judgement.project)


def titled(example: Trace, kind: ItemKind, title: str) -> Item:
    """The only item of a kind with that title."""
    (item,) = (item for item in example.of(kind) if item.title == title)
    return item


def by_identifier(example: Trace) -> dict[str, Item]:
    """All items by identifier."""
    return {item.identifier: item for item in example.items}


def titles(example: Trace, identifiers: tuple[str, ...]) -> list[str]:
    """What stands behind identifiers."""
    return [by_identifier(example)[identifier].title for identifier in identifiers]


def test_identifiers_are_unique_and_links_lead_somewhere(example: Trace) -> None:
    assert len(by_identifier(example)) == len(example.items)
    targets = {target for item in example.items for links in item.links.values() for target in links}
    assert targets <= set(by_identifier(example))


def test_clauses_answer_demands(example: Trace) -> None:
    clause = titled(example, ItemKind.CLAUSE, "7.4 Security mechanisms")
    answered = {by_identifier(example)[name].facts["template"] for name in clause.linked(LinkKind.ANSWERS)}
    assert answered == {"7.4"}
    assert len(example.of(ItemKind.DEMAND)) == len(demands())


def test_provisions_answer_demands(example: Trace) -> None:
    known = by_identifier(example)
    answered = known["suite-0"].linked(LinkKind.ANSWERS)
    assert {known[name].facts["template"] for name in answered} == {"7.4"}
    demand = next(item for item in example.of(ItemKind.DEMAND) if item.title.startswith("6-3:"))
    back = [item.identifier for item in example.leading_to(demand.identifier, LinkKind.ANSWERS)]
    assert back == ["clause-sec-addressing", "same-sap-numbers"]


def test_new_classes_are_shown_by_what_uses_them(example: Trace) -> None:
    shown = {item.title: example.leading_to(item.identifier, LinkKind.SHOWS) for item in example.of(ItemKind.CLASS)}
    assert [item.title for item in shown["IEEE 802.11ah setup"]] == ["Attributes of the setup objects"]
    assert "Reading operation_state" in [item.title for item in shown["IEEE 802.11ah diagnostic"]]


def test_provisions_stand_in_clauses(example: Trace) -> None:
    for provision in example.of(ItemKind.PROVISION):
        (clause,) = provision.linked(LinkKind.DEFINED_IN)
        assert by_identifier(example)[clause].number == provision.number
        assert provision.docname
    below = titled(example, ItemKind.CLAUSE, "7.2.1 Establishment")
    assert titles(example, below.linked(LinkKind.PART_OF)) == [
        "7.2 Application Association establishment and release: ACSE services"
    ]


def test_an_encoded_apdu_shows(example: Trace) -> None:
    reading = titled(example, ItemKind.EXAMPLE, "Reading operation_state")
    assert titles(example, reading.linked(LinkKind.SHOWS)) == [
        "The client should read the “IEEE 802.11ah diagnostic” object once a day.",
        "General profile",
        "GET",
        "IEEE 802.11ah diagnostic",
    ]
    opening = titled(example, ItemKind.EXAMPLE, "AARQ in the general profile")
    assert "confirmed" in titles(example, opening.linked(LinkKind.SHOWS))


def test_clause_8_uses_classes(example: Trace) -> None:
    clock = titled(example, ItemKind.CLASS, "Clock")
    assert clock.facts == {"kind": "existing", "class_id": "8"}
    # It is found where a text names it, else in the first example that shows it.
    assert (clock.docname, clock.anchor) == ("annex-a", "reading-the-clock-in-the-ip-based-profile")
    push = titled(example, ItemKind.CLASS, "Push setup")
    assert example.leading_to(push.identifier, LinkKind.SHOWS)
    assert push.docname == "08-configuration"
    address = titled(example, ItemKind.CLASS, "MAC address setup")
    users = example.leading_to(address.identifier, LinkKind.USES)
    assert "8.2" in {user.number for user in users}
    own = titled(example, ItemKind.CLASS, "IEEE 802.11ah setup")
    assert own.facts["kind"] == "new"
    assert own.number == "B.2"


def test_clauses_cite_standards(example: Trace) -> None:
    reference = titled(example, ItemKind.REFERENCE, "RFC 8724")
    citing = {clause.number for clause in example.leading_to(reference.identifier, LinkKind.CITES)}
    assert any(number.startswith("5.4.3") for number in citing), citing
