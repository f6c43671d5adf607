"""What the text says of the sizes of addresses, identifiers and headers (5 to 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.vocabulary import vocabulary
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.model.value_table import Addressing
from sphinx_dlmsprofile.registry.sizes import FIXED_SIZES
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.counts import COUNT, read_count
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.claims import Claim
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_BITS = {"octet": 8, "byte": 8, "bit": 1}
_FIXED = {fold(name): 8 * octets for name, octets in FIXED_SIZES.items()}
_WIDTH = regex(rf"(?P<count>{COUNT})[ -](?P<unit>octet|byte|bit)s?\b")
_OFTEN = 2
"""How often a size stands there for another one to be a slip."""


def size_problems(project: Project) -> Iterator[Fault]:
    """Sizes that are wrong for all profiles, that an envelope does not have, or that other places have otherwise."""
    headers = _headers(project)
    found: dict[str, list[tuple[int, Block, Claim]]] = {}
    for block, claim in claims_of(project, "size"):
        count = read_count(claim.value)
        if count is None:
            continue
        bits = count * _BITS[claim.more]
        name = claim.subject.casefold()
        right = _FIXED.get(fold(name))
        header = headers.get(fold(name.removesuffix("header"))) if name.endswith("header") else None
        if right is not None:
            if bits != right:
                yield Fault(block.at, f"{_said(claim)}, and {_shown(right)} in all profiles: correct the number")
        elif header is not None:
            if bits != header[0]:
                message = f"{_said(claim)}, and {_shown(header[0])} by the fields of the envelope in line {header[1]}"
                yield Fault(block.at, f"{message}: correct the number, or the envelope")
        elif not name.endswith(("header", "code", "name")):
            found.setdefault(name, []).append((bits, block, claim))
    for several in found.values():
        yield from _differing(several)
    yield from _widths(project)


def _differing(several: list[tuple[int, Block, Claim]]) -> Iterator[Fault]:
    """One size among others that agree with each other."""
    known = {bits for bits, _, _ in several}
    for bits, block, claim in several:
        others = [(other, its) for other, its, _ in several if other != bits]
        if len(known) == 2 and len(others) == len(several) - 1 >= _OFTEN:  # noqa: PLR2004  the right one and the wrong
            other, its = others[0]
            where = f"{its.at.source}, line {its.at.line}"
            yield Fault(block.at, f"{_said(claim)}, and {_shown(other)} in {where}: correct the one that is wrong")


def _said(claim: Claim) -> str:
    plural = "" if claim.value in {"1", "one"} else "s"
    return f'"{claim.subject}" has {claim.value} {claim.more}{plural} here'


def _shown(bits: int) -> str:
    if bits % 8:
        return f"{bits} bits"
    return f"{bits // 8} octet{'' if bits == 8 else 's'}"  # noqa: PLR2004  one


def _headers(project: Project) -> dict[str, tuple[int, int]]:
    """The size of the header of each envelope in bits, with its line, by what texts call it: its id, its layer."""
    found: dict[str, tuple[int, int]] = {}
    for envelope in project.of(Envelope):
        bits = _header(envelope)
        if not bits or envelope.unread:
            continue
        size = (bits, envelope.at.line)
        names = [envelope.identifier.value] if envelope.identifier else []
        title = unmarked(envelope.title).casefold()
        names += [
            entry.abbreviation.value
            for entry in project.memo(vocabulary).abbreviations
            if entry.expansion and unmarked(entry.expansion.value).casefold() in title
        ]
        for name in names:
            found.setdefault(fold(name), size)
    return found


def _header(envelope: Envelope) -> int:
    """How many bits stand before the content; 0 where that is not fixed, or does not fill octets: a fault by itself."""
    bits = 0
    for field in envelope.fields:
        if field.content is not None:
            return 0 if bits % 8 else bits
        if not field.bits or field.when is not None:
            return 0
        bits += field.bits
    return 0


def _widths(project: Project) -> Iterator[Fault]:
    """SAPs in the table of addresses that have another width than those of the profile."""
    tables = [table for table in project.of(SapTable) if table.width is not None]
    for addressing in project.of(Addressing):
        for row in addressing.rows:
            if row.label is None or not regex(r"\bSAPs?\b").search(unmarked(row.label.value)):
                continue
            for cell in row.cells:
                profile = unmarked(cell.column.value) if cell.column else ""
                widths = {table.width for table in tables if not profile or table.holds_for(profile)}
                match = _WIDTH.match(unmarked(cell.text.value).replace("\u00a0", " "))
                count = read_count(match["count"]) if match else None
                if match and count is not None and widths and count * _BITS[match["unit"]] not in widths:
                    right = " or ".join(str(width) for width in sorted(filter(None, widths)))
                    message = f'"{row.label}" has {match[0]} here, and {right} bits in the SAP table'
                    yield Fault(cell.text.at, f"{message}: correct the cell, or the width of the table")
