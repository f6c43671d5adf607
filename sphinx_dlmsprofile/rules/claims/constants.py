"""What the text, tables and classes say of quantities that a table of constants states."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.rules.claims._common import claims_of, own_members
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold_joints
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.constants import Constant
    from sphinx_dlmsprofile.model.cosem import Attribute
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_SMALL = frozenset({"a", "an", "the", "of", "on", "at", "in", "for", "its", "each"})
_LINKS = frozenset({"mac", "data-link"})
_DETERMINERS = frozenset({"the", "its", "this", "that", "their"})
_COMMON = frozenset(
    (  # noqa: SIM905  words
        "time size length value number period interval delay rate limit count port octet timeout address attempt"
    ).split()
)
"""Words that end the names of several things in most standards."""

_SEVERAL = 2
_HEAD = regex(r"([A-Z]{3,8}) (?:of|for|on|at) ")
_BASES = {
    **dict.fromkeys(("s", "second"), ("s", Decimal(1))),
    "µs": ("s", Decimal("0.000001")),
    "us": ("s", Decimal("0.000001")),
    "ms": ("s", Decimal("0.001")),
    **dict.fromkeys(("min", "minute"), ("s", Decimal(60))),
    **dict.fromkeys(("h", "hour"), ("s", Decimal(3600))),
    "day": ("s", Decimal(86400)),
    **dict.fromkeys(("octet", "byte"), ("octet", Decimal(1))),
    "bit": ("octet", Decimal("0.125")),
    "kB": ("octet", Decimal(1000)),
    "bit/s": ("bit/s", Decimal(1)),
    "kbit/s": ("bit/s", Decimal(1000)),
    "Mbit/s": ("bit/s", Decimal(1_000_000)),
    "Hz": ("Hz", Decimal(1)),
    "kHz": ("Hz", Decimal(1000)),
    "MHz": ("Hz", Decimal(1_000_000)),
    "GHz": ("Hz", Decimal(1_000_000_000)),
    "m": ("m", Decimal(1)),
    "km": ("m", Decimal(1000)),
}
"""Units that can be compared, each as so many of another."""


@rule("constant-text-mismatch", "5 to 8, Annexes A and B", WARNING)
def constant_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text, a table or a class gives a constant another value than the table of constants.

    Looked for are the name of the constant, or one of its other names, with a value in a sentence or a row: "the
    response timeout is 25 s", or all words of the name in another order. Units of one kind are compared, 1 min with
    60 s. "The MTU is 1 500 octets" is on the one constant "MTU of the link" unless the stack has several links, and on
    "MTU of the radio link" under a heading with these words. An attribute that is called as the constant has it as its
    default.

    Given (in 5.3)::

        .. constants::

           Response timeout: 30 s

    Bad (in 7.6)::

        The client repeats the request when the response timeout of 25 s is over.

    Good (in 7.6)::

        The client repeats the request when the response timeout of :const:`Response timeout` is over.
    """
    known: dict[str, list[Constant]] = {}
    own: set[tuple[str, int]] = set()
    for _, constant in _constants(project):
        own.add((constant.name.at.source, constant.name.at.line))
        for name in constant.called:
            known.setdefault(fold_joints(unmarked(name)), []).append(constant)
    # Where the class has another default, that is reported, and not each sentence that agrees with one of them.
    other = {fold_joints(unmarked(each.name.value)) for each, _ in _defaults(project, known) if each.name}
    told: set[tuple[str, int, str]] = set()
    for block, claim in claims_of(project, "constant", "constant-size") if known else ():
        name = claim.subject if claim.claim == "constant" else f"{claim.subject} size"
        meant = known.get(fold_joints(name), [])
        place = (block.at.source, block.at.line, claim.value)
        if (
            place[:2] in own
            or place in told
            or not meant
            or fold_joints(name) in other
            or any(_agrees(each, claim.value, claim.more) for each in meant)
        ):
            continue
        told.add(place)
        written = f"{claim.value} {claim.more}".strip()
        message = f'the text has "{name}" as {written}, but the table of constants says {_shown(meant[0])}'
        yield Fault(block.at, f"{message}: write the role const with the name, which prints the value")
    yield from _in_other_order(project, known, own)
    yield from _by_its_head(project, known, own)
    yield from _by_its_last_word(project, known, own)
    for attribute, constant in _defaults(project, known):
        if attribute.default and attribute.name:
            message = f'the default of "{unmarked(attribute.name.value)}" is {attribute.default}, but the table of'
            message += f" constants says {_shown(constant)}"
            yield Fault(attribute.default.at, f"{message}: correct one of them")


def _by_its_head(project: Project, known: dict[str, list[Constant]], own: set[tuple[str, int]]) -> Iterator[Fault]:
    """A sentence that begins with the abbreviation at the head of one constant's name: "The MTU is 1 500 octets"."""
    heads: dict[str, dict[str, str]] = {}
    for name in (unmarked(name) for each in _each(known) for name in each.called):
        if match := _HEAD.match(name):
            heads.setdefault(match[1], {})[fold_joints(name)] = name
    for block, claim in claims_of(project, "head-said") if heads else ():
        names = heads.get(claim.subject, {})
        if len(names) != 1 or (block.at.source, block.at.line) in own or fold_joints(claim.subject) in known:
            continue
        ((key, name),) = names.items()
        meant = known[key]
        if _is_near(project, name, block) and not any(_agrees(each, claim.value, claim.more) for each in meant):
            written = f"{claim.value} {claim.more}".strip()
            message = f'the text has "{claim.subject}" as {written}, but the table of constants says {_shown(meant[0])}'
            yield Fault(block.at, f"{message}: write the role const with the name, which prints the value")


def _by_its_last_word(project: Project, known: dict[str, list[Constant]], own: set[tuple[str, int]]) -> Iterator[Fault]:
    """A quantity that is called as the one constant whose name ends so: "the lifetime of 60 s"."""
    ends: dict[str, set[str]] = {}
    for name in (unmarked(name) for each in _each(known) for name in each.called):
        if len(words(name)) > 1:
            ends.setdefault(words(name)[-1], set()).add(fold_joints(name))
    members = {word for each in own_members(project) for word in words(each.name.replace("_", " "))[-1:]}
    for block, claim in claims_of(project, "quantity") if ends else ():
        said = words(claim.subject)
        meant = ends.get(said[-1], set()) if said else set()
        is_alone = len(said) == 1 or said[-2] in _DETERMINERS
        if len(meant) != 1 or not is_alone or said[-1] in _COMMON | members or (block.at.source, block.at.line) in own:
            continue
        constants = known[next(iter(meant))]
        unit, _, bound = claim.more.partition(" ")
        if not bound and not any(_agrees(each, claim.value, unit) for each in constants):
            message = f'the text has "{said[-1]}" as {claim.value} {unit}, but the table of constants says'
            message += f' {_shown(constants[0])} for "{unmarked(constants[0].name.value)}"'
            yield Fault(block.at, f"{message}: write the role const with the name, which prints the value")


def _is_near(project: Project, name: str, block: Block) -> bool:
    """Whether the heading over the text says what the constant is of; there may be one link alone."""
    links = [layer for stack in project.of(LayerStack) for layer in stack.layers if layer.role in _LINKS]
    said = {*words(block.clause.title)} if block.clause else set()
    return {*words(name)[1:]} - _SMALL <= (said | {"link"} if len(links) < _SEVERAL else said)


def _in_other_order(project: Project, known: dict[str, list[Constant]], own: set[tuple[str, int]]) -> Iterator[Fault]:
    """Quantities that have all words of a constant's name in another order: "the maximum length of a PDU"."""
    by_words = {frozenset(words(unmarked(name))): name for each in _each(known) for name in each.called}
    for block, claim in claims_of(project, "quantity") if known else ():
        name = by_words.get(frozenset(words(claim.subject)) - _SMALL)
        if name is None or fold_joints(unmarked(name)) == fold_joints(claim.subject):
            continue
        meant = known[fold_joints(unmarked(name))]
        unit = claim.more.split(" ")[0]
        if (block.at.source, block.at.line) not in own and not any(_agrees(each, claim.value, unit) for each in meant):
            message = f'the text has "{claim.subject}" as {claim.value} {unit}, but the table of constants says'
            message += f" {_shown(meant[0])}"
            yield Fault(block.at, f"{message}: write the role const with the name, which prints the value")


def _each(known: dict[str, list[Constant]]) -> list[Constant]:
    return [constant for several in known.values() for constant in several]


def _defaults(project: Project, known: dict[str, list[Constant]]) -> Iterator[tuple[Attribute, Constant]]:
    """The attributes of new classes with a constant of their name, and another default."""
    for record in project.of(InterfaceClass) if known else ():
        for attribute in record.attributes:
            name = unmarked(attribute.name.value) if attribute.name else ""
            meant = known.get(fold_joints(name), [])
            if attribute.default and meant and not any(_agrees(each, attribute.default.value, "") for each in meant):
                yield attribute, meant[0]


@rule("constant-duplicate", "5 to 8, Annexes A and B", ERROR)
def constant_duplicate(project: Project) -> Iterator[Fault]:
    """A constant is stated a second time, with another value.

    The role ``const`` prints the first one. One value under two names is not a fault: it may be equal by chance.

    Bad (in 5.3)::

        .. constants::

           Response timeout: 30 s

        .. constants::

           Response timeout: 25 s

    Good (in 5.3)::

        .. constants::

           Response timeout: 30 s

        .. constants::

           Reassembly timeout: 25 s
    """
    first: dict[str, Constant] = {}
    for _, constant in _constants(project):
        for name in constant.called:
            other = first.setdefault(fold_joints(unmarked(name)), constant)
            ours, theirs = (each.unit.value if each.unit else "" for each in (constant, other))
            if not _agrees(other, constant.value.value, ours) or _base(ours)[0] != _base(theirs)[0]:
                where = f"{other.name.at.source}, line {other.name.at.line}"
                message = f'"{name}" is {_shown(constant)} here and {_shown(other)} in {where}'
                yield Fault(constant.name.at, f"{message}: state it once")
                break


def _constants(project: Project) -> Iterator[tuple[Constants, Constant]]:
    return ((table, constant) for table in project.of(Constants) for constant in table.entries)


def _shown(constant: Constant) -> str:
    return constant.printed.replace("\u00a0", " ")


def _agrees(constant: Constant, written: str, unit: str) -> bool:
    """Whether a value is that of the constant, or cannot be compared with it."""
    one, other = read_value(constant.value.value), read_value(written)
    if one is None or other is None:
        return one is not other or constant.value.value == written
    if not unit:
        return one == other
    (base, factor), (wanted, times) = _base(constant.unit.value if constant.unit else ""), _base(unit)
    return base != wanted or one * factor == other * times


def in_base(written: str, unit: str) -> tuple[str, Decimal] | None:
    """A value in the unit that others of its kind are compared in."""
    value = read_value(written)
    base, factor = _base(unit)
    return None if value is None else (base, value * factor)


def _base(unit: str) -> tuple[str, Decimal]:
    """The unit that a unit is so many of; it may stand in the plural."""
    plain = unit.strip()
    return _BASES.get(plain) or _BASES.get(plain.removesuffix("s")) or (plain, Decimal(1))
