"""Designations of standards: which document one names, however it is written."""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache

from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

NATIONAL_BODIES = (
    r"ANSI|BS|CEI|[CČ]SN|DIN|DS|EVS|I\.S\.|LST|MSZ|NBN|NEN|NF|NP|NS|OVE|ÖNORM|ÖVE|PN|SFS|SIST|SN|SS|STN|UNE|UNI"
)
"""Who adopts standards, as they write it before the designation of one: a pattern."""

_SUITE = "62056"
_OLD_PART = regex(rf"{_SUITE}-([1-9])([0-9])")
_AMENDED = regex(r"([0-9.]*[0-9])[a-z]{1,3}")
_ADOPTED = regex(r"[67][0-9]{4}(?![0-9])")
_ETSI = regex(r"^([0-9]{3}|[A-Z].*?(?=[0-9]{3}(?:-|$)))")
"""What ETSI writes a space after: 102 in "102 887-2", the group in "MEC 010-2"."""
_ONE_SERIES = frozenset({"IEC", "ISO", "CISPR"})


@frozen
class Designation:
    """The designation of a document, divided into its parts.

    ``publisher`` is as printed without kind of deliverable ("IEC", "ISO/IEC", "EN IEC", "RFC"),
    ``number`` with its parts ("62056-5-3", "802.11ah", "G.9903"). ``year`` is that of the edition,
    ``amendment`` what follows it ("AMD1:2016"). ``all_parts`` says "(all parts)" or "series".
    ``prefix`` is what its publisher writes before the number, where that is more: "IEC TR", "CLC/TS". Many
    texts leave it out, so that it is printed and not compared.
    """

    publisher: str
    number: str
    year: str | None = None
    amendment: str | None = None
    all_parts: bool = False
    prefix: str | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The designation without its date, so that it can be read again: "IEC 62056-5-3", "ETSI TS 102 887-2"."""
        number = _ETSI.sub(r"\1 ", self.number) if self.publisher == "ETSI" else self.number
        return f"{self.prefix or self.publisher} {number}"

    @property
    def dated(self) -> str:
        """The designation with its date, if it has one, in one way of writing."""
        return f"{self.name}:{self.year}" if self.year else self.name

    @property
    def family(self) -> str:
        """Within a family a number names one document; ISO and IEC share theirs, and EN adopts those from 60000 on."""
        family = _family(self.publisher)
        return "ISO/IEC" if family == "EN" and _ADOPTED.match(self.number) else family

    @property
    def key(self) -> tuple[str, str]:
        """What two designations of one document have in common, whatever their editions."""
        return self.family, self.number.casefold()

    @property
    def lineage(self) -> tuple[str, str]:
        """As ``key``, with the two-figure parts of IEC 62056 under their later numbers: 62056-53 became 62056-5-3."""
        old = _OLD_PART.fullmatch(self.number)
        return (self.family, f"{_SUITE}-{old[1]}-{old[2]}") if old else self.key

    @property
    def is_suite(self) -> bool:
        """Whether it names the IEC 62056 suite and not a part of it."""
        return self.key == ("ISO/IEC", _SUITE)

    @property
    def amends(self) -> str | None:
        """The number of the standard that an IEEE amendment amends: "802.11" for "802.11ah"."""
        amended = _AMENDED.fullmatch(self.number) if self.publisher == "IEEE" else None
        return amended[1] if amended else None

    @property
    def handles(self) -> tuple[str, ...]:
        """Names by which references find it, the closest first: with its date, without, under its later number."""
        names = [" ".join(self.key), " ".join(self.lineage)]
        return tuple(dict.fromkeys([f"{names[0]}:{self.year}", *names] if self.year else names))

    def is_part_of(self, series: Designation) -> bool:
        """Whether it is a part of what the other designates as a whole: IEC 61334-4-32 of IEC 61334."""
        if self.family != series.family or self.family in {"RFC", "FIPS"}:
            return False
        border = "." if self.family == "IEEE" else "-"
        return self.number.casefold().startswith(series.number.casefold() + border)

    def is_same(self, other: Designation) -> bool:
        """Whether both name one document, whatever the edition."""
        return self.lineage == other.lineage

    def is_covered_by(self, entry: Designation) -> bool:
        """Whether an entry of a list of references stands for it, or for a part of it."""
        if self.is_same(entry) or entry.is_part_of(self):
            return True
        if self.amends and (entry.family, entry.number) == (self.family, self.amends):
            return True
        # IEEE 802 is a standard of its own, and none for all that follow.
        return entry.family != "IEEE" and self.is_part_of(entry)


@lru_cache(maxsize=256)
def _family(publisher: str) -> str:
    publishers = re.split(r"[ /]", publisher)
    return "ISO/IEC" if _ONE_SERIES & set(publishers) else publishers[-1]
