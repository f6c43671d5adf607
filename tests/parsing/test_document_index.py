"""What a list of references has is looked up, and says what comparing all pairs would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.analysis.document_index import DocumentIndex
from sphinx_dlmsprofile.model.references import Reference
from sphinx_dlmsprofile.rules.references._common import twins
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.location import Location, Text

NAMES = [
    "IEC 62056", "IEC 62056-5-3", "IEC 62056-53", "IEC 62056-5-3:2016", "IEC 62056-5-3:2023", "EN 62056-5-3",
    "ISO/IEC 8802-2", "ISO 8802-2:1998", "ISO/IEC 8802", "IEC 61334", "IEC 61334-4-32", "IEC 61334-4",
    "IEEE 802", "IEEE 802.11", "IEEE 802.11ah", "IEEE 802.11-2020", "IEEE 802.15.4", "RFC 768", "RFC 7", "FIPS 140-2",
    "FIPS 140", "ITU-T G.9903", "ETSI TS 102 887-2", "Company manual", "company Manual", "The other manual",
]  # fmt: skip
ENTRIES = st.lists(st.sampled_from(NAMES), max_size=12).map(
    lambda names: [Reference(Text(name, Location("x", line)), None) for line, name in enumerate(names, 1)]
)


@given(ENTRIES, st.sampled_from(NAMES))
def test_what_covers_a_document(entries: list[Reference], name: str) -> None:
    index = DocumentIndex(entries)
    for wanted in read_designations(name):
        known = list(enumerate(entries))
        assert index.same(wanted) == [at for at, entry in known if any(map(wanted.is_same, entry.designations))]
        assert index.covering(wanted) == [
            at for at, entry in known if any(map(wanted.is_covered_by, entry.designations))
        ]
        assert len(index.editions(wanted)) == sum(
            each.key == wanted.key for entry in entries for each in entry.designations
        )


@given(ENTRIES)
def test_twins(entries: list[Reference]) -> None:
    def are_twins(one: Reference, other: Reference) -> bool:
        if not one.designations or not other.designations:
            return one.designation.value.casefold() == other.designation.value.casefold()
        return any(
            a.key == b.key and a.amendment == b.amendment and (a.year == b.year or not (a.year and b.year))
            for a in one.designations
            for b in other.designations
        )

    expected = {
        place: first
        for place, entry in enumerate(entries)
        if (first := next((each for each in entries[:place] if are_twins(entry, each)), None))
    }
    assert twins(entries) == expected
