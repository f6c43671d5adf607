"""Recognising wording: whatever its markup, its line ends and its paragraphs are, and only where it is."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.rules.wording._common import Difference, nearest
from sphinx_dlmsprofile.template.fingerprints import fingerprint_form, from_json, to_json
from sphinx_dlmsprofile.template.importing import find_paragraphs, without_running_lines
from sphinx_dlmsprofile.template.placeholders import placeholders
from sphinx_dlmsprofile.template.wording import Stream, holds_wording, passages_in
from sphinx_dlmsprofile.template.words import read_words
from tests.template.constructed import constructed

PRINTS = constructed()
PARAGRAPHS = {paragraph.id: paragraph for paragraph in PRINTS.paragraphs}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("IEC 62056-5-3:2016, Annex\u00a0A", ["iec", "62056-5-3", "annex", "a"]),
        ("IEC 62056\u20115\u20113", ["iec", "62056-5-3"]),
        ("DLMS/COSEM, “quoted”", ["dlms", "cosem", "quoted"]),
        ("project-specific data \u2013 and more", ["project", "specific", "data", "and", "more"]),
        ("This International\nStandard", ["this", "document"]),
        ("this part of IEC 62056-8-30 is", ["this", "document", "is"]),
        ("in this standard", ["in", "this", "document"]),
        ("speci\ufb01c, com\u00admunication", ["specific", "communication"]),
        ("IEEE 802.11ah:2016.", ["ieee", "802.11ah", "2016"]),
        ("BS EN IEC 62056-5-3:2017+AMD1:2019 CSV and", ["iec", "62056-5-3", "and"]),
        ("DIN EN 62056-6-1 (2016), IEC TR 62051", ["iec", "62056-6-1", "iec", "62051"]),
        ("this European Standard, this British Standard", ["this", "document", "this", "document"]),
        ("a DLMS/COSEM communication profile for", ["dlms", "cosem", "communication", "profile", "for"]),
        ("DLMS/COSEM communication profiles for", ["dlms", "cosem", "communication", "profile", "for"]),
        ("a communication profile, EN 50090:2005", ["a", "communication", "profile", "en", "50090", "2005"]),
        ("", []),
        ("… – ?", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert list(read_words(text).words) == words


@pytest.mark.parametrize(
    "texts",
    [
        ["Meters talk to each other in a language that all of them have learnt at school."],
        ["METERS talk to  each other – in a “language” that all of them have learnt at school"],
        ["Before it. Meters talk to each other in a language", "that all of them have learnt at school. After it."],
        ["Meters talk to each other in a lan- guage that all of them have learnt at school."],
        ["Me-\nters talk to each other in a language that all of them have learnt at school."],
        [
            "one two three four five six",
            "Meters talk to each other in a language that all of them have learnt at school",
        ],
    ],
)
def test_found_in_any_shape(texts: list[str]) -> None:
    stream = Stream(texts, PRINTS)
    found = stream.find(PARAGRAPHS["introduction-suite"])
    assert found
    assert stream.words[found.first : found.last + 1][-2:] == ("at", "school")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Meters talk to each other in a language that all of them learnt at school.", 0),
        ("Meters talk to each other in a tongue that all of them have learnt at school.", 0),
        ("Some say it. Meters talk to each other in a tongue that all of them have learnt at school.", 3),
        ("Meters shall not talk to each other in a language that all of them have learnt at school.", 2),
        ("Meters talk to each other in a way that people at school have not learnt.", None),
        ("Meters learn a language at school.", None),
        ("", None),
    ],
)
def test_near_is_what_is_altered(text: str, first: int | None) -> None:
    stream = Stream([text], PRINTS)
    assert stream.find(PARAGRAPHS["introduction-suite"]) is None
    near = stream.near(PARAGRAPHS["introduction-suite"])
    assert (near.first if near else None) == first


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This document tells how meters can be reached over radio.", 0),
        ("First this. This document says how meters are reached over radio.", 2),
        ("It says that meters are reached over radio, as this document tells how meters are.", None),
    ],
)
def test_a_short_paragraph_altered(text: str, found: int | None) -> None:
    near = Stream([text], PRINTS).near(PARAGRAPHS["introduction-subject"])
    assert (near.first if near else None) == found


@pytest.mark.parametrize(
    ("texts", "description"),
    [
        (["This International Standard tells how meters are reached over radio."], "radio"),
        (
            ["This document tells how meters are reached over IEEE 802.11ah, and by wire. It obeys rules."],
            "IEEE 802.11ah, and by wire",
        ),
        (["This document tells how meters are reached over:", "radio;", "wire.", "More text."], "radio; wire"),
        (["This Technical Specification tells how meters are reached over"], ""),
        (["This document tells how meters are reached over ."], ""),
        (["This document tells how meters are reached over <add a description>."], "<add a description>"),
    ],
)
def test_description_is_read(texts: list[str], description: str) -> None:
    found = Stream(texts, PRINTS).find(PARAGRAPHS["introduction-subject"])
    assert found
    assert found.description == description


@pytest.mark.parametrize("year", ["", ":2016", ":2023", ":2017+AMD1:2019 CSV", " (2023)"])
def test_year_may_be_another_or_absent(year: str) -> None:
    text = f"All of this obeys the rules of IEC 62056-5-3{year}, Annex A."
    assert Stream([text], PRINTS).find(PARAGRAPHS["introduction-rules"])


def test_what_is_no_year_is_not_passed_over() -> None:
    text = "All of this obeys the rules of IEC 62056-5-3, Clause 6, Annex A."
    assert Stream([text], PRINTS).find(PARAGRAPHS["introduction-rules"]) is None


def test_newer_form() -> None:
    assert Stream(["The following texts are needed to understand this one."], PRINTS).find(
        PARAGRAPHS["references-application"]
    )


def test_list_of_documents() -> None:
    documents = "IEC 60050-300, IEC 62051 and IEC 62056 (all parts)"
    text = f"Words mean here just what they mean in {documents} and, beyond these, in the list below."
    assert Stream([text], PRINTS).find(PARAGRAPHS["terms-sources"])
    assert Stream([text.replace("beyond", "besides")], PRINTS).find(PARAGRAPHS["terms-sources"]) is None


def test_a_block_of_wording_is_not_the_authors() -> None:
    wording = "Meters talk to each other in a language that all of them have learnt at school."
    assert holds_wording(wording, PRINTS)
    assert not holds_wording(
        f"{wording} This paragraph goes on with much that its author has added of his own.", PRINTS
    )
    assert not holds_wording("Meters.", PRINTS)


def test_passages() -> None:
    passage = "This International Standard is a form, and its blanks are to be filled in with care."
    assert [found.id for found in passages_in(passage, PRINTS)] == ["template-purpose"]
    assert [found.id for found in passages_in(f"First this. {passage} Then that.", PRINTS)] == ["template-purpose"]
    assert list(passages_in(passage.replace("care", "haste"), PRINTS)) == []


def test_stored_and_read_again() -> None:
    assert from_json(to_json(PRINTS)) == PRINTS


def test_a_form_needs_words_to_be_found_by() -> None:
    with pytest.raises(ValueError, match="8 literal words"):
        fingerprint_form("Of <description>", "salt")


def test_copy_with_hyphens_and_page_heads() -> None:
    head = "IEC TS 0:2016 © IEC 2016\n"
    pages = [
        f"{head}Form\nMeters talk to each other in a lan-\nguage that all of them have\n– 6 –",
        f"{head}learnt at school.\nThis International Standard tells how\nmeters are rea-\nched over <add it>.\n– 7 –",
    ]
    assert find_paragraphs(pages, PRINTS) == {
        "introduction-suite": "Meters talk to each other in a language that all of them have learnt at school.",
        "introduction-subject": "This International Standard tells how meters are reached over {description}.",
        "scope-subject": "This International Standard tells how meters are reached over {description}.",
    }


def test_running_lines_go_and_text_stays() -> None:
    bodies = {"1": "We begin", "2": "We go on", "3": "We end"}
    pages = [
        f"HEAD {number}\n{text}\nmore {text}\nand still more {text}\nit is enough, {text}\nfoot {number}"
        for number, text in bodies.items()
    ]
    assert list(without_running_lines(pages)) == [
        [text, f"more {text}", f"and still more {text}", f"it is enough, {text}"] for text in bodies.values()
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Example 1: xxx", ("xxx",)),
        ("The DLMS/COSEM xxx communication profile(s)", ("xxx",)),
        ("<Add>", ("<Add>",)),
        ("for <add a brief description>.", ("<add a brief description>",)),
        ("XXXX for YYYY networks", ("XXXX", "YYYY")),
        ("Part x-x", ("x-x",)),
        ("term 1", ("term 1",)),
        ("Definition 2", ("Definition 2",)),
        ("to be done: TBD", ("TBD",)),
        ("…", ()),
        ("???", ("???",)),
        ("dates are written YYYY-MM-DD", ()),
        ("YYYYMMDDhhmmss", ()),
        ("IEC 62056-8-x", ()),
        ("addresses xxx.xxx.xxx.xxx", ()),
        ("0xXXXX", ()),
        ("the long term 1 percent", ()),
        ("in term 1 of the sum", ()),
        ("the COSEM-ADD service", ()),
        ("a < b and b > c", ()),
        ("and so on …", ()),
        ("x - y", ()),
        ("the xxxx", ("xxxx",)),
        ("1-b:xxx.0.0.255", ()),
    ],
)
def test_placeholders(text: str, found: tuple[str, ...]) -> None:
    assert placeholders(text) == found


def test_what_follows_an_altered_copy_is_no_part_of_it() -> None:
    text = "Before it. Meters that never talk are none of our business. What follows is not in the copy."
    copied = read_words("Meters that do not talk are none of our business.").words
    found = nearest(Stream([text], PRINTS), copied)
    assert found
    first, last, differences = found
    assert " ".join(read_words(text).words[first : last + 1]) == "meters that never talk are none of our business"
    assert differences == (Difference("never", "do not"),)
