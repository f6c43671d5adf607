"""What can be reckoned, or is fixed: parts of a size, the numbers that bits count, fields of envelopes, versions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.claims._values import size_called
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.counts import read_count
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.analysis.claims.claims import Claim
    from sphinx_dlmsprofile.model.project import Project

_WRAPPER_VERSION = 1
_WIDE = 64
"""In bits: no wider field counts anything."""


def reckoning_problems(project: Project) -> Iterator[Fault]:
    """Numbers that do not agree with each other, or with what they are numbers of."""
    for kind, judge in _JUDGES.items():
        for block, claim in claims_of(project, kind):
            if problem := judge(project, claim):
                yield Fault(block.at, f"{problem}: correct the number that is wrong")
    yield from _fields(project)


def _division(_project: Project, claim: Claim) -> str | None:
    whole, part, said = read_value(claim.value), read_value(claim.more), read_count(claim.subject)
    if whole is None or not part or said is None or said == (needed := math.ceil(whole / part)):
        return None
    return f"{claim.value} octets need {needed} parts of {claim.more} octets each, and not {claim.subject}"


def _capacity(_project: Project, claim: Claim) -> str | None:
    most, bits = read_value(claim.value), read_count(claim.more)
    if most is None or bits is None or bits > _WIDE or most <= 2**bits:
        return None
    return f"{bits} bits count up to {2**bits - 1}, and not up to {claim.value}"


def _product(project: Project, claim: Claim) -> str | None:
    whole, said = read_value(claim.value), read_count(claim.subject)
    size = size_called(project, f"{claim.more} size")
    if whole is None or said is None or not size or whole % size or whole == said * size:
        return None
    return f"{claim.value} octets are {whole / size:f} {claim.more}s of {size} octets, and not {claim.subject}"


def _version(_project: Project, claim: Claim) -> str | None:
    if read_count(claim.value) == _WRAPPER_VERSION:
        return None
    return f"the wrapper of IEC 62056-4-7 has version 0x0001, not {claim.value}"


_JUDGES: dict[str, Callable[[Project, Claim], str | None]] = {
    "division": _division,
    "capacity": _capacity,
    "product": _product,
    "wrapper-version": _version,
}


def _fields(project: Project) -> Iterator[Fault]:
    """Values in hexadecimal of fields that have others in all envelopes."""
    fields: dict[str, set[int]] = {}
    for field in (each for envelope in project.of(Envelope) for each in envelope.fields if each.values):
        values = {span.first for value in field.values for span in value.ranges if span.first == span.last}
        for name in (field.key.value, field.label):
            fields.setdefault(fold(name), set()).update(values)
    for block, claim in claims_of(project, "quantity") if fields else ():
        value = read_count(claim.value) if claim.value.startswith("0x") else None
        known = fields.get(fold(claim.subject.removesuffix(" octet")), set())
        if value is not None and known and value not in known:
            right = " or ".join(f"0x{each:0{len(claim.value) - 2}X}" for each in sorted(known))
            message = f'"{claim.subject}" is {claim.value} here, and {right} in the envelopes'
            yield Fault(block.at, f"{message}: correct the text, or the envelope")
