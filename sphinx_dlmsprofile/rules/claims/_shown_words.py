"""What the text says in words of the example that it leads to, against the octets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.names import called
from sphinx_dlmsprofile.analysis.claims.shown_words import shown_words
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.rules.claims._common import members_called, own_members
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.counts import read_count
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.analysis.claims.shown_words import ShownWord
    from sphinx_dlmsprofile.model.apdu import Dissection
    from sphinx_dlmsprofile.model.apdu_example import ApduExample, NamedSap
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.rules.claims._common import Member

_INVOKED = frozenset({"invoke-id-and-priority", "long-invoke-id-and-priority"})
_SHORT_NAMES = frozenset({2, 4})
"""The application contexts with short name referencing (IEC 62056-5-3)."""

_WORDED = {
    "member": "the attribute or method",
    "class": "the class",
    "mode": "the service class",
    "association": "the kind of association",
    "referencing": "the kind of name referencing",
    "priority": "the priority",
}


def worded_problems(
    project: Project, known: Mapping[str, list[ApduExample]], examples: Sequence[tuple[Record, ApduExample]]
) -> Iterator[Fault]:
    """Words on examples that these do not show; ``examples`` are all with the record that says where they stand."""
    told: set[tuple[str, int, str]] = set()
    sentences: dict[tuple[str, int, tuple[str, ...], str], list[tuple[Block, ShownWord]]] = {}
    saps = _saps(project)
    for block, word in project.found(shown_words, tuple(sorted(saps))):
        sentences.setdefault((block.at.source, block.at.line, word.targets, word.kind), []).append((block, word))
    for (source, line, _, kind), several in sentences.items():
        block, word = several[0]
        labels = word.targets if kind in {"member", "class"} else word.around
        meant = [example for label in dict.fromkeys(labels) for example in known.get(label, ())]
        if not meant and kind in {"mode", "priority"} and not labels:
            meant = [example for record, example in examples if record.clause is block.clause]
        if not meant:
            continue
        layers = [layer for each in meant for layer in each.layers]
        if kind == "sap":
            problem = _other_sap(saps, meant, [each.said for _, each in several])
        elif kind == "meaning":
            problem = _meaning(project, layers, word)
        else:
            shown = [value for layer in layers for value in _shown(project, layer, kind)]
            said = [each.said for _, each in several]
            problem = _other(project, kind, said, shown)
        if problem and (source, line, problem) not in told:
            told.add((source, line, problem))
            yield Fault(block.at, f"{problem}: correct the text, or the octets")


def _saps(project: Project) -> dict[str, set[tuple[str, int]]]:
    """The names of single SAPs, each with its side and value."""
    found: dict[str, set[tuple[str, int]]] = {}
    for row in (row for table in project.of(SapTable) for row in table.rows):
        if len(row.ranges) == 1 and row.ranges[0].first == row.ranges[0].last:
            found.setdefault(called(row.name.value)[-1], set()).add((row.side.value, row.ranges[0].first))
    return found


def _other_sap(
    saps: Mapping[str, set[tuple[str, int]]], examples: Sequence[ApduExample], said: Sequence[str]
) -> str | None:
    """A client or server that is named, where the addresses of all examples are those of others."""
    shown = {(side, each.value) for example in examples for side, each in _ends(example)}
    for side in ("client", "server"):
        named = [name for name in said if {of for of, _ in saps[name]} == {side}]
        addresses = {value for of, value in shown if of == side}
        if len(named) == 1 and addresses and addresses.isdisjoint(value for _, value in saps[named[0]]):
            others = [name for name, its in saps.items() if any((side, value) in its for value in addresses)]
            if len(others) == 1:
                return f'the text names the {side} "{named[0]}", but the example shows that of "{others[0]}"'
    return None


def _ends(example: ApduExample) -> Iterator[tuple[str, NamedSap]]:
    yield from ((side, end) for side, end in (("client", example.client), ("server", example.server)) if end)


def _other(project: Project, kind: str, said: list[str], shown: list[str]) -> str | None:
    """What is said and not shown, where nothing that is said is."""
    if not shown:
        return None
    if kind == "class":
        known = known_objects(project)
        said = [each for each in said if known.class_by_name(each)]
    if kind == "member":
        said = [each for each in said if "_" not in each or members_called(project, each)]
    wanted = {str(read_count(each)) for each in said} if kind == "block" else {fold_joints(each) for each in said}
    if not said or len(wanted) > 1 or not wanted.isdisjoint(map(fold_joints, shown)):
        return None
    right = " or ".join(dict.fromkeys(shown))
    if kind == "block":
        return f"the text has blocks of {said[0]} octets, but the example shows {right}"
    return f'the text has {_WORDED[kind]} "{said[0]}", but the example shows {right}'


def _shown(project: Project, layer: Dissection, kind: str) -> Iterator[str]:
    if kind == "member":
        yield from (each.attribute for each in layer.values if each.attribute)
        yield from (member.name for member in own_shown(project, layer))
    elif kind == "class":
        yield from filter(None, (known_objects(project).class_name(each.class_id) for each in layer.mentions))
    elif kind == "mode" and layer.confirmed is not None:
        yield "confirmed" if layer.confirmed else "unconfirmed"
    elif kind == "association" and "aarq" in layer.names:
        denied = any(field.name == "response-allowed" and "FALSE" in field.value.upper() for field in layer.fields)
        yield "unconfirmed" if denied else "confirmed"
    elif kind == "referencing" and layer.association.context is not None:
        yield "short" if layer.association.context in _SHORT_NAMES else "logical"
    elif kind == "priority":
        meanings = (field.meaning for field in layer.fields if field.name in _INVOKED)
        yield from (each for meaning in meanings for each in ("normal", "high") if f"{each} priority" in meaning)
    elif kind == "block" and layer.element:
        yield from (
            str(len(each.value) // 2) for each in layer.element.walk() if each.name == "block-data" and each.value
        )


def own_shown(project: Project, layer: Dissection) -> list[Member]:
    """The attributes and methods of the standard's own classes that an example refers to."""
    names = {
        record.id_number: record.name.value for record in project.of(InterfaceClass) if record.id_number is not None
    }
    return [
        member
        for each in layer.mentions
        for member in own_members(project)
        if fold_joints(member.class_name) == fold_joints(names.get(each.class_id, ""))
        and member.number in {each.attribute, each.method}
        and (member.kind == "attribute") == (each.attribute is not None)
    ]


def _meaning(project: Project, layers: Sequence[Dissection], word: ShownWord) -> str | None:
    """A value whose name in the enumeration of the attribute that is read is another than the words have."""
    members = [member for layer in layers for member in own_shown(project, layer) if member.values]
    value = read_value(word.value)
    if len(members) != 1 or value is None:
        return None
    names = [(low, name) for low, high, name in members[0].values if low == high]
    right = next((name for low, name in names if low == value), None)
    said = [name for _, name in names if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", word.said)]
    if right is None or not said or right in said:
        return None
    return f'the value {word.value} of "{members[0].name}" is "{right}", not "{said[0]}"'
