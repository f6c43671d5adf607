"""Which records ``profile.json`` shows, under which keys, and how.

Adding a kind of record: a line in ``PUBLIC`` (or in ``INTERNAL``, with the reason), a shape where the names of the
fields do not suit, the words for new keys in ``profile_words.py``, and the schema written anew.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.exports.codec import NULL, section_id
from sphinx_dlmsprofile.exports.record_codec import Codecs, Derived, Shape
from sphinx_dlmsprofile.model.apdu import Address, Association, Dissection, Element, Field, Mention
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.model.cosem import Attribute, DataType, InterfaceClass, Method, NamedValue
from sphinx_dlmsprofile.model.deviation import NotApplicable, TemplateClauses
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.environment import Architecture, CommunicationEnvironment, Interface
from sphinx_dlmsprofile.model.headed_texts import Heading
from sphinx_dlmsprofile.model.layers import PREDEFINED, PREDEFINED_STANDARDS, Layer, LayerStack, Level
from sphinx_dlmsprofile.model.lower_layers import AdaptationLayer, LayerList, Mapping, Registration, ServiceMapping
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.obis_table import ObisRow, ObisTable
from sphinx_dlmsprofile.model.prose import Illustration, IndexMark, Link, Literal, TextBlock
from sphinx_dlmsprofile.model.provision import Provision, Statement, StrayLabel
from sphinx_dlmsprofile.model.references import Reference, ReferenceList, ReferenceOrder
from sphinx_dlmsprofile.model.review_records import ChangedProvision, TestCase, UnreadResults, WrittenNeed
from sphinx_dlmsprofile.model.sap import SapTable, ValueRange
from sphinx_dlmsprofile.model.template_text import Guidance, TemplateText
from sphinx_dlmsprofile.model.terms import AbbreviationList, Term
from sphinx_dlmsprofile.model.title import PartTitle, ProfileTitle, read_part_title
from sphinx_dlmsprofile.model.usage import StandardUsage
from sphinx_dlmsprofile.model.value_table import (
    Addressing,
    Associations,
    Cell,
    Group,
    LongMessages,
    LowerLayerConfiguration,
    OpenParameters,
    Security,
)
from sphinx_dlmsprofile.model.waiver import Waiver
from sphinx_dlmsprofile.model.xdlms import Mode, ServiceUse, XdlmsServices

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.record import Record

PUBLIC: dict[type[Record], str] = {
    ProfileTitle: "titles",
    ReferenceList: "reference_lists",
    Term: "terms",
    AbbreviationList: "abbreviation_lists",
    CommunicationEnvironment: "communication_environments",
    StandardUsage: "standard_usages",
    LayerStack: "layer_stacks",
    AdaptationLayer: "adaptation_layers",
    ServiceMapping: "service_mappings",
    Registration: "registrations",
    Addressing: "addressing_tables",
    SapTable: "sap_tables",
    Associations: "association_tables",
    OpenParameters: "open_parameter_tables",
    XdlmsServices: "service_tables",
    Security: "security_tables",
    LongMessages: "long_message_tables",
    LowerLayerConfiguration: "lower_layer_configurations",
    ApduExample: "apdu_examples",
    InterfaceClass: "interface_classes",
    ObisTable: "obis_tables",
    Provision: "provisions",
    TemplateClauses: "template_clauses",
    NotApplicable: "not_applicable_clauses",
}
"""The kinds of records and the keys of their lists, in the order of the file: that of the clauses."""

INTERNAL: dict[type[Record], str] = {
    BodyFault: "a finding tells it",
    Waiver: "the conformance report tells it",
    TextBlock: "running text",
    Literal: "running text",
    Statement: "what is a provision becomes one",
    StrayLabel: "a finding tells it",
    ChangedProvision: "a review build alone has them",
    TestCase: "a review build alone has them",
    UnreadResults: "a finding tells it",
    WrittenNeed: "a review build alone has them",
    Illustration: "a picture",
    Link: "running text",
    IndexMark: "the index",
    LayerList: "made of the layer stacks",
    ReferenceOrder: "a habit of the house",
    TemplateText: "the words of the template",
    Guidance: "goes when the text is written",
}
"""The kinds that are not shown, and why."""

_LABEL = {"name": "label"}


def _part_title(record: ProfileTitle) -> PartTitle | None:
    return read_part_title(record.title.value)


def _part_number(record: ProfileTitle) -> str | None:
    part = _part_title(record)
    return "-".join(map(str, part.number)) if part and part.number else None


def _technology(record: ProfileTitle) -> str | None:
    part = _part_title(record)
    return part.technology if part else None


def _network_sections(record: ProfileTitle) -> list[str]:
    part = _part_title(record)
    return list(part.sections) if part else []


def _documents(reference: Reference) -> list[dict[str, Any]]:
    return [
        {
            "publisher": each.publisher,
            "number": each.number,
            "year": each.year,
            "amendment": each.amendment,
            "all_parts": each.all_parts,
        }
        for each in reference.designations
    ]


def _predefined(stack: LayerStack) -> list[dict[str, Any]]:
    used = dict.fromkeys(key for profile in stack.profiles for level in profile.stack for key in level.keys)
    layers = (PREDEFINED[key] for key in used if stack.layer(key) is PREDEFINED.get(key) and key in PREDEFINED)
    return [
        {"key": layer.key, "role": layer.role, "name": layer.name, "standard": PREDEFINED_STANDARDS.get(layer.key)}
        for layer in layers
    ]


def _value_groups(row: ObisRow) -> list[list[int]] | None:
    code = read_obis(row.code.value)
    return [list(group) for group in code.groups] if code else None


_STRING, _OPTIONAL, _INTEGER = {"type": "string"}, {"type": ["string", "null"]}, {"type": "integer"}


def _objects(**properties: object) -> dict[str, Any]:
    item = {"type": "object", "properties": properties, "required": list(properties)}
    return {"type": "array", "items": item}


SHAPES: dict[type, Shape] = {
    ProfileTitle: Shape(
        derived={
            "part_number": Derived(_part_number, _OPTIONAL),
            "technology": Derived(_technology, _OPTIONAL),
            "network_sections": Derived(_network_sections, {"type": "array", "items": {"enum": ["LN", "NN", "WAN"]}}),
        }
    ),
    ReferenceList: Shape(keys=_LABEL),
    Reference: Shape(
        derived={
            "documents": Derived(
                _documents,
                _objects(
                    publisher=_STRING,
                    number=_STRING,
                    year=_OPTIONAL,
                    amendment=_OPTIONAL,
                    all_parts={"type": "boolean"},
                ),
            )
        }
    ),
    Term: Shape(keys=_LABEL),
    CommunicationEnvironment: Shape(keys=_LABEL, mapped=frozenset({"keys"})),
    Architecture: Shape(keys={"sections": "network_sections"}),
    Interface: Shape(keys={"section": "network_section"}),
    StandardUsage: Shape(keys=_LABEL),
    Heading: Shape(name="Subject"),
    LayerStack: Shape(
        keys=_LABEL,
        derived={
            "predefined_layers": Derived(
                _predefined, _objects(key=_STRING, role=_STRING, name=_STRING, standard=_OPTIONAL)
            )
        },
    ),
    Layer: Shape(keys={"clause": "specified_in"}, mapped=frozenset({"open_at"})),
    Level: Shape(only="alternatives"),
    AdaptationLayer: Shape(keys=_LABEL),
    ServiceMapping: Shape(keys=_LABEL),
    Mapping: Shape(name="ServiceMappingRow"),
    Registration: Shape(keys=_LABEL),
    Addressing: Shape(name="AddressingTable", keys=_LABEL),
    SapTable: Shape(keys=_LABEL, mapped=frozenset({"width_text", "sides"})),
    ValueRange: Shape(name="AddressRange", derived={"hex": Derived(ValueRange.written, _STRING)}),
    Associations: Shape(name="AssociationTable", keys=_LABEL),
    OpenParameters: Shape(name="OpenParameterTable", keys=_LABEL),
    XdlmsServices: Shape(name="ServiceTable", keys=_LABEL),
    ServiceUse: Shape(name="ServiceRow"),
    Mode: Shape(name="ServiceMode", placed=False),
    Security: Shape(name="SecurityTable", keys=_LABEL),
    LongMessages: Shape(name="LongMessageTable", keys=_LABEL),
    LowerLayerConfiguration: Shape(keys=_LABEL),
    ApduExample: Shape(keys=_LABEL, mapped=frozenset({"lines"})),
    Address: Shape(name="ApduAddress", keys={"source": "sends"}),
    Association: Shape(name="ApduAssociation"),
    Dissection: Shape(mapped=frozenset({"content_octets"})),
    Element: Shape(name="ApduElement"),
    Field: Shape(name="ApduField"),
    Mention: Shape(name="ApduMention"),
    Group: Shape(name="RowGroup"),
    Cell: Shape(placed=False),
    DataType: Shape(placed=False),
    NamedValue: Shape(placed=False),
    InterfaceClass: Shape(numbers=frozenset({"class_id", "version", "supersedes"})),
    Attribute: Shape(numbers=frozenset({"number"})),
    Method: Shape(numbers=frozenset({"number"})),
    ObisTable: Shape(keys=_LABEL),
    ObisRow: Shape(
        derived={
            "value_groups": Derived(
                _value_groups,
                {"anyOf": [{"type": "array", "items": {"type": "array", "items": _INTEGER}, "minItems": 6}, NULL]},
            )
        }
    ),
    Clause: Shape(keys={"docname": "document", "children": "subclauses"}, derived={"id": Derived(section_id, _STRING)}),
}


@cache
def codecs() -> Codecs:
    """What encodes and decodes all records."""
    return Codecs(SHAPES)
