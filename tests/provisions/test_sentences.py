"""Where sentences end, and which verbal forms they have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.model.provision import derived_identifier
from sphinx_dlmsprofile.text.sentences import sentence_spans
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind, kind_of, may_hold_form, verbal_forms


@pytest.mark.parametrize(
    "sentences",
    [
        ["A station shall join.", "It may leave."],
        ["Services, e.g. Get, i.e. reading, shall be used.", "No. 3 of Fig. A.1 shall not."],
        ["The voltage is 1.5 V.", "It shall not exceed 2,5 V."],
        ["As in IEC 62056-5-3:2023, 7.2, it shall do so.", "See 5.3.1.", "16 octets follow."],
        ["It ends as in 5.3.1.", "The next one begins."],
        ["See Annex A.", "A client shall read it."],
        ["Clocks, logs, etc. shall be kept.", "Others may be kept, etc.", "That is all."],
        ["The value is kept.", "mac_address shall be static.", "xDLMS services shall be used."],
        ['He says "It shall."', "It ends (as in 7.2.)", "So it is."],
        ["Is it so?", "Yes!", "“Quoted text” follows."],
        ["According to Smith et al. the value shall be 3."],
        ["Values of approx. 3 s, cf. Table 3, may be used."],
        ["at most 16 octets; the rest shall be zero"],
        ["The limit is 3 s.", "α shall be 5.", "x shall be 6 m.", "y is free."],
        ["A station shall join.", "it shall log that.", "if it fails, it shall stop."],
        ["At 03:00 a.m. the meter, relays, etc. the client has shall restart.", "the rest waits 5 s.", "the end."],
        ["It shall support class 180, v. 2 as in Annex C, p. 3.", "At 5 V.", "it stops."],
        ["The voltage is 5 V.", "3 relays shall open.", "The unit is V.", "A client reads it."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    text = "  " + "\n ".join(sentences) + " "
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(st.text(alphabet="aB1.!?;: \n\"'()ﬁ\ufffc\ufdd0", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    spans = list(sentence_spans(text))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize(
    ("sentence", "forms"),
    [
        ("A client shall send.", ["shall"]),
        ("It shall not send, should not wait and may stop.", ["shall not", "should not", "may"]),
        ("It SHALL NOT send and MAY stop.", ["shall not", "may"]),
        ("It cannot send, can not wait, need not stop.", ["cannot", "can not", "need not"]),
        ("Shall be zero", ["shall"]),
        ("Should be zero", ["should"]),
        ("Can only be read", ["can"]),
        ("Need not be kept", ["need not"]),
        ("Should the link fail, the station joins again.", []),
        ("Should the link fail, the station shall join again.", ["shall"]),
        ("In May 2016 it was published.", []),
        ("May 2016", []),
        ("Theresa May wrote it.", []),
        ("The CAN bus is not used.", []),
        ("The meter is sealed in a can.", []),
        ("The can is sealed.", []),
        ("A tin can of paint and a can of oil.", []),
        ("There is the need not to send.", []),
        # A letter is a name, too
        ("Timer A shall run for 3 s.", ["shall"]),
        ("Stations in band A shall use 36 kHz.", ["shall"]),
        ("Party A may close the association, party B cannot.", ["may", "cannot"]),
        ("Channel A can be used; channel A need not be used.", ["can", "need not"]),
        ("where a shall be positive", ["shall"]),
        ("where a can take any value", ["can"]),
        ("The variable a can be zero.", ["can"]),
        ("Entity A SHOULD wait.", ["should"]),
        ("A station that can sleep may do so.", ["can", "may"]),
        ('The word "shall" is used for requirements.', []),
        ("The verb shall is used for requirements, the words should and may are not.", []),
        ("The terms shall, should and may have the meaning that the Directives give them.", []),
        ("Both words shall be sent, and the term shall not be used.", ["shall", "shall not"]),
        ("The expressions may have several values; each word may be sent twice.", ["may", "may"]),
        ("The class “Meters that may sleep” is not used.", []),
        ('The object of class "Clock" shall be there.', ["shall"]),
        ("The attribute may_sleep is there.", []),
        ("The option can-sleep, Clock.may and a shallow maybe.", []),
        ("Parties need the key.", []),
        ("A client must send.", []),
    ],
)
def test_verbal_forms(sentence: str, forms: list[str]) -> None:
    assert list(verbal_forms(sentence)) == forms
    assert may_hold_form(sentence) or not forms


@pytest.mark.parametrize(
    ("forms", "kind"),
    [
        (("may", "shall not"), ProvisionKind.REQUIREMENT),
        (("can", "should"), ProvisionKind.RECOMMENDATION),
        (("need not", "cannot"), ProvisionKind.PERMISSION),
        (("cannot",), ProvisionKind.POSSIBILITY),
    ],
)
def test_the_strongest_form_counts(forms: tuple[str, ...], kind: ProvisionKind) -> None:
    assert kind_of(forms) is kind


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("A client shall not take an address for the identity.", "client-shall-not-take-address-identity"),
        ("All three suites of IEC 62056-5-3 can be used.", "three-suites-iec-can-used"),
        ("Für das Gerät shall gelten", "fur-das-gerat-shall-gelten"),
        ("16 octets shall follow", "octets-shall-follow"),
        ("16", "provision"),
    ],
)
def test_derived_identifiers(text: str, identifier: str) -> None:
    assert derived_identifier(text) == identifier
