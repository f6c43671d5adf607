"""Numbers with a comma between groups of digits, which reads as the decimal sign: "115,200 bit/s" for 115 200."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_GROUPED = regex(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_UNIT_OF = {"rate": "more", "measured": "subject"}
"""Where each kind of claim has its unit."""


def grouped_problems(project: Project) -> Iterator[Fault]:
    """Numbers whose digits, without their commas, are those of a number with the same unit."""
    whole: dict[tuple[str, str], Block] = {}
    grouped: list[tuple[Block, str, str]] = []
    for block, claim in claims_of(project, *_UNIT_OF):
        unit = getattr(claim, _UNIT_OF[claim.claim])
        if "," in claim.value:
            grouped.append((block, claim.value, unit))
        else:
            whole.setdefault((claim.value.replace(" ", ""), unit), block)
    for block, written, unit in (each for each in dict.fromkeys(grouped) if _GROUPED.fullmatch(each[1])):
        plain = written.replace(",", "")
        if other := whole.get((plain, unit)):
            right = f"{int(plain):,}".replace(",", " ")
            where = f"{other.at.source}, line {other.at.line}"
            message = f"{written} {unit} has a decimal comma, and {right} {unit} stands in {where}"
            yield Fault(block.at, f'{message}: write "{right} {unit}"')
