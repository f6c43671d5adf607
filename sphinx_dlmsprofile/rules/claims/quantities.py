"""Named quantities that have two values in the text (5 to 7, Annexes A and B)."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.rules.claims._amounts import amount_problems
from sphinx_dlmsprofile.rules.claims._codes import code_problems
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.claims._grouped import grouped_problems
from sphinx_dlmsprofile.rules.claims._reckoning import reckoning_problems
from sphinx_dlmsprofile.rules.claims._stray import stray_values
from sphinx_dlmsprofile.rules.claims.sizes import size_problems
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_ABBREVIATION = regex(r"\b[A-Z][A-Z0-9-]{2,}\b")
_ALIKE = 3
"""In digits: shorter numbers are alike by chance."""

_PORT = "port"
_ASSIGNED = frozenset({"SAP", "SAPs", "ID"})
"""What has several values: those of SAPs are in their table, and "ID" says of nothing which it is."""

DLMS_PORT = "4059"
"""Registered for DLMS/COSEM, see IEC 62056-4-7."""

_PAIR = 2
_OFTEN = 5
"""How often a port stands there for one that stands there once to be a slip, though it is the next one."""


@rule("quantity-text-mismatch", "5 to 8", WARNING)
def quantity_text_mismatch(project: Project) -> Iterator[Fault]:
    """A port, a size or a time has two values in the text that differ like a slip of the pen.

    What is compared has a name, "the MSDU carries 2 304 octets", "port 4059", and the same unit. Two values
    are taken for one where two neighbouring digits have changed places, or one digit is another; the value that
    stands there less often is reported, of two equals the later. A port that stands there once is also compared with
    one used at least twice that begins with the same two digits.

    An identifier in hexadecimal, "LSAP 0xE6", is compared where the text has two values of it, and one of them more
    often.

    Sizes in bits and octets: what has one in all profiles, as a system title of 8 octets, has to have it, and so has
    the header of an envelope that is described. An address or identifier that has one size in several places, "48-bit
    MAC address" and "MAC address (6 octets)", is reported where it has another; so are SAPs in the table of addresses
    that are wider, or less wide, than those of the SAP table. The field of an envelope has the size that it has there.

    What can be reckoned has to agree: parts in parentheses and the whole, "128 segments, 56 320 octets", what a field
    of 9 bits counts, what the headers of IP, UDP and the wrapper leave of the maximum transmission unit. A rate whose
    digits are those of a rate in a table, two of them swapped, is reported, and so are a code in hexadecimal that two
    rows of one ascending list begin with, where another one fits, a range of codes that holds the code of another row,
    and an IPv6 prefix such as FE08::/64. "97 subcarriers" and "79 subcarriers" are reported as two counts of one thing,
    a value of three digits or more that stands in no other place where two others have it with digits swapped. Two
    fields that a sentence names with a value belong to one envelope, which has to allow it. What is recommended, or
    the default, lies within the limit that the same words set.

    Two pairs of codes for one thing, "the endpoints 0x8D30 and 0x8D36", that differ in one digit of one code, are
    reported; so are a number with a comma between groups of digits, "115,200 bit/s", where 115 200 bit/s stands
    elsewhere, and "one header of six octets" in the clause whose one envelope has another size.

    Bad (in 5.3)::

        Servers listen on port 4059. The rule elides port 4095.

    Good (in 5.3)::

        Servers listen on port 4059. The rule elides port 4059.
    """
    yield from size_problems(project)
    yield from reckoning_problems(project)
    yield from stray_values(project)
    yield from amount_problems(project)
    yield from code_problems(project)
    yield from grouped_problems(project)
    groups = _groups(project)
    told: set[tuple[str, int, str]] = set()
    yield from _registered(project, groups)
    for (head, unit), values in groups.items():
        counted = Counter(each.digits for each in values)
        for each in values:
            place = (each.block.at.source, each.block.at.line, each.digits)
            right = _meant(each.digits, counted, is_port=head == _PORT)
            if right and place not in told:
                told.add(place)
                other = next(known for known in values if known.digits == right)
                written = f"{other.written} {unit}".strip()
                where = f"{other.block.at.source}, line {other.block.at.line}"
                message = f'"{each.name}" is {f"{each.written} {unit}".strip()} here and {written} in {where}'
                yield Fault(each.block.at, f"{message}: correct the one that is wrong")


def _registered(project: Project, groups: dict[tuple[str, str], list[_Value]]) -> Iterator[Fault]:
    """A port that is a slip of the one of DLMS/COSEM, where nothing else has either of them more often."""
    keys = {
        key for stack in project.of(LayerStack) for each in stack.profiles for one in each.stack for key in one.keys
    }
    ports = groups.get((_PORT, ""), [])
    if keys.isdisjoint({"tl", "tcp", "udp"}) or any(each.digits == DLMS_PORT for each in ports):
        return
    for each in ports:
        if _swapped(each.digits, DLMS_PORT):
            message = f'"port" is {each.written} here, and {DLMS_PORT} is the port of DLMS/COSEM'
            yield Fault(each.block.at, f"{message}: correct the number")


def _groups(project: Project) -> dict[tuple[str, str], list[_Value]]:
    """The values that are compared with each other, by what they are of and by their unit."""
    constants = {
        fold(unmarked(name)) for table in project.of(Constants) for each in table.entries for name in each.called
    }
    groups: dict[tuple[str, str], list[_Value]] = {}
    # Wrapper ports are in the tables of SAPs; the LSAPs of commands and responses differ.
    is_tabled = any(table.scheme == "wrapper" for table in project.of(SapTable))
    assigned = _ASSIGNED | {"wrapper port"} if is_tabled else _ASSIGNED
    directed = {(block.at, claim.value) for block, claim in claims_of(project, "lsap-of")}
    hexadecimal: dict[str, list[_Value]] = {}
    for block, claim in claims_of(project, "quantity"):
        digits = claim.value.replace(" ", "")
        if digits.startswith("0x") and claim.subject not in assigned and (block.at, claim.value) not in directed:
            hexadecimal.setdefault(claim.subject, []).append(_Value(digits, claim.value, claim.subject, block))
        if read_value(claim.value) is None or not digits.isdecimal() or len(digits) < _ALIKE:
            continue
        if fold(claim.subject) in constants:
            continue  # constant-text-mismatch
        for head in _heads(claim.subject):
            groups.setdefault((head, claim.more), []).append(_Value(digits, claim.value, claim.subject, block))
    for name, values in hexadecimal.items():
        # What has several values that are near to each other is a number among others, as a rule identifier.
        known = {each.digits for each in values}
        if sum(_differing(one, other) == 1 or _swapped(one, other) for one, other in combinations(known, 2)) == 1:
            groups[name, ""] = values
    return groups


class _Value(NamedTuple):
    digits: str
    written: str
    name: str
    block: Block


def _differing(one: str, other: str) -> int:
    """In how many digits two numbers differ, more than they have where one is longer."""
    return sum(pair[0] != pair[1] for pair in zip(one, other, strict=False)) + 2 * abs(len(one) - len(other))


def _swapped(one: str, other: str) -> bool:
    """Whether two neighbouring digits have changed places."""
    return is_slip(one, other) and sorted(one) == sorted(other)


def _heads(name: str) -> Iterator[str]:
    """What two names have to share: an abbreviation, an identifier, else all of the name."""
    if name == _PORT:
        yield name
        return
    found = dict.fromkeys(_ABBREVIATION.findall(name))
    yield from found or ((fold(name),) if " " in name or "_" in name else ())


def _meant(digits: str, counted: Counter[str], *, is_port: bool) -> str | None:
    """The value that the digits are a slip of."""
    for other, times in counted.items():
        if other == digits or len(other) != len(digits) or times < counted[digits]:
            continue
        if is_port and abs(int(other) - int(digits)) == 1 and times < _OFTEN * counted[digits]:
            continue  # The ports of a pair: with protection and without.
        first = next(value for value in counted if value in {digits, other}) == other
        differing = [index for index, pair in enumerate(zip(digits, other, strict=True)) if pair[0] != pair[1]]
        is_near = is_port or len(digits) > _ALIKE or (len(differing) == _PAIR and differing[1] - differing[0] == 1)
        swapped = len(differing) == _PAIR and is_near and sorted(digits) == sorted(other)
        alike = swapped or (len(differing) == 1 and not (is_port and counted[digits] > 1))
        if alike and (times > counted[digits] or first):
            return other
        if is_port and times > counted[digits] == 1 and digits[:2] == other[:2]:
            return other
    return None
