"""Lists of codes for one thing that differ in one code, as by a slip."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.listed_codes import listed_codes
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.listed_codes import ListedCodes
    from sphinx_dlmsprofile.model.project import Project


def listed_problems(project: Project) -> Iterator[Fault]:
    """Lists that have one code for another one that an earlier list, or more lists, have in its place."""
    found = list(project.found(listed_codes))
    counted = Counter(code for _, each in found for code in each.codes)
    for place, (block, listed) in enumerate(found):
        for number, (other_block, other) in enumerate(found):
            pair = _differing(listed, other)
            if pair is None or counted[pair[0]] > 1 or (block.at == other_block.at):
                continue
            if counted[pair[1]] > 1 or number < place:
                where = f"{other_block.at.source}, line {other_block.at.line}"
                message = f'"{listed.text}" has {pair[0]} here, and {pair[1]} stands in its place in {where}'
                yield Fault(block.at, f"{message}: correct the one that is wrong")
                break


def _differing(one: ListedCodes, other: ListedCodes) -> tuple[str, str] | None:
    """The code of each list that the other does not have, where they are on one thing and differ in no other code."""
    if len(one.codes) != len(other.codes) or set(one.nouns).isdisjoint(other.nouns):
        return None
    ours, theirs = set(one.codes) - set(other.codes), set(other.codes) - set(one.codes)
    if len(ours) != 1 or len(theirs) != 1:
        return None
    pair = ours.pop(), theirs.pop()
    return pair if is_slip(*pair) else None
