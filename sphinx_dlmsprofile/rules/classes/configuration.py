"""References to interface classes, and what Annex B says of new ones (template: Clause 8, Annex B)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_changes import same_class
from sphinx_dlmsprofile.analysis.class_references import knows_all, meant_by_role
from sphinx_dlmsprofile.analysis.clause_texts import answer, usual_signs
from sphinx_dlmsprofile.analysis.lost_names import renamed_class
from sphinx_dlmsprofile.model.cosem import Attribute, InterfaceClass
from sphinx_dlmsprofile.model.finding import Severity, meant
from sphinx_dlmsprofile.model.prose import Link, Literal, TextKind
from sphinx_dlmsprofile.registry.cosem_names import read_names
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import closest, fold_joints, suggest
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.cosem import Method
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

_LARGEST = 0xFFFF
_RANGES = ((8192, 32767, "manufacturers"), (32768, _LARGEST, "user groups"))
"""Who assigns the class_ids in them; the standard has those below."""

_SET_UP = regex(
    r"\bset-?up\W{1,3}(?:interface )?(?:class|object|IC)|\b(?:class(?:es)?|objects?|ICs?)\b[^.\n]{0,40}\bset-?up\b"
    r"|\bclass[ _-]?id\b|\b(?:class(?:es)?|ICs?)\s+[0-9]",
    re.IGNORECASE,
)
_NO_CLASS = regex(
    r"\b(?:no|neither|nor|not|without)\b[^.\n]{0,80}\b(?:class(?:es)?|objects?)\b"
    r"|\b(?:class(?:es)?|objects?)\b[^.\n]{0,60}\b(?:not|never)\b[^.\n]{0,20}\b(?:needed|required|used|necessary|applicable)"
    r"|\bnothing\b[^.\n]{0,40}\b(?:visible|configur\w+|managed)\b|\bnot visible\b",
    re.IGNORECASE,
)
_NEAR_THE_START = 60
_NUMBERED = regex(r"[0-9]+\. ")
_CLASS_NUMBER = regex(r"class(?:id)?\W*([0-9]+)")
"""In what folding leaves of a text."""


@rule("class-unknown", "8", ERROR, fixes=True)
def class_unknown(project: Project) -> Iterator[Fault]:
    """A reference names an interface class that is neither in IEC 62056-6-2 nor in Annex B.

    The role ``cosem`` is judged, with a class by name or class_id, and with or without an attribute or
    method (``Clock.time``). Case, spaces and hyphens in names do not matter. Where objects, codes and references call a
    new class otherwise than its definition, that is reported once, at the definition.

    Bad (in 8)::

        The station is set up by :cosem:`Wide MAC address setup`.

    Good (in 8)::

        The station is set up by :cosem:`MAC address setup`.
    """
    if not knows_all(project):
        return
    if renamed := renamed_class(project):
        at, more = renamed.places[0], len(renamed.places) - 1
        message = f'the class is "{unmarked(renamed.record.name.value)}" here, and "{renamed.name}" in {at.source}'
        others = f" and in {more} more place{'s' if more > 1 else ''}"
        yield Fault(renamed.record.name.at, f"{message}, line {at.line},{others}: give it one name")
    names = [known.name for known in project.registry.classes]
    names += [own.name.value for own in project.of(InterfaceClass)]
    for link in project.of(Link):
        if link.kind == "dlms:cosem" and meant_by_role(project, link.target) is None:
            written = [name.interface_class for name in read_names(link.target)]
            if renamed and any(map(renamed.is_called, written)):
                continue
            close = next((found for name in written if (found := closest(name, names))), None)
            advice = suggest(close, "define it in Annex B, or name one of IEC 62056-6-2")
            message = f'the interface class "{link.target}" does not exist: {advice}'
            edit = meant(link.target, close) if len(written) == 1 and written[0] == link.target else None
            yield Fault(link.at, message, edit=edit)


@rule("configuration-class-missing", "8", WARNING)
def configuration_class_missing(project: Project) -> Iterator[Fault]:
    """Clause 8 does not refer to a set-up class, and does not say that none is needed.

    What the application process can see of the communication is configured by interface classes:
    existing ones of IEC 62056-6-2 where there are any, else new ones of Annex B. A class is named by
    name or class_id.

    Bad (in 8)::

        The station is configured by its owner.

    Good (in 8)::

        The station is configured by an object of class "MAC address setup".
    """
    found = answer(project, "8")
    if found is None or _SET_UP.search(found.words) or _NO_CLASS.search(found.words):
        return
    inside = {id(part) for part in found.clause.walk()}
    links = [link for link in project.of(Link) if id(link.clause) in inside]
    classes = project.of(InterfaceClass)
    if any(link.kind.startswith("dlms:c") for link in links) or _refers_to_annex(classes, links, found.words):
        return
    folded = fold_joints(found.words)
    names = [known.name for known in project.registry.classes if " " in known.name]
    names += [own.name.value for own in classes if own.name.value]
    if not any(fold_joints(name) in folded for name in names) and not _names_object(project, found.words):
        problem = "clause 8 does not refer to an interface class for the configuration"
        yield Fault(found.at, f"{problem}: name those that are used, or say that none is used")


def _names_object(project: Project, words: str) -> bool:
    """Whether a class whose name is an everyday word is called a class, or its instances objects."""
    names = "|".join(re.escape(known.name) for known in project.registry.classes if " " not in known.name)
    kind = r"(?:object|class|instance)(?:es|s)?"
    return re.search(rf"\b{kind}(?: of(?: class)?)? \W?(?:{names})\b|\b(?:{names})\W{{1,2}}{kind}\b", words) is not None


@rule("class-id-range", "8, Annex B", WARNING)
def class_id_range(project: Project) -> Iterator[Fault]:
    """A new interface class has a class_id that standards cannot assign.

    A class_id has 16 bits; one that does not fit is an error. By the Blue Book of the DLMS UA those
    from 8 192 on are assigned by manufacturers, those from 32 768 on by user groups. A new version of a
    class that exists keeps its class_id.

    Bad::

        .. cosem-class:: Long range radio setup
           :class-id: 9000

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}

    Good::

        .. cosem-class:: Long range radio setup
           :class-id: 180

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
    """
    for record in project.of(InterfaceClass):
        number = record.id_number
        if number is None or record.class_id is None or same_class(project.registry, record):
            continue
        if not 0 <= number <= _LARGEST:
            message = f"class_id {number} does not fit in 16 bits: take a free one below {_RANGES[0][0]}"
            yield Fault(record.class_id.at, message, severity=Severity.ERROR)
        for first, last, owner in _RANGES:
            if first <= number <= last:
                message = f"class_id {number} lies in the range of {owner}, {first} to {last}: take a free one below it"
                yield Fault(record.class_id.at, message)


@rule("class-undescribed", "Annex B", WARNING)
def class_undescribed(project: Project) -> Iterator[Fault]:
    """An attribute or a method of a new interface class has no description.

    Name and type do not say what a value means or when it takes effect. The key ``description``
    says it, or a text of the annex that begins with the name. What ``logical_name`` means is the same
    for all classes.

    Bad::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: channel, type: unsigned, static: yes}

    Good::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: channel, type: unsigned, static: yes, description: Number of the radio channel.}
    """
    tops = {id(part): top for top in project.clauses for part in top.walk()}
    told: dict[int, str] = {}
    for record in project.of(InterfaceClass):
        if record.incomplete:
            continue
        home = tops.get(id(record.clause), record.clause)
        for kind, members in (("attribute", record.attributes), ("method", record.methods)):
            for member in members:
                if not member.name or _is_described(member):
                    continue
                if id(home) not in told:
                    told[id(home)] = _told(project, home)
                if not _is_told(member.name.value, told[id(home)]):
                    message = f'the {kind} "{member.name}" has no description: add description: …'
                    yield Fault(member.at, message)


def _is_described(member: Attribute | Method) -> bool:
    if member.description or (member.name and member.name.value.strip(" `*") == "logical_name"):
        return True
    return isinstance(member, Attribute) and "description" in member.unread


def _told(project: Project, home: Clause | None) -> str:
    """The beginnings of the texts in a clause, a line each, without those of the tables of classes."""
    if home is None:
        return ""
    texts = []
    for block in project.texts_in(home):
        if block.kind is TextKind.CELL and block.column != 0:
            continue
        if not _NUMBERED.match(block.text):
            texts.append(usual_signs(block.text)[:_NEAR_THE_START])
    inside = {id(part) for part in home.walk()}
    literals = [literal.text for literal in project.of(Literal) if id(literal.clause) in inside and not literal.block]
    return "\n".join((*texts, *literals))


def _is_told(name: str, told: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.strip(' `*'))}(?!\w)", told) is not None


@rule("class-unreferenced", "8, Annex B", WARNING)
def class_unreferenced(project: Project) -> Iterator[Fault]:
    """A class is defined in Annex B, and clause 8 does not refer to it.

    Clause 8 says which classes configure the communication. It names a class, or refers to its table
    or subclause; where it names none, a reference to Annex B stands for all.

    Given (in Annex B)::

        .. cosem-class:: Long range radio setup

    Bad (in 8)::

        The station is configured by the class "MAC address setup".

    Good (in 8)::

        The station is configured by the class "Long range radio setup".
    """
    found = answer(project, "8")
    classes = project.of(InterfaceClass)
    if found is None or not classes or not knows_all(project):
        return
    inside = {id(part) for part in found.clause.walk()}
    links = [link for link in project.of(Link) if id(link.clause) in inside]
    folded = fold_joints(found.words)
    labels = {record.label.value.casefold() for record in classes if record.label}
    numbers = frozenset(_CLASS_NUMBER.findall(folded))
    by_role = {link.target for link in links if link.kind.startswith("dlms:")}
    led_to = {fold_joints(known.name) for target in by_role if (known := meant_by_role(project, target))}
    others = [link for link in links if not link.kind.startswith("dlms:")]
    named = [
        record
        for record in classes
        if (name := fold_joints(record.name.value)) in folded
        or name in led_to
        or str(record.id_number) in numbers
        or any(_leads_to(link, record, labels) for link in others)
    ]
    if not named and _refers_to_annex(classes, links, found.words):
        return
    for record in classes:
        if not any(record is other for other in named):
            message = f'clause 8 does not refer to the interface class "{record.name}": say there what it is used for'
            yield Fault(record.at, message)


def _leads_to(link: Link, record: InterfaceClass, labels: set[str]) -> bool:
    """Whether a link leads to the table of the class or the subclause that it stands in."""
    if record.label and link.target.casefold() == record.label.value.casefold():
        return True
    if link.target.casefold() in labels or link.number is None or record.clause is None:
        return False
    return "." in link.number and _contains(record.clause, link.number)


def _contains(clause: Clause, number: str) -> bool:
    """Whether a number is that of the clause, or of one above it."""
    return clause.number is not None and f"{clause.number}.".startswith(f"{number}.")


def _refers_to_annex(classes: Sequence[InterfaceClass], links: Sequence[Link], words: str) -> bool:
    tops = {record.clause.number.split(".")[0] for record in classes if record.clause and record.clause.number}
    if any(link.number and link.number.split(".")[0] in tops for link in links):
        return True
    return any(re.search(rf"\bAnnex {re.escape(top)}\b", words, re.IGNORECASE) for top in tops)
