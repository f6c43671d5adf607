"""What the text says of the sizes of addresses, identifiers and headers (5 to 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.vocabulary import named_terms, vocabulary
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.model.value_table import Addressing
from sphinx_dlmsprofile.registry.sizes import FIXED_SIZES
from sphinx_dlmsprofile.rules.claims._common import OF_LAYERS, claims_of
from sphinx_dlmsprofile.rules.claims._meant_profiles import profiles_meant
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.counts import COUNT, read_count
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block
    from sphinx_dlmsprofile.model.terms import Term

_INTERNET = {"ipv4": 32, "ipv6": 128}
_OTHERS = regex(r"\b(?:UDP|TCP|IPv?[46]?|MAC|PHY|[Ww]rapper|[Cc]ompress\w*)\b")
"""What has, or is, another header."""

_BITS = {"octet": 8, "byte": 8, "bit": 1}
_FIXED = {fold(name): 8 * octets for name, octets in FIXED_SIZES.items()}
_WIDTH = regex(rf"(?P<count>{COUNT})[ -](?P<unit>octet|byte|bit)s?\b")
_TRUNCATED = ("counter", "number")
_OFTEN = 2
"""How often a size stands there for another one to be a slip."""


def size_problems(project: Project) -> Iterator[Fault]:
    """Sizes that are wrong for all profiles, that an envelope does not have, or that other places have otherwise."""
    known = _Known(_headers(project), _fields(project), _of_internet(project))
    found: dict[str, list[tuple[int, Block, Claim]]] = {}
    for block, claim in claims_of(project, "size"):
        count = read_count(claim.value) or 0
        bits = count * _BITS[claim.more]
        name = claim.subject.casefold()
        if name == "header":
            yield from _of_the_header(project, block, claim, bits)
        elif name.endswith(("sap", "service access point")):
            if not OF_LAYERS.search(name):
                yield from _sap_width(project, block, claim, bits)
        elif right := known.of(name):
            # A frame often carries the low bits of what devices count.
            is_part = bits > right[0] and name.endswith(_TRUNCATED) and fold(name) in known.fields
            if bits != right[0] and not is_part:
                yield Fault(block.at, f"{_said(claim)}, and {_shown(right[0])} {right[1]}")
        elif not name.endswith(("header", "code", "name")):
            found.setdefault(name, []).append((bits, block, claim))
    for several in found.values():
        yield from _differing(several)
    yield from _widths(project)
    yield from _headers_in_envelopes(project, known)


def _headers_in_envelopes(project: Project, known: _Known) -> Iterator[Fault]:
    """Fields of envelopes that are the header of a layer, and are not as long."""
    for envelope in project.of(Envelope):
        for field in envelope.fields:
            name = unmarked(field.label).casefold()
            if not field.octets or not name.endswith(" header"):
                continue
            # Other headers may stand there compressed.
            fixed = _FIXED[fold(name)] if name == "wrapper header" else 0
            header = known.headers.get(fold(name.removesuffix("header")))
            right = (fixed, "in all profiles") if fixed else (header[0], f"in line {header[1]}") if header else None
            if right and right[0] != field.bits:
                message = f'"{unmarked(field.label)}" has {_shown(field.bits)} here, and {_shown(right[0])} {right[1]}'
                yield Fault(field.key.at, f"{message}: correct the one that is wrong")


class _Known(NamedTuple):
    """The sizes that are known: of the headers and fields of envelopes, with their lines, and of IP addresses."""

    headers: dict[str, tuple[int, int]]
    fields: dict[str, tuple[int, int]]
    internet: int

    def of(self, name: str) -> tuple[int, str] | None:
        """The size in bits, and why it is that one; None where it is not known."""
        if (fixed := _FIXED.get(fold(name))) is not None:
            return fixed, "in all profiles: correct the number"
        header = self.headers.get(fold(name.removesuffix("header"))) if name.endswith("header") else None
        if header:
            return header[0], f"by the fields of the envelope in line {header[1]}: correct the number, or the envelope"
        if field := self.fields.get(fold(name)):
            return field[0], f"in the envelope in line {field[1]}: correct the number, or the envelope"
        if name.endswith("ip address") and self.internet:
            return self.internet, "by the network layer of the stack: correct the number"
        return None


def _differing(several: list[tuple[int, Block, Claim]]) -> Iterator[Fault]:
    """One size among others that agree with each other."""
    known = {bits for bits, _, _ in several}
    for bits, block, claim in several:
        others = [(other, its) for other, its, _ in several if other != bits]
        # A name of three words names one thing: then two places are enough, and the later one is reported.
        is_later = len(several) == _OFTEN and claim.subject.count(" ") >= _OFTEN and block is several[-1][1]
        is_later = is_later and block.clause is not several[0][1].clause
        if len(known) == _OFTEN and len(others) == len(several) - 1 and (len(others) >= _OFTEN or is_later):
            other, its = others[0]
            where = f"{its.at.source}, line {its.at.line}"
            yield Fault(block.at, f"{_said(claim)}, and {_shown(other)} in {where}: correct the one that is wrong")


def _of_the_header(project: Project, block: Block, claim: Claim, bits: int) -> Iterator[Fault]:
    """The header of a subclause with one envelope is that of this."""
    if _OTHERS.search(claim.words):
        return
    around = [
        each for each in project.of(Envelope) if each.clause is block.clause and each.at.source == block.at.source
    ]
    size = header_bits(around[0]) if len(around) == 1 and not around[0].unread else 0
    if size and bits != size:
        message = f"the header has {claim.value} {claim.more}s here, and {_shown(size)} by the fields of the envelope"
        yield Fault(block.at, f"{message} in line {around[0].at.line}: correct the number, or the envelope")


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
        bits = header_bits(envelope)
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


def _fields(project: Project) -> dict[str, tuple[int, int]]:
    """The size of fields in bits, with their lines, where all envelopes agree on it."""
    found: dict[str, tuple[int, int]] = {}
    several: set[str] = set()
    for field in (each for envelope in project.of(Envelope) for each in envelope.fields if each.bits):
        name = fold(field.label)
        if found.setdefault(name, (field.bits, field.key.at.line))[0] != field.bits:
            several.add(name)
    return {name: size for name, size in found.items() if name not in several}


def _of_internet(project: Project) -> int:
    """The size of an IP address in bits; 0 where the stacks have both versions, or none."""
    stacks = (each for stack in project.of(LayerStack) for each in stack.profiles)
    keys = {key for profile in stacks for level in profile.stack for key in level.keys}
    found = [bits for key, bits in _INTERNET.items() if key in keys]
    return found[0] if len(found) == 1 else 0


def header_bits(envelope: Envelope) -> int:
    """How many bits stand before the content; 0 where that is not fixed, or does not fill octets: a fault by itself."""
    bits = 0
    for field in envelope.fields:
        if field.content is not None:
            return 0 if bits % 8 else bits
        if not field.bits or field.when is not None:
            return 0
        bits += field.bits
    return 0


def _sap_width(project: Project, block: Block, claim: Claim, bits: int) -> Iterator[Fault]:
    """A SAP that is not as wide as those of the profile that the sentence, or the term, speaks of."""
    entry = next((each for each in named_terms(project) if _holds(each, block)), None)
    meant = profiles_meant(project, f"{entry.term} {claim.words}" if entry else claim.words)
    tables = [table for table in project.of(SapTable) if table.width is not None]
    if any(table.unread for table in project.of(SapTable)):
        return
    widths = {table.width for table in tables if not meant or any(table.holds_for(each) for each in meant)}
    if widths and bits not in widths:
        right = " or ".join(str(width) for width in sorted(filter(None, widths)))
        yield Fault(block.at, f"{_said(claim)}, and {right} bits in the SAP table: correct the number, or the table")


def _holds(term: Term, block: Block) -> bool:
    return any((part.text.at.source, part.text.at.line) == (block.at.source, block.at.line) for part in term.parts)


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
