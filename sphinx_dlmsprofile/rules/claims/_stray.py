"""Values that stand once and differ like a slip from what others have: rates, codes of a table, prefixes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.addresses import reserved_addresses
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_PAIR = 2
_TELLING = 3
"""In digits: shorter numbers are alike by chance."""


def stray_values(project: Project) -> Iterator[Fault]:
    """Rates whose digits have changed places, codes that two rows have, addresses in blocks that are reserved."""
    yield from _rates(project)
    yield from _codes(project)
    yield from _counted(project)
    for block, address in project.found(reserved_addresses):
        message = f"{address} lies in a block of IPv6 addresses that is reserved"
        yield Fault(block.at, f"{message}: correct the address")


def _codes(project: Project) -> Iterator[Fault]:
    """One code of a list that stands there twice, where another one fits: 0x01, 0x02, 0x02, 0x04.

    The octets of a message, one a row, are no such list; nor are codes that have a row for each direction.
    """
    lists: dict[str, list[tuple[int, Block, Claim]]] = {}
    for block, claim in claims_of(project, "row-code"):
        lists.setdefault(claim.more, []).append((int(claim.value, 16), block, claim))
    for listed in lists.values():
        yield from _ranges(listed)
        rows = [row for row in listed if not row[2].words]
        codes = [code for code, _, _ in rows]
        if not codes:
            continue
        place = next((place for place, code in enumerate(codes) if code in codes[:place]), 0)
        before = codes.index(codes[place])
        if len(set(codes)) == len(codes) - 1 and (_fits(codes, before) or _fits(codes, place)):
            _, block, claim = rows[place]
            line = rows[before][1].at.line
            message = f"the row has the {claim.subject or 'value'} {claim.value}, as that in line {line}"
            yield Fault(block.at, f"{message}: correct one of them")


def _ranges(rows: list[tuple[int, Block, Claim]]) -> Iterator[Fault]:
    """Ranges of codes that begin within the row before, and end beyond it.

    A range within that of the row before says more about a part of it. Where a row stands there twice, codes have a
    row for each direction or the like.
    """
    spans = [(first, int(claim.words, 16) if claim.words else first) for first, _, claim in rows]
    if len(set(spans)) < len(spans):
        return
    for (low, high), (first, last), (_, _, before), (_, block, claim) in zip(
        spans, spans[1:], rows, rows[1:], strict=False
    ):
        if low <= first <= high < last:
            message = f"the row has the {claim.subject or 'values'} {claim.value} to {claim.words}"
            message += f", and the row before has {before.words or before.value}"
            yield Fault(block.at, f"{message}: correct one of them")


def _fits(codes: list[int], place: int) -> bool:
    """Whether the codes ascend without the one at this place, and leave room for another one there."""
    others = codes[:place] + codes[place + 1 :]
    low = codes[place - 1] if place else -1
    has_room = place == len(others) or codes[place + 1] - low > 1
    return has_room and all(one < other for one, other in pairwise(others))


def _counted(project: Project) -> Iterator[Fault]:
    """Two digits that have changed places: in how many there are of a thing, or in a value that several places have.

    Where a number of things stands in one other place alone, the words have to go back to it: "all 79 subcarriers".
    """
    for kind in ("counted", "measured"):
        found: dict[str, dict[str, list[tuple[Block, Claim]]]] = {}
        for block, claim in claims_of(project, kind):
            digits = claim.value.replace(" ", "")
            if digits.isdecimal() and len(digits) > 1:
                found.setdefault(claim.subject, {}).setdefault(digits, []).append((block, claim))
        for noun, values in found.items():
            for digits, places in values.items():
                block, claim = places[0]
                if len(places) > 1 or (kind == "measured" and not _is_telling(digits, block)):
                    continue
                if kind == "counted" and len(values) != _PAIR:
                    continue
                meant = [
                    other
                    for other, its in values.items()
                    if is_slip(digits, other)
                    and sorted(digits) == sorted(other)
                    and (len(its) > 1 or (claim.more and its[0][0].at.line < block.at.line))
                ]
                if len(meant) == 1:
                    where = values[meant[0]][0][0].at
                    message = f"{digits} {noun} stand here alone, and {meant[0]} in {where.source}, line {where.line}"
                    yield Fault(block.at, f"{message}: correct the one that is wrong")


def _is_telling(digits: str, block: Block) -> bool:
    return len(digits.rstrip("0")) >= _TELLING and block.kind is not TextKind.CELL


def _rates(project: Project) -> Iterator[Fault]:
    """Rates and frequencies of a sentence that have the digits of others, two of them swapped."""
    found: dict[str, dict[str, list[Block]]] = {}
    for block, claim in claims_of(project, "rate"):
        found.setdefault(claim.more, {}).setdefault(claim.value.replace(" ", ""), []).append(block)
    for unit, values in found.items():
        for digits, blocks in values.items():
            if len(blocks) > 1 or len(digits) < _TELLING or blocks[0].kind is TextKind.CELL:
                continue
            # Another first digit is another rate.
            alike = (each for each in values if each[0] == digits[0] and sorted(digits) == sorted(each))
            meant = [each for each in alike if is_slip(digits, each)]
            if len(meant) == 1 and any(block.kind is TextKind.CELL for block in values[meant[0]]):
                where = values[meant[0]][0].at
                message = (
                    f"{digits} {unit} stands nowhere else, but {meant[0]} {unit} in {where.source}, line {where.line}"
                )
                yield Fault(blocks[0].at, f"{message}: correct the one that is wrong")
