"""Codes in hexadecimal that differ in one place like a slip from what another place has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_WHAT = {"hex-pair": "and", "hex-range": "to"}
_TELLING = 3
"""In digits that are not 0: codes with fewer are numbers of a row."""


def code_problems(project: Project) -> Iterator[Fault]:
    """Pairs and ranges of one noun that have one end in common, and codes of four digits with two of them swapped."""
    told: set[tuple[str, int]] = set()
    for kind, joint in _WHAT.items():
        found: dict[str, list[tuple[Block, Claim]]] = {}
        for block, claim in claims_of(project, kind):
            found.setdefault(claim.subject, []).append((block, claim))
        for noun, places in found.items():
            for fault in _differing(noun, places, joint):
                told.add((fault.at.source, fault.at.line))
                yield fault
    yield from (fault for fault in _swapped(project) if (fault.at.source, fault.at.line) not in told)


def _ends(claim: Claim) -> tuple[int, int]:
    return int(claim.value, 16), int(claim.more, 16)


def _differing(noun: str, places: list[tuple[Block, Claim]], joint: str) -> Iterator[Fault]:
    """Of two pairs that share an end, the one that stands there less often; of two equals the one in a sentence."""
    known: dict[tuple[int, int], list[tuple[Block, Claim]]] = {}
    for block, claim in places:
        known.setdefault(_ends(claim), []).append((block, claim))
    if len(known) != 2:  # noqa: PLR2004  the right one and the wrong
        return
    (one, first), (other, second) = known.items()
    if (one[0] == other[0]) == (one[1] == other[1]):
        return
    in_table = all(block.kind is TextKind.CELL for block, _ in second)
    wrong, right = (
        (first, second) if len(first) < len(second) or (len(first) == len(second) and in_table) else (second, first)
    )
    if len(wrong) > 1:
        return
    block, claim = wrong[0]
    where, its = right[0]
    message = f"the {noun} is {claim.value} {joint} {claim.more} here, and {its.value} {joint} {its.more}"
    yield Fault(block.at, f"{message} in {where.at.source}, line {where.at.line}: correct the one that is wrong")


def _swapped(project: Project) -> Iterator[Fault]:
    """A code in one sentence alone, with two digits swapped of one that a table or several sentences have."""
    found: dict[str, list[Block]] = {}
    for block, claim in claims_of(project, "hex-code"):
        found.setdefault(claim.value.casefold(), []).append(block)
    for code, blocks in found.items():
        digits = code.removeprefix("0x")
        if len(blocks) > 1 or len(digits.replace("0", "")) < _TELLING or blocks[0].kind is TextKind.CELL:
            continue
        alike = [
            each
            for each in found
            if sorted(each) == sorted(code)
            and each != code
            and is_slip(each.removeprefix("0x"), digits)
            and (len(found[each]) > 1 or found[each][0].kind is TextKind.CELL)
        ]
        if len(alike) == 1:
            where = found[alike[0]][0].at
            message = (
                f"0x{digits.upper()} stands here alone, and 0x{alike[0].removeprefix('0x').upper()} in {where.source}"
            )
            yield Fault(blocks[0].at, f"{message}, line {where.line}: correct the one that is wrong")
