"""What the text says of the values of attributes, against the classes of Annex B."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.row import NUMBER, UNITS
from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.rules.claims._common import members_called, own_members
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold, fold_case, fold_joints
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.cosem import Attribute
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.rules.claims._common import Member
    from sphinx_dlmsprofile.text.location import Location

_TELLING = regex(r"(?<![\w-])(?=(?:[^\WA-Z0-9]|-)*[A-Z0-9][\w-]*[A-Z])[A-Za-z][\w-]{2,}(?![\w-])")
"""A word that names one thing: with two capitals, or a capital and a digit: SAE, EAP-TLS."""

_SCALES = {"s": (1_000,), "min": (60, 60_000), "h": (60, 3_600), "days": (24, 1_440, 86_400)}
"""What a time is to be multiplied by for the smaller units that an attribute may have."""

_SHORT = 3
"""In letters: as long as words are that tell nothing."""

_PUBLISHERS = frozenset({"IEC", "IEEE", "ISO", "RFC", "ITU", "ETSI"})

_MEANING = rf"{NUMBER} (?!(?:{UNITS})\b)[a-z][^,;.:]*"
_GIVEN = regex(
    rf"\bvalue (?P<one>{NUMBER})|(?:^|[;:,.] )(?P<when>{NUMBER}) (?:when|if|means|stands for|indicates|= )"
    rf"|(?:^|[:;.] )(?P<several>{_MEANING}(?:[,;] {_MEANING})+)"
)
_ABSENT = regex(
    rf"(?P<v>{NUMBER}),? (?:when|if|where|means|stands for)(?: it is| this is| that is)? ?"
    r"(?:unknown|not known|not available|there (?:was|is|has been) none)"
)
"""The value of an attribute that has none."""

_NUMBERS = regex(rf"(?:^|[,;] )({NUMBER})")


def the_one(project: Project, name: str) -> Member | None:
    """The attribute of a new class with that name, if there is one alone."""
    found = [each for each in members_called(project, name) if each.own and each.kind == "attribute"]
    return found[0] if len(found) == 1 else None


def size_called(project: Project, name: str) -> Decimal | None:
    """The value of the constant, or the default of the attribute of a new class, that has the name."""
    for constant in (each for table in project.of(Constants) for each in table.entries):
        if fold_joints(name) in map(fold_joints, map(unmarked, constant.called)):
            return read_value(constant.value.value)
    member = the_one(project, name)
    return member.default if member else None


def default_of(project: Project, claim: Claim) -> str | None:
    """A default that is another than that of the class."""
    member, value = the_one(project, claim.subject), read_value(claim.value)
    if member is None or member.default is None or value is None or value == member.default:
        return None
    constant = size_called(project, member.name)
    if constant is not None and constant == value:
        return None  # constant-text-mismatch has the class.
    return f'the default of "{member.name}" is {member.default} in "{member.class_name}", not {claim.value}'


def range_of(project: Project, claim: Claim) -> str | None:
    """A range that is another than that of the class."""
    member = the_one(project, claim.subject)
    low, high = read_value(claim.value), read_value(claim.more)
    if member is None or member.minimum is None or member.maximum is None or low is None or high is None:
        return None
    right = (member.minimum, member.maximum)
    inside = right[0] <= low <= high <= right[1]
    # One end that is right says that the range is meant, and not a part of it.
    if (low, high) == right or (inside and low != right[0] and high != right[1]) or low > high:
        return None
    wrong = f"not from {claim.value} to {claim.more}"
    return f'"{member.name}" is from {right[0]} to {right[1]} in "{member.class_name}", {wrong}'


def type_of(project: Project, claim: Claim) -> str | None:
    """A type that is another than that of the class."""
    members = [each for each in members_called(project, claim.subject) if each.kind == "attribute"]
    types = {each.type for each in members}
    if not members or None in types or claim.value in types or (len(types) > 1) or not members[0].own:
        return None
    if claim.value in {"array", "structure"} and types & {"array", "structure", "compact-array"}:
        return None
    return f'the type of "{claim.subject}" is {next(iter(types))}, not {claim.value}'


def value_of(project: Project, claim: Claim) -> str | None:
    """A value that the class does not have, or whose name there is another."""
    member, value = the_one(project, claim.subject), read_value(claim.value)
    if member is None or value is None:
        return None
    if not any(_is_within(member, value * scale) for scale in (1, *_SCALES.get(claim.more, ()))):
        return (
            f'"{member.name}" is from {member.minimum} to {member.maximum} in "{member.class_name}", not {claim.value}'
        )
    if not member.values:
        return None
    name = next((name for low, high, name in member.values if low <= value <= high), None)
    if name is None:
        return f'"{member.name}" has no value {claim.value} in "{member.class_name}"'
    # "TIM" is enough for "TIM station".
    said = f"{claim.more.casefold()} "
    other = next((each for *_, each in member.values if f"{each.casefold()} ".startswith(said)), None)
    if claim.more and other and not fold(name).startswith(fold(claim.more)):
        return f'the value {claim.value} of "{member.name}" is "{name}" in "{member.class_name}", not "{claim.more}"'
    return None


def _is_within(member: Member, value: Decimal) -> bool:
    low, high = member.minimum, member.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def meaning_of(project: Project, claim: Claim) -> str | None:
    """What a value is said to stand for, where that is the name of another value."""
    named = [each for each in (claim.subject,) if each]
    member, value = the_one(project, named[0]) if named else None, read_value(claim.value)
    if member is None or value is None:
        return None
    right = next((name for low, high, name in member.values if low <= value <= high), None)
    said = f"{fold_case(claim.more)} "
    other = next((name for *_, name in member.values if said.startswith(f"{fold_case(name)} ")), None)
    if right is None or other is None or other == right:
        return None
    return f'the value {claim.value} of "{member.name}" is "{right}" in "{member.class_name}", not "{other}"'


def row_member(project: Project, claim: Claim) -> str | None:
    """An attribute in a row that is called as another attribute is."""
    said = set(words(claim.value))
    own = {member.name: set(words(member.name.replace("_", " "))) for member in own_members(project)}
    meant = [name for name, its in own.items() if its == said and len(its) > 1]
    if len(meant) != 1 or claim.subject not in own or meant[0] == claim.subject or own[claim.subject] <= said:
        return None
    return f'the row is on "{claim.value}" and names "{claim.subject}", not "{meant[0]}"'


def value_beside(project: Project, claim: Claim) -> str | None:
    """A value in a row of a table that speaks of what another value of the enumeration stands for."""
    member, number = the_one(project, claim.subject), read_value(claim.value)
    if member is None or number is None:
        return None
    words = {name: set(_TELLING.findall(name)) - _PUBLISHERS for *_, name in member.values}
    said = set(_TELLING.findall(claim.words)) - _PUBLISHERS
    name = next((name for low, high, name in member.values if low <= number <= high), None)
    others = [other for other, own in words.items() if own & said and other != name]
    if claim.more and not others:
        words, said, others = _everyday(member, claim.more, name)
    if name is None or words[name] & said or len(others) != 1:
        return None
    right = next(low for low, _, other in member.values if other == others[0])
    wrong = f'the value {claim.value} of "{member.name}" is "{name}" in "{member.class_name}"'
    return f'{wrong}, and "{others[0]}" is {right}'


def _everyday(member: Member, text: str, name: str | None) -> tuple[dict[str, set[str]], set[str], list[str]]:
    """The words of the values, those of the text, and the other values of which it has all that tell them apart."""
    each = {value: {word for word in words(value) if len(word) > _SHORT} for *_, value in member.values}
    telling = {
        value: own - {word for other, its in each.items() if other != value for word in its}
        for value, own in each.items()
    }
    said = set(words(text))
    others = [value for value, own in telling.items() if len(own) > 1 and own <= said and value != name]
    return each, said, others


def described(project: Project) -> Iterator[tuple[Location, str]]:
    """Values that the description of an attribute gives a meaning, and that are out of its range."""
    for record in project.of(InterfaceClass):
        for attribute in record.attributes:
            low = read_value(attribute.minimum.value) if attribute.minimum else None
            high = read_value(attribute.maximum.value) if attribute.maximum else None
            if attribute.description is None or low is None or high is None:
                continue
            if problem := _absent(attribute):
                yield attribute.description.at, problem
                continue
            for written in _given(unmarked(attribute.description.value)):
                number = read_value(written)
                if number is not None and not low <= number <= high:
                    name = unmarked(attribute.name.value if attribute.name else "")
                    span = f'"{name}" is from {low} to {high} in "{unmarked(record.name.value)}"'
                    yield attribute.description.at, f"{span}, and its description gives {written} a meaning"
                    break


def _absent(attribute: Attribute) -> str | None:
    """The value that stands for none, where the default is another one that it may be a slip of."""
    default = read_value(attribute.default.value) if attribute.default else None
    match = _ABSENT.search(unmarked(attribute.description.value)) if attribute.description else None
    said = read_value(match["v"]) if match else None
    if default is None or said is None or not match or not is_slip(str(abs(default)), str(abs(said))):
        return None
    if len(str(abs(said))) == 1:
        return None  # Any two digits are a slip apart: 0 may mean unknown, and 1 be the default.
    return f"the description gives {match['v']} for a value that is unknown, but the default is {attribute.default}"


def _given(text: str) -> Iterator[str]:
    for match in _GIVEN.finditer(text):
        if match["several"]:
            yield from _NUMBERS.findall(match["several"])
        else:
            yield match["one"] or match["when"]
