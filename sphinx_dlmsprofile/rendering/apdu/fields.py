"""From a dissection to what an example shows of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.apdu import Field
from sphinx_dlmsprofile.model.apdu import Part as FieldPart
from sphinx_dlmsprofile.model.sap import written_address
from sphinx_dlmsprofile.registry.data_types import type_by_name
from sphinx_dlmsprofile.rendering.apdu.parts import Group, Part, ShownField
from sphinx_dlmsprofile.rendering.apdu.reference_node import dlms_apdu_reference
from sphinx_dlmsprofile.rendering.apdu.references import ends, references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.model.apdu import Dissection
    from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.rendering.apdu.reference_node import Referred

_HEADINGS = mark(
    {
        FieldPart.WRAPPER: "Wrapper header",
        FieldPart.HDLC: "HDLC frame",
        FieldPart.LLC: "LLC header",
        FieldPart.ENVELOPE: "Envelope",
    }
)
_DESCRIBED = mark({"mbus": "M-Bus frame"})
"""The names of envelopes that are built in, and described as those of profiles are."""

_OBJECT = frozenset({"class-id", "instance-id", "attribute-id", "method-id", "variable-name"})
_SECURITY = ("security-control", "invocation-counter", "ciphertext", "authentication-tag", "signature", "key-info")
_SECURITY_PARTS = ("system-title", "transaction-id", "key-", "mac", "authentication")
_UNDECODED = "undecoded"


def parts_of(
    example: ApduExample, dissection: Dissection, *, draft: bool, titles: Mapping[str, str] | None = None
) -> tuple[Part, ...]:
    """The octets of the example, and below them the plain text of each ciphered layer.

    A ``draft`` shows which octet is wrong, and why something is not opened. ``titles`` are those of the envelopes that
    the profile describes.
    """
    named = {**{name: say(title) for name, title in _DESCRIBED.items()}, **(titles or {})}
    return tuple(
        _part(example, layer, named, is_content=number > 0, draft=draft)
        for number, layer in enumerate(dissection.layers())
    )


def ends_of(example: ApduExample) -> list[nodes.Node]:
    """The ends of the communication, where the octets do not show them."""
    shown: list[nodes.Node] = []
    for referred in ends(example):
        side = say(referred.kind.value)
        head = f"{say('; ')}{side}{say(': ')}" if shown else f"{side.capitalize()}{say(': ')}"
        shown += [nodes.Text(head), dlms_apdu_reference("", written_address(int(referred.key)), referred=referred)]
    return shown


def _part(
    example: ApduExample, dissection: Dissection, titles: Mapping[str, str], *, is_content: bool, draft: bool
) -> Part:
    referred: dict[int, list[Referred]] = {}
    for offset, reference in references(example, dissection):
        referred.setdefault(offset, []).append(reference)
    fields = []
    for field in dissection.fields:
        octets = dissection.octets[field.offset : field.end]
        meaning = list(_meaning(field, octets, referred.get(field.offset, ())))
        name, type_name = (_name(field), field.type) if field.type != _UNDECODED else (say("not decoded"), "")
        fields.append(ShownField(field.offset, octets, _group(field), name, type_name, meaning))
    if draft:
        for fault in dissection.faults:
            fields = list(_marked(fields, fault.offset, say("expected {}", fault.expected)))
    title = say("Plain text, {} octets", len(dissection.octets)) if is_content else ""
    note = dissection.content_note if draft else ""
    return Part(tuple(fields), tuple(_sections(dissection, titles)), title, note, dissection.values)


def _sections(dissection: Dissection, titles: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """A head where another part begins, or another envelope."""
    before = None
    for field in dissection.fields:
        name = field.path[0] if field.part is FieldPart.ENVELOPE else ""
        if (field.part, name) != before:
            yield field.offset, titles.get(name) or say(_HEADINGS.get(field.part, "")) or dissection.name or "APDU"
        before = field.part, name


def _group(field: Field) -> Group:
    if field.part in _HEADINGS:
        return Group.ENVELOPE
    if field.type == _UNDECODED:
        return Group.UNREAD
    if field.is_auxiliary:
        return Group.TAG
    if field.name in _OBJECT:
        return Group.OBJECT
    if field.name in _SECURITY or any(part in field.name for part in _SECURITY_PARTS):
        return Group.SECURITY
    return Group.DATA if type_by_name(field.type) else Group.CONTROL


def _name(field: Field) -> str:
    """The name of the component; a tag, length or item with that of what it belongs to."""
    return field.name if field.part in _HEADINGS else field.label


def _meaning(field: Field, octets: bytes, referred: Sequence[Referred]) -> Iterator[nodes.Node]:
    plain = _words(field, octets)
    if not referred:
        if plain:
            yield nodes.Text(plain)
        return
    yield dlms_apdu_reference("", plain, referred=referred[0])


def _words(field: Field, octets: bytes) -> str:
    """The value in words; nothing where it does not say more than the octets."""
    said = field.value.replace(" ", "").casefold().removeprefix("0x") != octets.hex()
    if field.meaning.isdecimal():
        return f"{field.meaning}, {field.value}"
    if field.meaning and said and field.value not in field.meaning:
        return f"{field.value}, {field.meaning}"
    return field.meaning or (field.value if said else "")


def _marked(fields: Sequence[ShownField], offset: int, advice: str) -> Iterator[ShownField]:
    """The fields with the wrong one marked; of octets that were not decoded, the first wrong one, or the last."""
    wrong = min(offset, max((field.end for field in fields), default=0) - 1)
    for field in fields:
        if not field.offset <= wrong < field.end:
            yield field
            continue
        at = wrong - field.offset if field.group is Group.UNREAD else 0
        end = at + 1 if field.group is Group.UNREAD else len(field.octets)
        if at:
            yield replace(field, octets=field.octets[:at])
        bad = replace(field, offset=field.offset + at, octets=field.octets[at:end], group=Group.BAD)
        yield replace(bad, meaning=[nodes.Text(advice)])
        if field.octets[end:]:
            yield replace(field, offset=field.offset + end, octets=field.octets[end:])
