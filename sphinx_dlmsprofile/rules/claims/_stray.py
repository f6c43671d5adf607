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

    from sphinx_dlmsprofile.analysis.claims.claims import Claim
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
    """Ranges of codes that hold the code, or the beginning of the range, of another row of the list."""
    for first, block, claim in rows:
        last = int(claim.words, 16) if claim.words else first
        inside = [
            other.value
            for code, its, other in rows
            if its is not block and first <= code <= last and (code, len(other.words)) != (first, len(claim.words))
        ]
        if claim.words and inside:
            message = f"the row has the {claim.subject or 'values'} {claim.value} to {claim.words}"
            yield Fault(block.at, f"{message}, and another row has {inside[0]}: correct one of them")


def _fits(codes: list[int], place: int) -> bool:
    """Whether the codes ascend without the one at this place, and leave room for another one there."""
    others = codes[:place] + codes[place + 1 :]
    low = codes[place - 1] if place else -1
    has_room = place == len(others) or codes[place + 1] - low > 1
    return has_room and all(one < other for one, other in pairwise(others))


def _counted(project: Project) -> Iterator[Fault]:
    """Two digits that have changed places: in how many there are of a thing, or in a value that several places have."""
    for kind, fewest in (("counted", 1), ("measured", 2)):
        found: dict[str, dict[str, list[Block]]] = {}
        for block, claim in claims_of(project, kind):
            digits = claim.value.replace(" ", "")
            if digits.isdecimal() and len(digits) > 1:
                found.setdefault(claim.subject, {}).setdefault(digits, []).append(block)
        for noun, values in found.items():
            for digits, blocks in values.items():
                if len(blocks) > 1 or (kind == "measured" and (len(digits.rstrip("0")) < _TELLING or _in_cell(blocks))):
                    continue
                meant = [each for each in values if is_slip(digits, each) and sorted(digits) == sorted(each)]
                before = [each for each in meant if len(values[each]) >= fewest]
                order = list(values)
                is_second = before and (len(values[before[0]]) > 1 or order.index(before[0]) < order.index(digits))
                if len(before) == 1 and (len(values) == _PAIR or kind == "measured") and is_second:
                    where = values[before[0]][0].at
                    message = f"{digits} {noun} are counted here, and {before[0]} in {where.source}, line {where.line}"
                    if kind == "measured":
                        message = (
                            f"{digits} {noun} stand nowhere else, but {before[0]} {noun} in {where.source}, "
                            f"line {where.line}"
                        )
                    yield Fault(blocks[0].at, f"{message}: correct the one that is wrong")


def _in_cell(blocks: list[Block]) -> bool:
    return blocks[0].kind is TextKind.CELL


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
