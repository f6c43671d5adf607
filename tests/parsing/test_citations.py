"""How citations are found in running text, and which document each names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.model.references import split_entry
from sphinx_dlmsprofile.text.citations import _FORMS, find_citations, read_designations

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.designations import Designation

NB_SPACE, NB_HYPHEN, EN_DASH = "\u00a0", "\u2011", "\u2013"


def found(text: str) -> list[str]:
    """The citations as "name:year", each with its clause after a comma."""
    citations = find_citations(text)
    return [each.designation.dated + (f", {each.clause}" if each.clause else "") for each in citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # IEC, ISO and their adoptions
        ("IEC 62056-5-3:2016, Annex A, applies", ["IEC 62056-5-3:2016, A"]),
        (f"IEC{NB_SPACE}62056{NB_HYPHEN}5{NB_HYPHEN}3", ["IEC 62056-5-3"]),
        (f"IEC 62056{EN_DASH}5{EN_DASH}3 {EN_DASH} Application layer", ["IEC 62056-5-3"]),
        ("IEC TR 62051-1, IEC/TS 62056-1-1:2016", ["IEC TR 62051-1", "IEC TS 62056-1-1:2016"]),
        ("IEC Standard 62056-21 and ISO/IEC GUIDE 73101", ["IEC 62056-21", "ISO/IEC GUIDE 73101"]),
        ("ISO/IEC 8802-2:1998, 5.4.2.1", ["ISO/IEC 8802-2:1998, 5.4.2.1"]),
        ("ISO/IEC/IEEE 8802-11:2018", ["ISO/IEC/IEEE 8802-11:2018"]),
        ("IEC 62056-21 (2002-05)", ["IEC 62056-21:2002"]),
        ("IEC 60050-300:2001, 311-01-01", ["IEC 60050-300:2001, 311-01-01"]),
        ("SS-EN IEC 62056-6-2:2018 and EN13757-1", ["EN IEC 62056-6-2:2018", "EN 13757-1"]),
        ("DIN EN 13757-4, BS EN ISO 9001:2015", ["EN 13757-4", "EN ISO 9001:2015"]),
        ("CLC/TS 50568-4:2015 and CENELEC EN 50065-1", ["CLC/TS 50568-4:2015", "EN 50065-1"]),
        ("HD 60364-4, ETS 300 220", ["HD 60364-4", "ETS 300220"]),
        ("ETSI EN 300 220-1 V2.4.1 (2012-05)", ["EN 300220-1:2012"]),
        ("ETSI TS 102 887-2", ["ETSI TS 102 887-2"]),
        ("ETSI/TR 103055 and ETSI 102 221", ["ETSI TR 103 055", "ETSI 102 221"]),
        (
            "3GPP TS 24.301 (2022-03), 5.3; 3GPP TR 45.820 and 3GPP 23.501",
            ["3GPP TS 24.301:2022, 5.3", "3GPP TR 45.820", "3GPP 23.501"],
        ),
        # Others
        ("IEEE Std 802.11™-2020, Clause 23", ["IEEE 802.11:2020, 23"]),
        ("IEEE 802.11ah, an IEEE 802.15.4-based mesh", ["IEEE 802.11ah", "IEEE 802.15.4"]),
        ("the IEEE standard 802.15.4, EN 13757-4:2019, Section 13.2.11", ["IEEE 802.15.4", "EN 13757-4:2019, 13.2.11"]),
        ("RFC8200, IETF RFC 4443 and RFC 8724, Section 4", ["RFC 8200", "RFC 4443", "RFC 8724, 4"]),
        ("ITU-T G.9903 (02/2014), ITU-T Rec. X.690", ["ITU-T G.9903:2014", "ITU-T X.690"]),
        ("NIST SP 800-38D and FIPS PUB 186-4:2013", ["NIST SP 800-38D", "FIPS 186-4:2013"]),
        ("DLMS UA 1000-2 Ed. 8.0:2014, 7.3", ["DLMS UA 1000-2:2014, 7.3"]),
        ("ANSI C12.22-2008, ANSI/IEEE 802.2-1998", ["ANSI C12.22:2008", "IEEE 802.2:1998"]),
        ("GB/T 17215.301", ["GB/T 17215.301"]),
        ("DLMS UA 1001-1 and DLMS UA 1002", ["DLMS UA 1001-1", "DLMS UA 1002"]),
        ("ISO/IEC Guide 51:2014, CISPR 16-1-1", ["ISO/IEC Guide 51:2014", "CISPR 16-1-1"]),
        ("ETSI GS LTN 003, ETSI GR NFV-IFA 011-2", ["ETSI GS LTN 003", "ETSI GR NFV-IFA 011-2"]),
        ("IEEE Std C37.118.1-2011, IEEE 11073-20601", ["IEEE C37.118.1:2011", "IEEE 11073-20601"]),
        ("SFS-EN 62056-5-3, ČSN EN 13757-4, STN EN 13757-3", ["EN 62056-5-3", "EN 13757-4", "EN 13757-3"]),
        ("UNI/TS 11291-11, DIN VDE 0418-63-8", ["UNI TS 11291-11", "DIN VDE 0418-63-8"]),
        ("OIML R 46-1:2012, IEEE 802.15.4-2020/Cor 1-2022", ["OIML R 46-1:2012", "IEEE 802.15.4:2020"]),
        ("the DLMS UA 1000 members, an ETSI GS group, IEEE C37", []),
        # Enumerations
        ("IEC 62056-6-1 and IEC 62056-6-2", ["IEC 62056-6-1", "IEC 62056-6-2"]),
        ("IEC 62056-6-1, -6-2 and -5-3", ["IEC 62056-6-1", "IEC 62056-6-2", "IEC 62056-5-3"]),
        ("IEC 62056-6-1/6-2 or 61334-4-32", ["IEC 62056-6-1", "IEC 62056-6-2", "IEC 61334-4-32"]),
        ("IEC 62056-5-3/6-1/6-2", ["IEC 62056-5-3", "IEC 62056-6-1", "IEC 62056-6-2"]),
        ("EN 13757-2/3", ["EN 13757-2", "EN 13757-3"]),
        ("IEC 62056-21/AMD1:2016", ["IEC 62056-21"]),
        ("RFCs 791, 793 and 768", ["RFC 791", "RFC 793", "RFC 768"]),
        ("IEEE 802.15.4 and 802.11", ["IEEE 802.15.4", "IEEE 802.11"]),
        ("Part 5-3 of IEC 62056; IEC 62056, Part 6-1", ["IEC 62056-5-3", "IEC 62056-6-1"]),
        # Clauses before
        ("see 7.2 of IEC 62056-5-3", ["IEC 62056-5-3, 7.2"]),
        ("by Clause 9 of the IEC 62056-46:2002+AMD1:2006 CSV", ["IEC 62056-46:2002, 9"]),
        # None of them
        ("IEC technical committee 13, 13/2990/FDIS, © IEC 2016, ISO/IEC Directives, Part 2", []),
        ("the CENELEC A band, 3-95 kHz; RS-485; TIA/EIA-485; AES-128; IEEE EUI-64; EN 1; FCC Part 15", []),
        ("https://www.rfc-editor.org/rfc/rfc8200, RFC1042_HEADER, IEC_62056, 0x8802", []),
        ("IEC 61334-4-32, 1.5 MHz wide", ["IEC 61334-4-32"]),
    ],
)
def test_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def _one(text: str) -> Designation:
    (designation,) = read_designations(text)
    return designation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IEEE 802.11ah", "IEEE Std 802.11ah-2016"),
        ("IEC 62056-46", "IEC 62056-4-6:2007"),
        ("EN 62056-21", "IEC 62056-21:2002"),
        ("ISO/IEC 8802-2", "ISO/IEC/IEEE 8802-2:1998"),
        ("IEC TR 62051", "IEC 62051"),
        ("CLC/TS 50568-4", "EN 50568-4"),
        ("NIST FIPS 197", "FIPS PUB 197:2001"),
        ("EN 300 220-1", "ETSI EN 300 220-1 V2.4.1"),
        ("3GPP TS 23.501", "3GPP 23.501"),
        ("ETSI TS 103 636-4:2023", "ETSI 103636-4"),
    ],
)
def test_same_document(one: str, other: str) -> None:
    assert _one(one).is_same(_one(other))
    assert _one(other).is_same(_one(one))


@given(
    st.one_of(
        [st.from_regex(re.compile(rf"(?:{head})(?:{number})", re.VERBOSE), fullmatch=True) for head, number in _FORMS]
    )
)
def test_what_a_designation_prints_it_reads(written: str) -> None:
    for designation in read_designations(written):
        for printed in (designation.name, replace(designation, year="2016").dated):
            (again,) = find_citations(printed)
            assert (again.start, again.end) == (0, len(printed))
            assert again.designation.name == designation.name
            assert again.designation.is_same(designation)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IEEE 802.11", "IEEE 802.11ah"),
        ("IEEE 802.1X", "IEEE 802.1"),
        ("IEC 62056-5-3", "IEC 62056-5-31"),
        ("RFC 791", "RFC 7911"),
        ("EN 13757-4", "IEC 13757-4"),
        ("IEC 62056-21", "IEC 62056"),
    ],
)
def test_other_document(one: str, other: str) -> None:
    assert not _one(one).is_same(_one(other))


@pytest.mark.parametrize(
    ("cited", "entry", "covered"),
    [
        ("IEC 61334-4-32", "IEC 61334 (all parts)", True),
        ("IEC 61334 series", "IEC 61334-4-32", True),
        ("IEEE 802.11ah", "IEEE 802.11-2020", True),
        ("IEEE 802.11", "IEEE 802.11ah-2016", False),
        ("IEEE 802.11", "IEEE 802-2014", False),
        ("IEEE 802", "IEEE 802.11-2020", True),
        ("RFC 8200", "RFC 82", False),
    ],
)
def test_covered(cited: str, entry: str, covered: bool) -> None:  # noqa: FBT001
    assert _one(cited).is_covered_by(_one(entry)) is covered


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("IEC 62056-5-3:2016, Application layer", ("IEC 62056-5-3:2016", "Application layer")),
        ("[12] RFC 768: User Datagram Protocol", ("RFC 768", "User Datagram Protocol")),
        ("RFC 8200 Internet Protocol", ("RFC 8200", "Internet Protocol")),
        (f"IEC 62056 (all parts) {EN_DASH} The suite", ("IEC 62056 (all parts)", "The suite")),
        (
            "ITU-T X.690 (2008) | ISO/IEC 8825-1:2008, Encoding rules",
            ("ITU-T X.690 (2008) | ISO/IEC 8825-1:2008", "Encoding rules"),
        ),
        ("ISO/IEC 8802-2 (IEEE 802.2), Logical link control", ("ISO/IEC 8802-2 (IEEE 802.2)", "Logical link control")),
        ("IEC 62056-5-3", ("IEC 62056-5-3", "")),
        ("IEC 62056-5-3, IEC 62056-6-1 and IEC 62056-6-2 apply.", None),
        ("IEC 62056-5-3 applies.", None),
        ("IEEE 802.11-2020 incorporates the amendment IEEE 802.11ah-2016.", None),
        ("The following documents are referred to.", None),
    ],
)
def test_entry(text: str, entry: tuple[str, str] | None) -> None:
    assert split_entry(text) == entry


_PIECES = (
    *("IEC ", "IEC TR ", "ISO/IEC ", "EN ", "IEEE Std ", "RFCs ", "ITU-T X.", "62056", "-5-3", "802.11", ":2016"),
    *(" (2016)", "+AMD1:2016", "(all parts)", " series", "Clause 5", "Annex A", " of ", "9" * 5000),
    *(", ", " and ", "/", "-", " ", "|"),
)


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=12).map("".join))
def test_any_text(text: str) -> None:
    citations = find_citations(text)
    places = [(each.start, each.end) for each in citations]
    assert places == sorted(places)
    assert all(start < end for start, end in places)
    split_entry(text)
