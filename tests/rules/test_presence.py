"""Rules on what is absent: no accident of words satisfies them, and answers in unusual words do."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.template.outline import CLAUSES
from tests.support import Source, check

if TYPE_CHECKING:
    from pathlib import Path

_UNRELATED = """
The compiler keeps a table of names, and a second table holds the places at which they are first used.
A push of a value onto the stack takes one cycle, while a call of the same routine takes four of them.
The wrapper around the library hides its error codes and returns an exception in their place.
Unconfirmed setting of the clock in the laboratory led to a drift of three minutes in a month.
The client of the printing service draws the page, and the server of the print room turns it into ink.
A key concept of the language is that each name has one meaning in each file, whatever its length.
The stream of the river was measured at nine bridges, and each bridge has a mark for the highest level.
The layer of paint is thin, and the layer below it protects the metal from rust during the winter.
Blocks of stone were cut in the quarry, carried on sledges, and set without mortar in a single season.
The editor shows the line in which the cursor stands, with its column, and the last change in another colour.
Only a small share of the trees was planted again, since the soil of the slope is dry and full of gravel.
The train stops at every second station, and passengers who want to leave press a button beside the door.
A lens with a long focal length makes distant mountains look near, and shortens the road between them.
The recipe asks for two eggs, and for as much flour as the dough takes until it does not stick any more.
The orchestra tunes to the oboe, whose pitch changes less than that of the strings when the hall warms up.
A parser reads one sign after the other, and decides with a table of states what it does with each of them.
The association of gardeners meets in spring, and its members exchange seeds and young plants.
The report of the journey names the villages, but not the hosts who had offered a bed and a meal.
The default colour is blue, and whoever wants another one writes its name behind the equals sign.
Maps of the valley show the old mill, the new road, and the footpath between them along the brook.
The referee may stop the game, and does so when the light is bad or when rain covers the field.
Each volume has an index, in which the page numbers of pictures are printed in bold type.
The network of pipes below the town was drawn for the first time after the flood of that year.
The message of the play is lost on those who look for a plot, which the author never had in mind.
A sensor of light opens the blinds in the morning, and a sensor of wind closes them before a storm.
The library lends books for four weeks, and one reader can have ten of them at the same time.
The physical exercise of the crew takes two hours a day, since muscles shrink where there is no weight.
The bridge is suspended from two cables, each of which is made of several thousand wires of steel.
The address of the workshop is painted on the wall, in letters that are taller than a man.
The program counts words, sorts them, and prints those that stand in the text more than once.
Sound travels faster in water than in air, so that a diver hears a boat long before it comes into sight.
The museum has a group of statues that nobody has claimed, and a catalogue in which they are listed.
The weather station sends its reading by post, on a card that the observer fills in with a pencil.
The actor is known to the audience from an earlier film, in which he read letters aloud to a blind man.
The train of thought is easy to follow in the first half, and is given up without a word in the second.
The clerk signals to the driver with a lamp, whose colour can be seen from a distance of a mile.
The garden is divided by hedges, and a path of white pebbles leads from one part to the next.
The method was described a hundred years ago, and has been forgotten and found again since then.
A single frame of the film lasts for a twenty-fourth of a second, and no eye takes it for a picture.
The policy of the house is that guests leave their shoes at the door and their umbrellas in the stand.
The register of births was kept by the parish, in a hand that only one of its priests could read.
The session of the parliament ended before the vote, since the speaker had lost his voice.
The letter was sealed with wax, and the seal shows a bird with spread wings above a branch.
The value of the coin is less than that of its metal, so that nobody uses it to pay with.
""".strip().splitlines()

_LEADS = {
    "5.5": "A device joins the network and leaves it again. Registration is specified in the communication standard.",
    "2": "None.",
}
"""What makes rules ask: the first that is told of joining, and of the standard that it is left to."""

_STACK = """.. layer-stack:: The DLMS/COSEM XYZ communication profiles

   layers:
     conv: {role: adaptation, name: L2 adaptation layer, clause: 5.4.2}
     mac: {role: mac, name: XYZ MAC, standard: IEEE 802.15.4}
     phy: {role: physical, name: XYZ PHY, standard: IEEE 802.15.4}
   profiles:
     General profile: {kind: general, stack: [ap, al, conv, mac, phy]}
     IP profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, mac, phy]}
"""

PRESENCE = (
    "addressing-intermediate-missing",
    "addressing-physical-missing",
    "adaptation-unspecified",
    "association-kinds-missing",
    "association-reference-missing",
    "association-release-missing",
    "configuration-class-missing",
    "environment-missing",
    "example-missing",
    "foreword-committee-missing",
    "foreword-drafting-missing",
    "foreword-series-missing",
    "foreword-stability-missing",
    "foreword-voting-missing",
    "justification-missing",
    "layer-list-missing",
    "long-messages-unspecified",
    "mapping-missing",
    "open-parameter-missing",
    "registration-notification-missing",
    "registration-reference-missing",
    "scope-boundary-missing",
    "security-keys-missing",
    "security-lower-unspecified",
    "security-unspecified",
    "service-missing",
    "usage-missing",
)
_DOCUMENTS = 10
_WORDS = 300


def _standard(texts: dict[str, str]) -> str:
    """All clauses of the template with a text of their own."""
    found = ["=======\nProfile\n=======\n"]
    found += [f"{title}\n{'=' * len(title)}\n\n{texts.get(title, '')}\n" for title in ("Foreword", "Introduction")]
    for part in (part for top in CLAUSES for part in top.walk()):
        found.append(f"{part.title}\n{'=-~'[part.number.count('.')] * len(part.title)}\n")
        if not part.children:
            found.append(f"{_STACK if part.number == '5.2' else ''}\n{texts.get(part.number, '')}\n")
    for title, number in (
        ("Annex A (informative) Examples", "A"),
        ("Annex B (normative) New COSEM interface classes", "B"),
    ):
        found.append(f"{title}\n{'=' * len(title)}\n\n{texts.get(number, '')}\n")
    return "\n".join(found)


def _unrelated(chance: random.Random) -> str:
    sentences: list[str] = []
    while sum(len(each.split()) for each in sentences) < _WORDS:
        sentences.append(chance.choice(_UNRELATED))
    return "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4))


def test_no_accident_of_words(tmp_path: Path) -> None:
    reported: Counter[str] = Counter()
    places = ["Foreword", "Introduction", "A", "B", *(part.number for top in CLAUSES for part in top.walk())]
    for seed in range(_DOCUMENTS):
        chance = random.Random(seed)
        texts = {place: f"{_LEADS.get(place, '')}\n\n{_unrelated(chance)}" for place in places}
        findings = check(Source({"index.rst": _standard(texts)}), tmp_path / str(seed))
        reported.update({finding.rule for finding in findings})
    short = {rule: reported[rule] for rule in PRESENCE if reported[rule] < 0.9 * _DOCUMENTS}
    assert short == {}


ANSWERS: dict[str, tuple[tuple[str, str], ...]] = {
    "justification-missing": (
        (
            "Introduction",
            "Water meters in deep shafts are out of reach of other radios; this is for their daily readings.",
        ),
        (
            "Introduction",
            "Where utilities wish to renew firmware over the air, no existing part of the suite helps them.",
        ),
        (
            "Introduction",
            "Operators of district heating asked for a link that lets gateways poll heat meters each hour.",
        ),
    ),
    "scope-boundary-missing": (
        ("1", "The choice of antennas is no concern of this document."),
        ("1", "How a project names its devices is left to its companion specification."),
        ("1", "Nothing beyond interface C is considered in this part; planning of networks is excluded."),
    ),
    "registration-notification-missing": (
        ("5.5", "A device joins by scanning. Its application learns of that when the link comes up."),
        ("5.5", "A device joins by scanning. The management logical device is told each time an address changes."),
        ("5.5", "A device joins by scanning. Attribute 5 of the diagnostic object reflects whether it is connected."),
        ("5.5", "A device joins by scanning. The upper layers are made aware of a lost network by a primitive."),
    ),
    "registration-reference-missing": (
        ("5.5", "Registration is specified in the communication standard IEEE 802.15.4-2020, 6.4."),
        (
            "5.5",
            "How stations associate is described in the standard of the lower layers: IEEE 802.15.4-2020, Clause 6.",
        ),
    ),
    "security-keys-missing": (
        ("7.4", "Suite 0 is used. KEK and GUEK are loaded in the factory. The MAC layer adds no protection."),
        ("7.4", "Suite 0 is used. Secret material is installed with the device. The radio is not encrypted."),
        ("7.4", "Suite 0 is used. Credentials are renewed once a year. TLS is not used."),
        ("7.4", "Suite 0 is used. The global unicast key is wrapped by the master key. No layer below is secured."),
    ),
    "security-lower-unspecified": (
        (
            "7.4",
            "Suite 0 is used, keys are wrapped. Beneath the application layer, the MAC authenticates frames.",
        ),
        ("7.4", "Suite 0 is used, keys are wrapped. The link is protected by AES of the MAC sublayer."),
        ("7.4", "Suite 0 is used, keys are wrapped. What the radio does for secrecy is left to its standard."),
        ("7.4", "Suite 0 is used, keys are wrapped. Protection is end to end; no other layer has any of its own."),
    ),
    "security-unspecified": (
        ("7.4", "AES-GCM-128 of IEC 62056-5-3 protects all messages; keys are wrapped; the MAC layer is not secured."),
        ("7.4", "There is no ciphering of application messages. The MAC layer encrypts."),
        ("7.4", "Policies 1 to 3 are permitted; keys are wrapped; the MAC layer is not secured."),
    ),
    "long-messages-unspecified": (
        ("7.5", "An APDU that exceeds one frame is split by the adaptation layer."),
        ("7.5", "All messages fit into a single frame."),
        ("7.5", "Longer content is carried in several pieces, which the receiver puts together."),
        ("7.5", "GBT with a window of 1."),
        ("7.5", "The bits of service_specific_block_transfer are set in the conformance block."),
    ),
    "registration-step-missing": (
        ("5.5", "A node asks for admission, is given a node ID, and its entry is dropped after a day without loss."),
        ("5.5", "A meter logs on with its serial number as identifier, and logs off before it is dismounted."),
        ("5.5", "Stations register once with a short address, and never sign off."),
    ),
    "segmentation-reference-missing": (
        ("7.5", "The adaptation layer cuts an APDU into segments in the way that 5.4.2 describes."),
        ("7.5", "The adaptation layer segments; for fragments of the lower layers the reader is sent to 5.3.3."),
    ),
    "adaptation-mapping-missing": (
        ("5.4", "The protocol of the L2 adaptation layer has one header octet; each PDU of it rides in one frame."),
    ),
    "association-release-missing": (
        (
            "7.2",
            "An AA is closed by RLRQ and RLRE. AAs of IEC 62056-5-3 are confirmed, unconfirmed or pre-established.",
        ),
    ),
    "association-kinds-missing": (
        (
            "7.2",
            "As IEC 62056-5-3 has it: AAs are confirmed; unconfirmed and predefined ones are not used. RLRQ ends one.",
        ),
    ),
    "addressing-physical-missing": (
        ("6", "Each meter has an EUI-64, which no other has."),
        ("6", "Devices are told apart by their system title."),
    ),
}
"""Answers that are right, in words that nobody has thought of: made up for this test."""

_MOST_ALARMS = 1


def test_unusual_words(tmp_path: Path) -> None:
    alarms: list[tuple[str, str]] = []
    for place in range(max(map(len, ANSWERS.values()))):
        # Of each clause one answer at a time.
        left = [(rule, *answers[place]) for rule, answers in ANSWERS.items() if place < len(answers)]
        number = 0
        while left:
            texts: dict[str, str] = {}
            now = []
            for rule, clause, text in left:
                if clause not in texts:
                    texts[clause] = text
                    now.append((rule, clause, text))
            left = [each for each in left if each not in now]
            number += 1
            findings = check(Source({"index.rst": _standard(texts)}), tmp_path / f"{place}-{number}")
            rules = {finding.rule for finding in findings}
            alarms += [(rule, text) for rule, _, text in now if rule in rules]
    assert len(alarms) <= _MOST_ALARMS, alarms


@pytest.mark.parametrize("rule", sorted({*PRESENCE, *ANSWERS}))
def test_each_is_a_rule(rule: str) -> None:
    from sphinx_dlmsprofile.judging.catalogue import BY_NAME  # noqa: PLC0415

    assert rule in BY_NAME
