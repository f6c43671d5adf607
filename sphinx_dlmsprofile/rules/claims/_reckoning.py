"""What can be reckoned, or is fixed: parts of a size, the numbers that bits count, fields of envelopes, versions."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.fields_named import named_fields
from sphinx_dlmsprofile.analysis.claims.row import NUMBER
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.rules.claims._common import claims_of, own_members
from sphinx_dlmsprofile.rules.claims._values import size_called
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.counts import read_count
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.envelope import EnvelopeField
    from sphinx_dlmsprofile.model.project import Project

_WRAPPER_VERSION = 1
_LENGTHS = frozenset({"octets", "bytes"})
_IN_FIRST = regex(r"\b([0-9]+) in the first\b")
_PARTS = regex(NUMBER)
_FEW = 2
_MODULO = regex(r"\bmodulo ([0-9]+)\b")
_JOINTS = regex("(?<=[0-9])[ \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
"""What divides the digits of one number."""

_INTERNET = {"ipv4": 20, "ipv6": 40}
_HEADERS = (0, 8, 8 + 8, 20, 20 + 8)
"""In octets: the headers of UDP, of UDP with the wrapper, of TCP, of TCP with the wrapper."""

_ROUND = (10, 8)
"""Sizes that are multiples of these are chosen, as that of a block: 1 024, 1 250."""

_SIZEABLE = 1000
"""In octets: smaller sizes are not those of packets that fill a link."""

_ENDS = ("LSAP", "DSAP", "SSAP")
_EVERYDAY = frozenset({"content", "data", "last", "length", "message", "number", "payload", "source", "destination"})
"""Keys of fields that are words of any text."""

_LEAST = frozenset({"at least", "no less than", "not less than", "a minimum of"})
_WIDE = 64
"""In bits: no wider field counts anything."""


def reckoning_problems(project: Project) -> Iterator[Fault]:
    """Numbers that do not agree with each other, or with what they are numbers of."""
    for kind, judge in _JUDGES.items():
        for block, claim in claims_of(project, kind):
            if problem := judge(project, claim):
                yield Fault(block.at, f"{problem}: correct the number that is wrong")
    yield from _fields(project)
    yield from _fields_together(project)


def _division(_project: Project, claim: Claim) -> str | None:
    whole, part, said = read_value(claim.value), read_value(claim.more), read_count(claim.subject)
    if whole is None or not part or said is None or said == (needed := math.ceil(whole / part)):
        return None
    return f"{claim.value} octets need {needed} parts of {claim.more} octets each, and not {claim.subject}"


def _capacity(_project: Project, claim: Claim) -> str | None:
    most, bits = read_value(claim.value), read_count(claim.more)
    # What a number counts begins at 0, what a length says ends one earlier.
    last = 2 ** (bits or 0) - (claim.subject in _LENGTHS)
    if most is None or bits is None or bits > _WIDE or most <= last:
        return None
    return f"{bits} bits count up to {2**bits - 1}, and not up to {claim.value}"


def _product(project: Project, claim: Claim) -> str | None:
    whole, said = read_value(claim.value), read_count(claim.subject)
    size = size_called(project, f"{claim.more} size")
    if whole is None or said is None or not size or whole == said * size:
        return None
    if whole % size:
        is_meant = is_slip(str(whole), str(said * size))
        return (
            f"{said} {claim.more}s of {size} octets are {said * size} octets, not {claim.value}" if is_meant else None
        )
    return f"{claim.value} octets are {whole / size:f} {claim.more}s of {size} octets, and not {claim.subject}"


def _version(_project: Project, claim: Claim) -> str | None:
    if read_count(claim.value) == _WRAPPER_VERSION:
        return None
    return f"the wrapper of IEC 62056-4-7 has version 0x0001, not {claim.value}"


def _left(project: Project, claim: Claim) -> str | None:
    """A size that is nearly what the headers leave of the maximum transmission unit."""
    size, unit = read_value(claim.value), size_called(project, "MTU") or size_called(project, "MTU of the link")
    unit = unit or size_called(project, "Maximum transmission unit of the link")
    keys = {
        key for stack in project.of(LayerStack) for each in stack.profiles for one in each.stack for key in one.keys
    }
    internet = [octets for key, octets in _INTERNET.items() if key in keys]
    if size is None or not unit or size < _SIZEABLE or len(internet) != 1:
        return None
    sizes = [unit, *(unit - internet[0] - octets for octets in _HEADERS)]
    if size in sizes or any(not size % step for step in _ROUND):
        return None
    if not any(is_slip(str(size), str(each)) for each in sizes[1:]):
        return None
    known = ", ".join(map(str, sizes[1:]))
    return f"the headers of IP, UDP or TCP, and of the wrapper, leave {known} of {unit} octets, not {claim.value}"


def _first(project: Project, claim: Claim) -> str | None:
    """The number of the first of several, by the meaning of the field that holds it."""
    for field in (each for envelope in project.of(Envelope) for each in envelope.fields if each.meaning):
        match = _IN_FIRST.search(unmarked(field.meaning.value if field.meaning else ""))
        if match and fold(field.label.partition(" (")[0]) == fold(claim.subject) and match[1] != claim.value:
            return f"the first has the {claim.subject} {match[1]} by the envelope in line {field.key.at.line}"
    return None


def _sum(project: Project, claim: Claim) -> str | None:
    """Parts in parentheses, and what they are together, with the size of a default or constant or without one."""
    parts = [number for each in _PARTS.findall(claim.subject) if (number := read_value(each)) is not None]
    whole, together = read_value(claim.value), sum(parts)
    if whole is None:
        return None
    rests = [Decimal(0), *project.memo(_sizes)]
    if any(whole == together + rest for rest in rests):
        return None
    near = [rest for rest in rests if abs(whole - together - rest) <= max(parts)]
    # Where nothing comes near, the sentence has a part that is not known.
    if not near or len(near) > _FEW:
        return None
    right = " or ".join(str(together + rest) for rest in near)
    return f"the parts are {right} octets together, and not {claim.value}"


def _sizes(project: Project) -> list[Decimal]:
    """The constants and the defaults that are sizes in octets."""
    found = [
        each.value.value
        for table in project.of(Constants)
        for each in table.entries
        if each.unit and each.unit.value.startswith("octet")
    ]
    sizes = {value for each in found if (value := read_value(each)) is not None}
    sizes |= {each.default for each in own_members(project) if each.default and each.name.endswith("size")}
    return sorted(sizes)


def _bound(_project: Project, claim: Claim) -> str | None:
    """A value that is recommended, or the default, beyond the limit that the same words give."""
    limit, value = read_value(claim.value), read_value(claim.more)
    if limit is None or value is None:
        return None
    is_least = claim.subject.casefold() in _LEAST
    if value >= limit if is_least else value <= limit:
        return None
    return f"{claim.more} is {'less' if is_least else 'more'} than the {claim.value} that the same words set as a limit"


def _default(_project: Project, claim: Claim) -> str | None:
    """A default that lies outside of the range beside it; one with another unit is left alone."""
    low, _, high = claim.subject.partition(" to ")
    value, _, own = claim.value.partition(" ")
    first, last, said = read_value(low), read_value(high), read_value(value)
    if first is None or last is None or said is None or (own and own != claim.more):
        return None
    if first > last or first <= said <= last:
        return None
    return f"the default {claim.value.strip()} lies outside of the range from {claim.subject} {claim.more}".rstrip()


_JUDGES: dict[str, Callable[[Project, Claim], str | None]] = {
    "bound": _bound,
    "default-in": _default,
    "division": _division,
    "capacity": _capacity,
    "product": _product,
    "wrapper-version": _version,
    "packet-size": _left,
    "first-number": _first,
    "sum": _sum,
}


def _fields(project: Project) -> Iterator[Fault]:
    """Values in hexadecimal of fields that have others in all envelopes."""
    for field in (each for envelope in project.of(Envelope) for each in envelope.fields if each.meaning):
        match = _MODULO.search(_JOINTS.sub("", unmarked(field.meaning.value))) if field.meaning else None
        if match and 0 < field.bits <= _WIDE and int(match[1]) != 2**field.bits:
            message = f'"{field.label}" has {field.bits} bits, which count modulo {2**field.bits}, not {match[1]}'
            yield Fault(field.meaning.at if field.meaning else field.key.at, f"{message}: correct the number")
    fields: dict[str, set[int]] = {}
    for field in (each for envelope in project.of(Envelope) for each in envelope.fields if each.values):
        values = {span.first for value in field.values for span in value.ranges if span.first == span.last}
        for name in (field.key.value, field.label):
            fields.setdefault(fold(name), set()).update(values)
    for block, claim in claims_of(project, "quantity") if fields else ():
        value = read_count(claim.value) if claim.value.startswith("0x") else None
        name = claim.subject.removesuffix(" octet")
        # An LSAP is the address of either end.
        known = set().union(*(fields.get(fold(each), set()) for each in (_ENDS if name == "LSAP" else (name,))))
        if value is not None and known and value not in known:
            right = " or ".join(f"0x{each:0{len(claim.value) - 2}X}" for each in sorted(known))
            message = f'"{claim.subject}" is {claim.value} here, and {right} in the envelopes'
            yield Fault(block.at, f"{message}: correct the text, or the envelope")


def _fields_together(project: Project) -> Iterator[Fault]:
    """A value of a field that no envelope has which has the other fields of the sentence, too."""
    envelopes = [
        {name: field for field in envelope.fields for name in _called(field)} for envelope in project.of(Envelope)
    ]
    labels = tuple(sorted({name for envelope in envelopes for name in envelope}))
    for block, said in project.found(named_fields, labels) if labels else ():
        meant = [envelope[said.field] for envelope in envelopes if set(said.fields) <= set(envelope)]
        value = read_count(said.value)
        if meant and value is not None and all(each.values for each in meant):
            right = [span for each in meant for allowed in each.values for span in allowed.ranges]
            if not any(span.first <= value <= span.last for span in right):
                with_it = ", ".join(name for name in said.fields if name != said.field)
                written = " or ".join(dict.fromkeys(span.written(4 * (len(said.value) - 2)) for span in right))
                message = f'"{said.field}" is {said.value} here, and {written} where "{with_it}" follows'
                yield Fault(block.at, f"{message}: correct the text, or the envelope")


def _called(field: EnvelopeField) -> set[str]:
    """What texts call a field: its key and its name, without what stands in parentheses."""
    return {field.key.value, unmarked(field.label).partition(" (")[0]} - _EVERYDAY
