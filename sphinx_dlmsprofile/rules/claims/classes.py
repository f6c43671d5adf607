"""What the text says of interface classes, their attributes and methods (8, Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_references import knows_all
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.rules.claims import _values as values
from sphinx_dlmsprofile.rules.claims._access import written_without_right
from sphinx_dlmsprofile.rules.claims._client_access import access_problems
from sphinx_dlmsprofile.rules.claims._common import (
    chapter,
    claims_of,
    members_called,
    members_in,
    members_of,
    own_members,
    records_called,
)
from sphinx_dlmsprofile.rules.claims._configured import configured, fixed_at, measured
from sphinx_dlmsprofile.rules.claims._meanings import is_otherwise, meant_otherwise
from sphinx_dlmsprofile.rules.claims._stressed import unknown_name
from sphinx_dlmsprofile.rules.claims._timers import period_problems, range_problems, shown_columns, timer_problems
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.counts import read_count
from sphinx_dlmsprofile.text.names import closest, fold_joints
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block


_NO_METHOD = regex(
    r"[a-z]*(?:s|ion|ment|ing|ure|ity|ly|ance|ence)|this|that|it|one|each|any|all|both|them|either|the|an|on|another|code"
    r"|software|external|method"
)
"""Words after "invocation of" that are no names of methods."""


@rule("class-text-mismatch", "8, Annex B", WARNING)
def class_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text gives an interface class another class_id or version than it has.

    Sentences, and rows of tables, that name a class with its class_id or version are compared with Annex B and
    with the registry. Versions of existing classes are compared where the registry knows them.

    Given (in Annex B)::

        .. cosem-class:: Long range radio setup
           :class-id: 180
           :version: 0

    Bad (in 8)::

        The class "Long range radio setup" (class_id 190) is used.

    Good (in 8)::

        The class "Long range radio setup" (class_id 180) is used.
    """
    if not knows_all(project):
        return
    for block, claim in claims_of(project, "class-id", "version"):
        written = read_integer(claim.value)
        right = _ids(project, claim.subject) if claim.claim == "class-id" else _versions(project, claim.subject)
        if right and written not in right:
            what = "the class_id" if claim.claim == "class-id" else "version"
            known = " or ".join(str(each) for each in sorted(right))
            message = f'the text gives "{claim.subject}" {what} {claim.value}, but it has {known}'
            yield Fault(block.at, f"{message}: correct the text, or the class")


def _ids(project: Project, name: str) -> set[int]:
    known = project.registry.class_by_name(name)
    found = {each.id_number for each in records_called(project, name)} | {known.class_id if known else None}
    return {each for each in found if each is not None}


def _versions(project: Project, name: str) -> set[int]:
    own = records_called(project, name)
    found = {read_integer(each.version.value) for each in own if each.version}
    known = project.registry.class_by_name(name)
    if known is not None and not known.versions:
        return set()
    if any(each.version is None for each in own):
        return set()
    return {each for each in (*found, *(known.versions if known else ())) if each is not None}


@rule("attribute-text-mismatch", "8, Annex B", WARNING)
def attribute_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text gives an attribute or method another number, name, type, default, range or value than its class does.

    Names with an underscore are looked for in all texts, others where the text says "attribute" or "method". Values are
    compared with Annex B: the range, the values of an enumeration with their names, the default; those of an example of
    the configuration also with the units of descriptions and with what a table of objects fixes. Numbers and classes
    are compared with the registry too, where it knows all versions of the class.

    The unit of an attribute in a table of objects is that of its description, a time in a row of timeouts the default
    of the attribute that sets it; "every 15 min" and "MED 1 uses 2 MHz" are compared with the configuration of the same
    subclause. A row that is called as one attribute names that one. A range of times in a sentence that has all words
    of the name of an attribute, "advertises at intervals between 500 ms and 4 s", is reported where one of its ends is
    that of the attribute, and the other is not. What a client is said to set has to be writable in a table of objects;
    what a client that is named reads, sets or invokes there has to be allowed to it.

    A name in emphasis that the text calls an attribute or a method has to be one; another name in emphasis is reported
    where it has all words of an attribute but one. The words that are said of the values of an enumeration, "0 means
    that it waits, 1 that it joins", must not be those that another value has for itself.

    Given (in Annex B)::

        .. cosem-class:: Long range radio setup
           :class-id: 180
           :version: 0

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: waiting_time, type: unsigned, static: yes, min: 10, max: 255, default: 60}

    Bad (in 8)::

        The default of *waiting_time* is 90 s.

    Good (in 8)::

        The default of *waiting_time* is 60 s.
    """
    if not knows_all(project):
        return
    for block, problem in project.memo(attribute_problems).values():
        yield Fault(block.at, f"{problem}: correct the text, or the class")
    for at, problem in values.described(project):
        yield Fault(at, f"{problem}: correct the description, or the class")
    yield from access_problems(project)
    yield from period_problems(project)
    yield from shown_columns(project)
    yield from range_problems(project)
    for at, problem in timer_problems(project):
        yield Fault(at, f"{problem}: correct the row, or the class")
    for at, problem in measured(project):
        yield Fault(at, f"{problem}: correct the unit, or the class")
    for at, problem in configured(project):
        yield Fault(at, f"{problem}: correct the value, or the class")


def attribute_problems(project: Project) -> dict[tuple[str, int, str], tuple[Block, str]]:
    """What sentences and rows have wrong of attributes and methods, by the place and what is written there."""
    if not knows_all(project):
        return {}
    lines = _lines_of_classes(project)
    homes = {"8", *(chapter(record.clause) for record in project.of(InterfaceClass))}
    found: dict[tuple[str, int, str], tuple[Block, str]] = {}
    names: dict[tuple[str, int], set[str]] = {}
    for kind, judge in _JUDGES.items():
        for block, claim in claims_of(project, kind):
            # Values that have changed places are one slip.
            what = f"what {claim.subject} means" if kind in _OF_MEANINGS else claim.value
            place = (block.at.source, block.at.line, what)
            if place[:2] in lines or place in found or not (problem := judge(project, claim)):
                continue
            if kind in _LOOSE and _LOOSE[kind](claim) in names.get(place[:2], ()):
                continue  # A surer form has it.
            if kind != "method-invocation" or chapter(block.clause) in homes:
                found[place] = (block, problem)
                names.setdefault(place[:2], set()).update((claim.subject, claim.value, *claim.more.split()))
    return found


def _lines_of_classes(project: Project) -> set[tuple[str, int]]:
    """Where the attributes of new classes stand: their tables are made of the records."""
    classes = project.of(InterfaceClass)
    places = [each.at for record in classes for each in record.attributes]
    places += [each.at for record in classes for each in record.methods]
    types = [each.type for record in classes for each in record.attributes if each.type]
    places += [part.label.at for each in types for part in each.walk() if part.label]
    return {(at.source, at.line) for at in places}


def _number(project: Project, claim: Claim) -> str | None:
    members = members_of(project, claim.subject, claim.more)
    numbers = {each.number for each in members}
    if not members or read_integer(claim.value) in numbers:
        return None
    return f'"{claim.subject}" has no {claim.more} {claim.value}: it has {len(numbers)} {claim.more}s'


def _name(project: Project, claim: Claim) -> str | None:
    named = [each for each in members_called(project, claim.subject) if each.kind == claim.more]
    if not named or any(each.number == read_integer(claim.value) for each in named):
        return None
    right = " or ".join(dict.fromkeys(str(each.number) for each in named))
    return f'"{claim.subject}" is {claim.more} {right}, not {claim.value}'


def _unknown(project: Project, claim: Claim) -> str | None:
    kinds = [each for kind in ("attribute", "method") for each in members_of(project, claim.subject, kind)]
    if not kinds or any(fold_joints(each.name) == fold_joints(claim.more) for each in kinds):
        return None
    right = next((each.name for each in kinds if each.number == read_integer(claim.value)), None)
    is_called = f', {claim.value} is "{right}"' if right else ""
    return f'"{claim.subject}" has no "{claim.more}"{is_called}'


def _class(project: Project, claim: Claim) -> str | None:
    members = [each for kind in ("attribute", "method") for each in members_of(project, claim.subject, kind)]
    homes = dict.fromkeys(each.class_name for each in members_called(project, claim.more))
    # Of classes that are not known for sure, the layouts that there are may tell that it is another's.
    members = members or members_in(project, claim.subject) if len(homes) == 1 else members
    if not members or any(fold_joints(each.name) == fold_joints(claim.more) for each in members):
        return None
    if fold_joints(claim.subject) in map(fold_joints, homes):
        return None
    home = f': it is one of "{next(iter(homes))}"' if len(homes) == 1 else ""
    return f'"{claim.more}" is not an attribute or method of "{claim.subject}"{home}'


def _at(project: Project, claim: Claim) -> str | None:
    kind, _, name = claim.more.partition(" ")
    members = members_of(project, claim.subject, kind)
    named = {each.number for each in members if fold_joints(each.name) == fold_joints(name)}
    if not named or read_integer(claim.value) in named:
        return None
    right = " or ".join(str(number) for number in sorted(filter(None, named)))
    return f'{kind} {claim.value} of "{claim.subject}" is not "{name}", which is {right}'


def _undefined(project: Project, claim: Claim) -> str | None:
    if not project.of(InterfaceClass) or members_called(project, claim.value):
        return None
    own = [each.name for each in own_members(project)]
    close = closest(claim.value, own)
    return f'no class has the {claim.subject} "{claim.value}"{f", but {chr(34)}{close}{chr(34)}" if close else ""}'


def _kind(project: Project, claim: Claim) -> str | None:
    found = [each for each in members_called(project, claim.subject) if each.own]
    is_access = claim.value in {"static", "dynamic"}
    known = {each.static if is_access else each.mandatory for each in found}
    if len(known) != 1 or None in known or (claim.value in {"static", "mandatory"}) in known:
        return None
    right = {"static": "dynamic", "dynamic": "static", "mandatory": "optional", "optional": "mandatory"}[claim.value]
    return f'the text calls "{claim.subject}" {claim.value}, but it is {right} in "{found[0].class_name}"'


def _called(project: Project, claim: Claim) -> str | None:
    found = members_called(project, claim.subject)
    kinds = {each.kind for each in found}
    if not found or not all(each.own for each in found) or claim.value in kinds or "element" in kinds:
        return None
    right = next(iter(kinds))
    return f'"{claim.subject}" is {"an" if right == "attribute" else "a"} {right} of "{found[0].class_name}"'


def _invoked(project: Project, claim: Claim) -> str | None:
    """A method that no class has, by a word alone."""
    own = [each.name for each in own_members(project) if each.kind == "method"]
    existing = {each.name for known in project.registry.classes for layout in known.layouts for each in layout.methods}
    if not own or claim.value in existing or fold_joints(claim.value) in map(fold_joints, own):
        return None
    if claim.claim == "method-invocation" and _NO_METHOD.fullmatch(claim.value):
        return None
    close = closest(claim.value, own)
    return f'no class has the method "{claim.value}"{f", but {chr(34)}{close}{chr(34)}" if close else ""}'


def _limit(project: Project, claim: Claim) -> str | None:
    member, value = values.the_one(project, claim.subject), read_value(claim.value)
    is_maximum = claim.more.casefold().startswith("max")
    limit = (member.maximum if is_maximum else member.minimum) if member else None
    if member is None or limit is None or value is None or value == limit:
        return None
    word = "maximum" if is_maximum else "minimum"
    return f'the {word} of "{member.name}" is {limit} in "{member.class_name}", not {claim.value}'


def _word(project: Project, claim: Claim) -> str | None:
    kinds = (claim.more,) if claim.more else ("attribute", "method")
    names = [each.name for kind in kinds for each in members_of(project, claim.subject, kind)]
    if not names or fold_joints(claim.value) in map(fold_joints, names) or not _verbatim(project, claim.subject):
        return None
    close = closest(claim.value, names)
    meant = f', but "{close}"' if close else ""
    return f'"{claim.subject}" has no {" or ".join(kinds)} "{claim.value}"{meant}'


def _verbatim(project: Project, class_name: str) -> bool:
    known = known_objects(project).class_by_name(class_name)
    return known is not None and all(each.verbatim for layout in known.layouts for each in layout.attributes)


def _count(project: Project, claim: Claim) -> str | None:
    """How many attributes or methods a new class of one version has."""
    versions, said = records_called(project, claim.subject), read_count(claim.value)
    if len(versions) != 1 or versions[0].unread or said is None:
        return None
    members = versions[0].attributes if claim.more == "attribute" else versions[0].methods
    # The logical name is often not counted.
    if said in {len(members), len(members) - (claim.more == "attribute")}:
        return None
    number = f"{len(members)} {claim.more}{'' if len(members) == 1 else 's'}"
    return f'"{claim.subject}" has {number}, not {claim.value}'


_LOOSE: dict[str, Callable[[Claim], str]] = {
    "stressed": lambda claim: claim.value,
    "meant": lambda claim: claim.subject,
    "meant-when": lambda claim: claim.subject,
}
"""The kinds of claims that others may have as well, with the name that both are about."""

_OF_MEANINGS = frozenset({"meant", "meant-when", "value-beside", "value-means"})

_JUDGES: dict[str, Callable[[Project, Claim], str | None]] = {
    "member-number": _number,
    "member-name": _name,
    "member-unknown": _unknown,
    "member-class": _class,
    "member-word": _word,
    "member-at": _at,
    "member-undefined": _undefined,
    "limit": _limit,
    "member-kind": _kind,
    "member-called": _called,
    "method-invoked": _invoked,
    "method-invocation": _invoked,
    "default": values.default_of,
    "range": values.range_of,
    "type": values.type_of,
    "value": values.value_of,
    "value-beside": values.value_beside,
    "value-means": values.meaning_of,
    "row-member": values.row_member,
    "fixed-at": fixed_at,
    "member-count": _count,
    "member-written": written_without_right,
    "stressed": unknown_name,
    "meant": meant_otherwise,
    "meant-when": is_otherwise,
}
