"""Names in a text: how each kind compares, and what leads nowhere."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.analysis.name_index import Measure, NameForm, NameIndex, Place

TERM = NameForm("application layer", Measure.TERM, Place("terms", "al"))
LONGER = NameForm("application layer service", Measure.TERM, Place("terms", "als"))
MIXED = NameForm("L2A message", Measure.TERM, Place("terms", "l2a"))
SHORT = NameForm("AL", Measure.EXACT, Place("terms", "abbreviation-AL"), yields=True)
CLASS = NameForm("Radio setup", Measure.JOINTS, Place("annex", "class"))
MEMBER = NameForm("join_delay", Measure.EXACT, Place("annex", "attribute"))
SAP = NameForm("Public Client", Measure.LETTERS, Place("saps", "public"))
NEARLY = NameForm("No-station", Measure.LETTERS, Place("saps", "no"))
KNOWN = NameIndex((TERM, LONGER, MIXED, SHORT, CLASS, MEMBER, SAP, NEARLY))


def found(text: str, known: NameIndex = KNOWN) -> list[str]:
    return [text[start:end] for start, end, _ in known.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Application layer and the\napplication\u00a0layer.", ["Application layer", "application\u00a0layer"]),
        ("An application layer service.", ["application layer service"]),
        ("An L2A message, an L2A Message.", ["L2A message", "L2A Message"]),
        ("An l2a message.", []),
        ("The AL, the al, the AL-PDU, the AL/PDU, AL.open, pre-AL, AL's.", ["AL", "AL"]),
        (
            "The Radio setup, a Radio Set-up, a Radio-setup, the radio setup.",
            ["Radio setup", "Radio Set-up", "Radio-setup"],
        ),
        ("The join_delay, the join delay, the Join_delay.", ["join_delay"]),
        ("A Public Client, a Public-Client, a public client. Be Public. Client", ["Public Client", "Public-Client"]),
        ("No-station; there is no station. No station answers.", ["No-station"]),
        ("application, layer; application_layer; my-application layer", []),
        ("İAL ẞ AL", ["AL"]),
    ],
)
def test_a_text_has_names_as_their_kind_compares(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_what_leads_to_several_places_leads_nowhere() -> None:
    other = NameForm("public client", Measure.TERM, Place("terms", "public"))
    assert found("The Public Client.", NameIndex((SAP, other))) == []
    # And what is shorter in it is not meant there either.
    inner = NameForm("client", Measure.TERM, Place("terms", "client"))
    assert found("The Public Client, a client.", NameIndex((SAP, other, inner))) == ["client"]


def test_an_abbreviation_gives_way_to_a_term_of_its_letters() -> None:
    term = NameForm("AL", Measure.TERM, Place("terms", "term-AL"))
    (only,) = NameIndex((SHORT, term)).find("The AL.")
    assert only.form == term


def test_only_what_the_words_of_a_document_can_say_is_looked_for() -> None:
    assert set(KNOWN.forms_within(frozenset({"the", "radio", "setup", "al", "layer"}))) == {CLASS, SHORT}
    assert not set(KNOWN.forms_within(frozenset({"radio", "startup"})))
    assert found("A Radio setup.", KNOWN.within(frozenset({"radio", "setup"}))) == ["Radio setup"]


def test_a_long_text_is_searched_in_one_pass() -> None:
    known = NameIndex(NameForm(f"word {number}", Measure.TERM, Place("x", str(number))) for number in range(5_000))
    text = " ".join(f"word {number} word" for number in range(20_000))
    assert len(found(text, known)) == 5_000
