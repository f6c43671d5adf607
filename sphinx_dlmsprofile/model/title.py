"""The title of a profile standard (IEC TS 62056-1-1, end of the Introduction)."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import mark
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Text


class Deliverable(Enum):
    """The kinds of publication: the name is what a title block takes, the value what it is called in full."""

    IS = mark("International Standard")
    TS = mark("Technical Specification")
    TR = mark("Technical Report")
    PAS = mark("Publicly Available Specification")

    @property
    def article(self) -> str:
        """What stands before it: "an International Standard"."""
        return "an" if self.value[0] in "AEIOU" else "a"

    @classmethod
    def of(cls, written: str) -> Deliverable | None:
        """The kind of a short name in any case; None for what is not one."""
        return cls.__members__.get(written.strip().upper())

    @classmethod
    def called(cls, written: str) -> str:
        """The full name of a kind that is written by its short name; another text as it is."""
        kind = cls.of(written)
        return kind.value if kind else written


DELIVERABLES = tuple(Deliverable.__members__)
"""The short names."""

SUITE_TITLE = mark("Electricity metering data exchange – The DLMS/COSEM suite")
"""The title of the IEC 62056 suite, the first two elements of each part's title."""

NETWORK_SECTIONS = {
    "LN": ("local",),
    "NN": ("neighbourhood", "neighborhood"),
    "WAN": ("wide area",),
}
"""The smart metering network sections of IEC 62056-1-0: the short name, and how it is spelled out before "network"."""

SECTION_OF_FIGURE = {7: "LN", 8: "NN", 9: "WAN"}
"""The section that the parts with this first figure are for."""

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_HYPHENS = regex(rf"(?<!\s)\s*[{_DASHES}]\s*")
_NUMBER = rf"[0-9]+\s*[{_DASHES}]\s*[0-9]+"
_PART = regex(rf"part (?P<number>{_NUMBER}|[^\s:]+) ?: ?(?P<rest>.+)", re.IGNORECASE)
_TWO_NUMBERS = regex(rf"([0-9]{{1,9}})\s*[{_DASHES}]\s*([0-9]{{1,9}})")
_REST = regex(r"(?P<technology>\W*\w.*) communication profile(?:s|\(s\))? for (?P<sections>\S.*)", re.IGNORECASE)
_IN_PARENTHESES = regex(r" ?\(([^()]*)\)(?= |,|$)")
_NETWORKS = regex(r"(?:^| )network(?:s|\(s\))?$", re.IGNORECASE)
_BETWEEN = regex(r"(?: ?[,/&] ?|(?:^| |(?<= ))(?:and|or)(?= |$))+", re.IGNORECASE)


@frozen(kw_only=True)
class ProfileTitle(Record):
    """The title block: ``title`` is the part's own element, "Part 8-30: …".

    ``deliverable`` is the short name of a :class:`Deliverable`; ``edition`` a number such as 1.0; ``description`` the
    one description of technology and interfaces that Introduction and Scope repeat; ``series``
    the suite's title where the author gives it.
    """

    title: Text
    deliverable: Text | None = None
    edition: Text | None = None
    description: Text | None = None
    series: Text | None = None


@frozen
class PartTitle:
    """A part's title, taken apart.

    ``number`` are the two figures of the part, None where ``written_number`` is not two positive
    integers. ``sections`` are the short names of the network sections in the order written,
    ``unknown`` what is in their place and is not a section.
    """

    number: tuple[int, int] | None
    written_number: str
    technology: str
    sections: tuple[str, ...]
    unknown: tuple[str, ...]


def read_part_title(text: str) -> PartTitle | None:
    """Read "Part N-M: TECHNOLOGY communication profile[s] for SECTIONS networks".

    Case, white space and the kind of dash do not matter; SECTIONS may be short or spelled out,
    alone or combined, and repeat their short names in parentheses. None where the title has
    another form; a wrong part number and unknown sections are left to the caller.
    """
    part = _PART.fullmatch(" ".join(text.split()))
    rest = _REST.fullmatch(part["rest"]) if part else None
    sections = _read_sections(rest["sections"]) if rest else None
    if part is None or rest is None or sections is None:
        return None
    return PartTitle(_read_number(part["number"]), part["number"], rest["technology"], *sections)


def read_part_number(text: str) -> tuple[int, int] | None:
    """Read the two figures of a part's title, with anything after them; None if there are none."""
    part = _PART.fullmatch(" ".join(text.split()))
    return _read_number(part["number"]) if part else None


def _read_number(written: str) -> tuple[int, int] | None:
    match = _TWO_NUMBERS.fullmatch(written)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    return (first, second) if first and second else None


def _read_sections(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Read "local and neighbourhood networks (LN, NN)": the known and the unknown names, None without "networks"."""
    plain = _IN_PARENTHESES.sub("", text)
    if not _NETWORKS.search(plain):
        return None
    names = _names(plain)
    if not names:
        return None
    repeated = [name for inside in _IN_PARENTHESES.findall(text) for name in _names(inside) if name != "s"]
    known = dict.fromkeys(section for name in names if (section := _section(name)))
    unknown = dict.fromkeys(name for name in (*names, *repeated) if _section(name) is None)
    return tuple(known), tuple(unknown)


def _names(text: str) -> list[str]:
    names = (_NETWORKS.sub("", name.strip()).strip() for name in _BETWEEN.split(text))
    return [name for name in names if name]


def _section(name: str) -> str | None:
    words = _HYPHENS.sub(" ", name.casefold()).removeprefix("the ")
    for short, spelled in NETWORK_SECTIONS.items():
        if words in {short.casefold(), f"{short.casefold()}s"} or words in spelled:
            return short
    return None
