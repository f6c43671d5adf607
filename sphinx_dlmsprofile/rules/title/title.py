"""Rules on the title of the part (IEC TS 62056-1-1, end of the Introduction)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.title import (
    NETWORK_SECTIONS,
    SECTION_OF_FIGURE,
    SUITE_TITLE,
    ProfileTitle,
    read_part_number,
    read_part_title,
)
from sphinx_dlmsprofile.registry.parts import published_parts
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.title import PartTitle

_CLAUSE = "Introduction, title"
_FORM = '"Part N-M: TECHNOLOGY communication profile for SECTIONS networks"'
_TEMPLATE = (1, 1)
_SECTION_NAMES = {short: f"{spelled[0]} networks ({short})" for short, spelled in NETWORK_SECTIONS.items()}
_EDITION = regex(r"[0-9]+")
_SIGNS = regex(r"[®™]|\((?:r|tm)\)")
_DASH = regex(r"(?<!\s)\s*[-\u2010-\u2015\u2212]+\s*")


def _grammatical(project: Project) -> Iterator[tuple[ProfileTitle, PartTitle]]:
    """The titles that have the template's form and are not the template's own."""
    for title in project.of(ProfileTitle):
        read = read_part_title(title.title.value)
        if read and read.number != _TEMPLATE:
            yield title, read


@rule("title-missing", _CLAUSE, ERROR)
def title_missing(project: Project) -> Iterator[Fault]:
    """The document has no title block.

    Title page, running header and the deliverable come from the directive ``profile-title``;
    the template fixes the title of every profile standard.

    Bad::

        Prepared by TC 13
        =================

        A profile.

    Good::

        Prepared by TC 13
        =================

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
    """
    if not project.of(ProfileTitle):
        yield Fault(project.root, f"the document has no title: add the directive profile-title with {_FORM}")


@rule("title-duplicate", _CLAUSE, ERROR)
def title_duplicate(project: Project) -> Iterator[Fault]:
    """The document has more than one title block.

    A part has one title; the first title block counts.

    Bad::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks

        .. profile-title:: Part 8-31: IEEE 802.11ah communication profile for neighbourhood networks

    Good::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
    """
    titles = project.of(ProfileTitle)
    for title in titles[1:]:
        first = titles[0].at
        yield Fault(title.at, f"the document already has a title ({first.source}:{first.line}): remove this one")


@rule("title-suite", _CLAUSE, ERROR)
def title_suite(project: Project) -> Iterator[Fault]:
    """The title of the series is not that of the IEC 62056 suite.

    All parts have the title of the suite before their own. ``:series:`` may be left out: it is
    then filled in. Case, ®, the kind of dash and spaces do not matter.

    Bad::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
           :series: Electricity metering – Data exchange for meter reading

    Good::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
           :series: Electricity metering data exchange – The DLMS/COSEM suite
    """
    for title in project.of(ProfileTitle):
        series = title.series
        if series and series.value.strip() and _comparable(series.value) != _comparable(SUITE_TITLE):
            yield Fault(series.at, f'the series is "{series}": write "{SUITE_TITLE}", or leave the option series out')


def _comparable(text: str) -> str:
    words = _DASH.sub(" - ", _SIGNS.sub("", text.casefold()))
    return re.sub(r"\s*/\s*", "/", " ".join(words.split())).removesuffix(" -")


@rule("title-grammar", _CLAUSE, ERROR)
def title_grammar(project: Project) -> Iterator[Fault]:
    """The part title does not have the form "Part N-M: TECHNOLOGY communication profile[s] for SECTIONS networks".

    The template fixes the form, so that a reader of the catalogue finds technology and network
    section in the same place of every title.

    Bad::

        .. profile-title:: Part 8-30: Communication profile for IEEE 802.11ah neighbourhood networks

    Good::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
    """
    for title in project.of(ProfileTitle):
        text = title.title.value
        if read_part_title(text) is None and read_part_number(text) != _TEMPLATE:
            formless = f'the title "{text}" does not have the form of a profile standard'
            yield Fault(title.title.at, f"{formless if text else 'the title is empty'}: write {_FORM}")


@rule("title-part-number", _CLAUSE, ERROR)
def title_part_number(project: Project) -> Iterator[Fault]:
    """The part number is not two positive integers, or is that of the template.

    Parts of the suite are numbered by two figures, the first by the place of the part in the
    framework of IEC 62056-1-0. 1-1 is the template itself.

    Bad::

        .. profile-title:: Part 8: IEEE 802.11ah communication profile for neighbourhood networks

    Good::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
    """
    for title in project.of(ProfileTitle):
        read = read_part_title(title.title.value)
        if read_part_number(title.title.value) == _TEMPLATE:
            yield Fault(title.title.at, "1-1 is the number of the template itself: write the number of this part")
        elif read and read.number is None:
            message = f'the part number "{read.written_number}" is not two positive integers: write one such as 8-30'
            yield Fault(title.title.at, message)


@rule("title-part-taken", _CLAUSE, WARNING)
def title_part_taken(project: Project) -> Iterator[Fault]:
    """A first edition has the number of a part that already exists.

    A second edition keeps the number of the first; a new profile takes a free one. The known parts are the
    published parts of IEC 62056 in the registry of this extension.

    Bad::

        .. profile-title:: Part 8-5: IEEE 802.11ah communication profile for neighbourhood networks
           :edition: 1.0

    Good::

        .. profile-title:: Part 8-5: Narrow-band OFDM G3-PLC communication profile for neighbourhood networks
           :edition: 2.0
    """
    for title, read in _grammatical(project):
        part = published_parts().get(read.number) if read.number else None
        if part and _is_first_edition(title):
            first, second = part.number
            known = f' ("{part.title}")' if part.title else ""
            message = f"Part {first}-{second} already exists{known}"
            yield Fault(title.title.at, f"{message}: take a free number, or give an edition of 2.0 or more")


def _is_first_edition(title: ProfileTitle) -> bool:
    """Whether the edition is below 2 or not given; body-value-type reports one that is not a number."""
    if title.edition is None or not title.edition.value.strip():
        return True
    number = _EDITION.search(title.edition.value)
    return number is not None and int(number[0][:9]) < 2  # noqa: PLR2004  the second edition


@rule("title-network-unknown", _CLAUSE, ERROR)
def title_network_unknown(project: Project) -> Iterator[Fault]:
    """The title names something that is not a smart metering network section.

    IEC 62056-1-0 knows local networks (LN), neighbourhood networks (NN) and wide area networks
    (WAN); a title names one of them or several, short or spelled out.

    Bad::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for mesh networks

    Good::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for LN and NN networks
    """
    for title, read in _grammatical(project):
        if read.unknown:
            names = " and ".join(f'"{name}"' for name in read.unknown)
            message = f"{names} is not a smart metering network section: write {', '.join(_SECTION_NAMES.values())}"
            yield Fault(title.title.at, f"{message}, or several of them")


@rule("title-part-section-mismatch", _CLAUSE, ADVICE)
def title_part_section_mismatch(project: Project) -> Iterator[Fault]:
    """The first figure of the part number does not fit the network sections of the title.

    By the framework of IEC 62056-1-0 profiles for local networks are numbered 7-x, for
    neighbourhood networks 8-x, for wide area networks 9-x. Other first figures are not judged,
    and of several sections one has to fit.

    Bad::

        .. profile-title:: Part 9-30: IEEE 802.11ah communication profile for neighbourhood networks

    Good::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
    """
    for title, read in _grammatical(project):
        figure = read.number[0] if read.number else 0
        fitting = SECTION_OF_FIGURE.get(figure)
        if fitting and not read.unknown and fitting not in read.sections:
            figures = [str(first) for first, short in SECTION_OF_FIGURE.items() if short in read.sections]
            message = f"parts {figure}-x are for {_SECTION_NAMES[fitting]}: the sections named belong to parts"
            yield Fault(title.title.at, f"{message} {' or '.join(f'{first}-x' for first in figures)}")
