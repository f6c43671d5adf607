"""Citations of standards in running text, as ISO/IEC Directives, Part 2, and their own publishers write them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.designations import NATIONAL_BODIES, Designation
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r\f\v"
_HYPHENS = "\u2010\u2011\u2012\u2212\ufe63\uff0d"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u2122\u00ae"
_OTHER = regex(f"[{_SPACES}{_HYPHENS}{_UNSEEN}]")
_SAME = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_UNSEEN)})
"""Kinds of spaces and hyphens are one; what is not seen, and the signs of trade marks, do not count."""

_DASH_IN_NUMBER = regex(r"(?<=[0-9])\u2013(?=[0-9])")

# The patterns are verbose: spaces in them are for the reader, [ ] is one in the text.
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_PART = rf"(?:- (?!{_YEAR}) [0-9]{{1,4}} [A-Z]? (?![0-9]))"
_NATIONAL = rf"(?:(?:{NATIONAL_BODIES}) [ /-]){{0,5}}"
_KIND = r"(?:[ /] (?:(?P<iso_kind>TS|TR|PAS|ISP|SRD|DIS|FDIS|CDV|CD|DTS|DTR|Guide|GUIDE)|IS|Standard|Publication))?"
_SIX = r"[0-9]{3} [ ]? [0-9]{3}"

_FORMS = (
    # IEC, ISO and what they publish with others, and European adoptions
    (
        rf"""{_NATIONAL} (?:(?:pr)? (?P<en>EN)[ ])?
            (?P<iso>(?:IEC|ISO|CISPR) (?:/(?:ISO|IEC|IEEE|CIE|ASTM))*) {_KIND} [ ]?""",
        rf"(?:[0-9]{{3,5}} | (?<=CISPR[ ]) [0-9]{{2}} | (?<=[Gg]uide[ ]|GUIDE[ ]) [0-9]{{1,2}}) {_PART}*",
    ),
    (
        rf"""{_NATIONAL} (?:(?:CENELEC|CEN|ETSI|CLC) [ /])* (?:pr)?
            (?P<eu>EN|ETS|HD|CLC[ /]T[SR]|CEN/T[SR]|CENELEC[ ]T[SR]) [ ]?""",
        rf"(?:[0-9]{{3}}[ ][0-9]{{3}} | [0-9]{{3,6}}) {_PART}*",
    ),
    # Others
    (
        r"(?P<etsi>ETSI) (?:[ /] (?P<etsi_kind>TS|TR|ES|EG|GS|GR|SR))? [ ]",
        rf"{_SIX} {_PART}*",
    ),
    (
        r"(?P<group>ETSI) [ /] (?P<group_kind>GS|GR) [ ]",
        r"[A-Z][A-Z0-9]{1,4} (?:-[A-Z]{2,4})? [ ][0-9]{3} (?:-[0-9]{1,2})?",
    ),
    (
        r"(?P<gpp>3GPP) (?:[ /] (?P<gpp_kind>TS|TR))? [ ]",
        rf"[0-9]{{2}}\.[0-9]{{3}} {_PART}*",
    ),
    (
        r"(?:ANSI[ /])? (?P<ieee>IEEE) (?:[ ](?:[Ss]td\.?|STD|[Ss]tandard))? [ ] P?",
        r"""(?:[0-9]{3,4} (?:\.[0-9]{1,5})* | C[0-9]{2}(?:\.[0-9]{1,3})+) (?:[A-Za-z]{1,3} (?![A-Za-z0-9]))?
            | 11073-[0-9]{5}""",
    ),
    (r"(?:IETF[ ])? (?P<rfc>RFC) s? [ -]?", r"[0-9]{1,5}"),
    (r"(?P<itu>ITU-T) (?:[ ]Rec(?:ommendation|\.)?s?)? [ ]", r"[A-Z]\.[0-9]{1,5} (?:\.[0-9]{1,5})*"),
    (r"(?:(?:NIST|US)[ ])? (?P<fips>FIPS) (?:[ ]PUBS?\.?)? [ ]", r"[0-9]{2,3} (?:-[0-9]{1,2})?"),
    (r"(?:NIST[ ])? (?P<sp>SP|Special[ ]Publication) [ ]", r"(?:500|800|1800) - [0-9]{1,3} [A-Z]? (?:r[0-9]{1,5})?"),
    (r"(?P<ua>DLMS[ ]UA) [ ]", r"100[0-9] (?:-[0-9]{1,2}){1,2} | 1002"),
    (r"(?P<ansi>ANSI) [ ]", r"(?:C[0-9]{2}|X9) (?:\.[0-9]{1,3}){1,2}"),
    (r"(?P<cta>ANSI/(?:CTA|CEA|EIA)) [ -]", r"[0-9]{3,4} (?:\.[0-9]{1,5})? (?:-[A-Z])?"),
    (r"(?P<din>DIN) (?:[ ](?P<din_kind>VDE))? [ ]", rf"[0-9]{{3,5}} {_PART}*"),
    (r"(?P<uni>UNI) (?:[ /](?P<uni_kind>TS|TR))? [ ]", rf"[0-9]{{4,5}} {_PART}*"),
    (r"(?P<bs>BS) [ ]", rf"[0-9]{{4,5}} {_PART}*"),
    (r"(?P<cn>GB/T|DL/T) [ ]", r"[0-9]{3,5} (?:\.[0-9]{1,5})*"),
    (r"(?P<misc>OIML[ ]R|ECMA) [ -]", r"[0-9]{1,4} (?:-[0-9]{1,2}(?![0-9]))?"),
)
"""What leads to a number, and the number, for each kind of publisher."""

_ANY_FORM = " | ".join(f"{prefix} (?P<n{index}>{number})" for index, (prefix, number) in enumerate(_FORMS))
_HEAD = regex(rf"(?<![\w.-]) (?=[A-ZČÖ3p]) (?:{_ANY_FORM}) (?!\w)", re.VERBOSE)
_CANONICAL = {"sp": "NIST SP"}
_NO_PUBLISHER = regex(r"n[0-9]+|\w+_kind")

_TAIL = regex(
    rf"""
    (?:,?[ ][Pp]arts?[ ] (?P<part>[0-9]{{1,3}} (?:-[0-9]{{1,3}})*) (?!\w))?
    (?P<all>[ ]?\(all[ ]parts\) | [ ]\(?(?:series|suite|family|standards?[ ]series)\b\)?)?
    (?:,?[ ](?:V[0-9]+(?:\.[0-9]+)* | [Ee]d(?:ition|\.)?[ ]?[0-9]+(?:\.[0-9]+)?))?
    (?:
        [ ]?:[ ]? (?P<y1>{_YEAR}) (?:-[0-9]{{2}}(?![0-9]))?
        | - (?P<y2>{_YEAR})
        | [ ]?\( (?:[0-9]{{1,2}}[/-])? (?P<y3>{_YEAR}) (?:[-/][0-9]{{1,2}})? \)
    )?
    (?P<amd>(?:[/+][ ]?(?:AMD|Amd|AM|COR|Cor|AC|A)\.?[ ]?[0-9]*(?:[:-]{_YEAR})?)+)?
    (?:[ ](?:CSV|RLV)\b)?
    (?P<late>[ ]?\(all[ ]parts\))?
    """,
    re.VERBOSE,
)
_MORE = regex(
    rf"""
    (?: ,?[ ](?:and|or|to)[ ] | ,[ ] | [ ]?[/&][ ]? )
    (?P<more>
        {_PART}+ | [0-9]{{4,5}}{_PART}+ | (?<=[0-9]/)[0-9]{{1,2}}(?:-[0-9]{{1,2}})?
        | 802\.[0-9]{{1,5}}(?:\.[0-9]{{1,5}})*[A-Za-z]{{0,3}}
    )
    (?!\w)
    """,
    re.VERBOSE,
)
_MORE_RFCS = regex(r"(?: ,?[ ](?:and|or|to)[ ] | ,[ ] ) (?P<more>[0-9]{3,5}) (?![\w.])", re.VERBOSE)

_ELEMENT = r"""(?:
    (?:[Ss]ub-?)?[Cc]lauses? | [Aa]nnex(?:es)? | [Aa]ppendi(?:x|ces) | [Ss]ections? | [Cc]hapters? | [Pp]aragraphs?
    | [Tt]ables? | [Ff]igures? | [Dd]efinitions? | [Ee]ntry | §+
)"""
_NAMED = r"(?P<named>[A-Z]?[0-9]*(?:\.[0-9]+)*)"
_DOTTED = r"(?:[A-Z]\.)?[0-9]+(?:\.[0-9]+)+"
_UNIT = r"[ ]?(?:[kMGmµμ]?(?:Hz|V|A|W|m|s|bits?|bytes?|octets?)\b|%|°)"
_AFTER = regex(
    rf"""
    ,?[ ]\(?{_ELEMENT}[ ]?{_NAMED}(?!\w)
    | ,[ ](?P<bare>{_DOTTED} | [0-9]{{3}}-[0-9]{{2}}-[0-9]{{2,3}}) (?!\w|{_UNIT})
    """,
    re.VERBOSE,
)
_BEFORE = regex(
    rf"(?: {_ELEMENT}[ ]?{_NAMED} | (?<![\w.])(?P<bare>{_DOTTED}) ) [ ](?:of|in|from)[ ](?:the[ ])?$", re.VERBOSE
)
_PART_BEFORE = regex(r"[Pp]arts?[ ](?P<part>[0-9]{1,3}(?:-[0-9]{1,3})*)[ ]of[ ](?:the[ ])?$")
_WITH_PARTS = frozenset({"EN", "ISO", "IEC", "CISPR", "DIN", "BS", "ETSI", "DLMS UA"})
_LOOK_BACK = 60


@frozen
class Citation:
    """A document cited in a text; ``clause`` is the element of it that is named ("7.2", "Annex A" gives "A").

    ``start`` and ``end`` are places in the text as :func:`normalised` gives it, the clause not included.
    """

    designation: Designation
    clause: str | None
    start: int
    end: int


@remembered
def normalised(text: str) -> str:
    """A text with one kind of space and hyphen and without what is not seen."""
    # Most texts have none of these; to look is faster than to replace.
    same = text.translate(_SAME) if _OTHER.search(text) else text
    return _DASH_IN_NUMBER.sub("-", same) if "\u2013" in same else same


@remembered
def find_citations(text: str) -> tuple[Citation, ...]:
    """All citations in a text, in order, those of enumerations one by one ("IEC 62056-6-1 and -6-2")."""
    plain = normalised(text)
    return tuple(_citations(plain))


def read_designations(text: str) -> tuple[Designation, ...]:
    """The document that a designation names: several where each of its publishers has one; empty if not known."""
    return tuple(citation.designation for citation in find_citations(text))


def _citations(text: str) -> Iterator[Citation]:
    done = 0
    for head in _HEAD.finditer(text):
        if head.start() < done:
            continue
        publisher, number = _publisher(head), head[_number_group(head)]
        if _is_year_of_publisher(publisher, number):
            continue
        found = list(_enumerated(text, head, publisher, number))
        found[0] = _with_part_before(text, found[0])
        yield from _with_clauses(text, found)
        done = found[-1].end


def _number_group(head: re.Match[str]) -> str:
    return next(f"n{index}" for index in range(len(_FORMS)) if head[f"n{index}"])


def _prefix(head: re.Match[str], publisher: str) -> str | None:
    """What stands before the number where that is more than the publisher."""
    if head["eu"]:
        return head["eu"]
    kind = next((text for name, text in head.groupdict().items() if text and name.endswith("_kind")), None)
    return f"{publisher} {kind}" if kind else None


def _publisher(head: re.Match[str]) -> str:
    """The publisher in one way of writing."""
    groups = {name: text for name, text in head.groupdict().items() if text and not _NO_PUBLISHER.fullmatch(name)}
    if "iso" in groups:
        return f"EN {groups['iso']}" if "en" in groups else groups["iso"]
    name, text = next(iter(groups.items()))
    if name == "eu":
        return "EN"
    return _CANONICAL.get(name, text)


def _is_year_of_publisher(publisher: str, number: str) -> bool:
    """Whether it is a notice of copyright: IEC numbers have five figures, or stand between 27 and 999."""
    return publisher == "IEC" and re.fullmatch(_YEAR, number) is not None


def _enumerated(text: str, head: re.Match[str], publisher: str, number: str) -> Iterator[Citation]:
    more = _MORE_RFCS if head["rfc"] and "RFCs" in head[0] else _MORE
    start, end = head.start(), head.end()
    while True:
        number = number.replace(" ", "")
        tail = _TAIL.match(text, end)
        assert tail is not None  # noqa: S101  all of it is optional
        part = f"{number}-{tail['part']}" if tail["part"] and "-" not in number else number
        designation = Designation(
            publisher,
            part,
            tail["y1"] or tail["y2"] or tail["y3"],
            tail["amd"].lstrip("/+ ") if tail["amd"] else None,
            bool(tail["all"] or tail["late"]),
            _prefix(head, publisher),
        )
        end = tail.end()
        yield Citation(designation, None, start, end)
        following = more.match(text, end)
        if following is None or not _goes_on(publisher, following["more"]):
            return
        number = _next_number(part, following["more"])
        start, end = following.start("more"), following.end()


def _goes_on(publisher: str, more: str) -> bool:
    """Whether what follows can be a further number of this publisher."""
    if publisher == "RFC":
        return True
    if publisher == "IEEE":
        return more.startswith("802.")
    return not _WITH_PARTS.isdisjoint({publisher, *re.split(r"[ /]", publisher)})


def _next_number(number: str, more: str) -> str:
    """The number that "-6-2" or "6-2" stands for after 62056-6-1, or a whole one."""
    if not more.startswith("-") and not re.fullmatch(r"[0-9]{1,2}(?:-[0-9]{1,2})?", more):
        return more
    parts, last = number.split("-"), more.strip("-").split("-")
    return "-".join([*parts[: max(1, len(parts) - len(last))], *last])


def _with_part_before(text: str, citation: Citation) -> Citation:
    """Take in "Part 5-3 of" before "IEC 62056"."""
    before = _PART_BEFORE.search(text, max(0, citation.start - _LOOK_BACK), citation.start)
    if before is None or "-" in citation.designation.number:
        return citation
    number = f"{citation.designation.number}-{before['part']}"
    return replace(citation, designation=replace(citation.designation, number=number, all_parts=False))


def _with_clauses(text: str, citations: Iterable[Citation]) -> Iterator[Citation]:
    for citation in citations:
        after = _AFTER.match(text, citation.end)
        before = _BEFORE.search(text, max(0, citation.start - _LOOK_BACK), citation.start)
        clause = next((match["named"] or match["bare"] for match in (after, before) if match), None)
        yield replace(citation, clause=clause) if clause else citation
