"""What the rules on claims share: the claims of a kind, and what the records say of the things that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.claims import claims
from sphinx_dlmsprofile.analysis.claims.names import own_names
from sphinx_dlmsprofile.model.class_notation import read_span, read_value
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold_joints
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.cosem import Attribute
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block
    from sphinx_dlmsprofile.model.registered import RegisteredClass


OF_LAYERS = regex(r"(?i)\b(?:LLC|MAC|link|layer|sublayer)\b")
"""Whose SAPs are no addresses of the application layer."""


def claims_of(project: Project, *kinds: str) -> Iterator[tuple[Block, Claim]]:
    """The claims of these kinds in the author's own words, in document order."""
    for kind in kinds:
        yield from project.memo(_by_kind).get(kind, ())


def _by_kind(project: Project) -> dict[str, list[tuple[Block, Claim]]]:
    found: dict[str, list[tuple[Block, Claim]]] = {}
    for block, claim in project.found(claims, own_names(project)):
        if not block.mandated:
            found.setdefault(claim.claim, []).append((block, claim))
    return found


class Member(NamedTuple):
    """An attribute, method or element of a class; what the records do not give is None.

    ``number`` is None for an element of a structure, ``values`` are the spans of the named values with their names.
    """

    class_name: str
    kind: str
    name: str
    number: int | None
    type: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    default: Decimal | None = None
    values: tuple[tuple[Decimal, Decimal, str], ...] = ()
    own: bool = True
    static: bool | None = None
    mandatory: bool | None = None


def members_called(project: Project, name: str) -> tuple[Member, ...]:
    """The members of a name: those of the standard's own classes where it has any, else those of existing ones."""
    wanted = fold_joints(name)
    own = tuple(member for member in project.memo(_own) if fold_joints(member.name) == wanted)
    return own or project.memo(_registered).get(name, ())


def own_members(project: Project) -> tuple[Member, ...]:
    """The members of the standard's own classes."""
    return project.memo(_own)


def members_of(project: Project, class_name: str, kind: str) -> tuple[Member, ...]:
    """The attributes, or methods, of a class, those of all versions that are known; empty where not all are known."""
    wanted = fold_joints(class_name)
    known = known_objects(project).class_by_name(class_name)
    if known is None or not known.layouts or {each.version for each in known.layouts} < set(known.versions):
        return ()
    if not all(layout.confirmed for layout in known.layouts):
        return ()
    own = [each for each in project.memo(_own) if fold_joints(each.class_name) == wanted]
    members = own or _registered_members(known)
    return tuple(each for each in members if each.kind == kind)


def members_in(project: Project, class_name: str) -> list[Member]:
    """The members of an existing class in the layouts that are known, sure or not."""
    known = project.registry.class_by_name(class_name)
    return list(_registered_members(known)) if known else []


def _own(project: Project) -> tuple[Member, ...]:
    return tuple(_own_members(project))


def _registered(project: Project) -> dict[str, tuple[Member, ...]]:
    """The members of existing classes that the text names, by name."""
    named = {claim.subject for claims in project.memo(_by_kind).values() for _, claim in claims}
    named |= {claim.more for _, claim in claims_of(project, "member-class")}
    own = {fold_joints(member.class_name) for member in project.memo(_own)}
    found: dict[str, list[Member]] = {}
    for known in project.registry.classes:
        if any(each.name in named for layout in known.layouts for each in layout.attributes) or any(
            each.name in named for layout in known.layouts for each in layout.methods
        ):
            for member in _registered_members(known) if fold_joints(known.name) not in own else ():
                found.setdefault(member.name, []).append(member)
    return {name: tuple(members) for name, members in found.items()}


def _own_members(project: Project) -> Iterator[Member]:
    for record in project.of(InterfaceClass):
        name = unmarked(record.name.value)
        for attribute in record.attributes:
            if attribute.name:
                yield _own_attribute(name, attribute)
            for part in attribute.type.walk() if attribute.type else ():
                if part.label:
                    yield Member(name, "element", unmarked(part.label.value), None)
        for method in record.methods:
            if method.name:
                number = read_integer(method.number.value)
                yield Member(name, "method", unmarked(method.name.value), number, mandatory=method.mandatory)


def _own_attribute(class_name: str, attribute: Attribute) -> Member:
    values = attribute.type.values if attribute.type else ()
    spans = ((read_span(each.value.value), unmarked(each.name.value)) for each in values)
    return Member(
        class_name,
        "attribute",
        unmarked(attribute.name.value if attribute.name else ""),
        read_integer(attribute.number.value),
        attribute.type.name.value if attribute.type else None,
        read_value(attribute.minimum.value) if attribute.minimum else None,
        read_value(attribute.maximum.value) if attribute.maximum else None,
        read_value(attribute.default.value) if attribute.default else None,
        tuple((*span, name) for span, name in spans if span),
        static=attribute.static,
    )


def _registered_members(known: RegisteredClass) -> Iterator[Member]:
    for layout in known.layouts:
        for attribute in layout.attributes:
            kind = attribute.type if attribute.confirmed and not attribute.disputed else None
            yield Member(known.name, "attribute", attribute.name, attribute.number, kind, own=False)
        for method in layout.methods:
            yield Member(known.name, "method", method.name, method.number, own=False)


def records_called(project: Project, name: str) -> list[InterfaceClass]:
    """The standard's own classes of a name, one for each version."""
    return [each for each in project.of(InterfaceClass) if fold_joints(unmarked(each.name.value)) == fold_joints(name)]


def chapter(clause: Clause | None) -> str:
    """The number of the clause, or the letter of the annex, that a clause is a part of."""
    return (clause.number or "").partition(".")[0] if clause else ""
