"""Which records are public, under which keys, and the declarations of all their fields.

Adding a kind of record: a line in ``PUBLIC`` (or in ``INTERNAL``, with the reason), the declarations of its fields in
the file of its subject, and the schema written anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.apdu_example import ApduExample, PendingExample
from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.model.confirmation import Confirmation
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.deviation import NotApplicable, Skeleton, TemplateClauses
from sphinx_dlmsprofile.model.editorial import DecimalSign, KnownWords, Numbered, Slip
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.model.environment import CommunicationEnvironment
from sphinx_dlmsprofile.model.exchange_example import Exchange, PendingExchange
from sphinx_dlmsprofile.model.fields import apdu, cosem, front, layers, objects, printed, provisions, review, tables
from sphinx_dlmsprofile.model.fields.declaration import COMMON
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.lost_text import AddedFont, DamagedPicture, FormulaSigns, LostText
from sphinx_dlmsprofile.model.lower_layers import AdaptationLayer, LayerList, Registration, ServiceMapping
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.objects import Objects
from sphinx_dlmsprofile.model.printed import ClauseText, Exhibit
from sphinx_dlmsprofile.model.prose import Illustration, IndexMark, Link, Literal, TextBlock
from sphinx_dlmsprofile.model.provision import Provision, Statement, StrayLabel
from sphinx_dlmsprofile.model.provision_attributes import ProvisionAttributes
from sphinx_dlmsprofile.model.references import CatalogueEntry, ReferenceList, ReferenceOrder
from sphinx_dlmsprofile.model.review_records import (
    ChangedProvision,
    FormerProvision,
    IncompleteResults,
    TestCase,
    UnreadResults,
    WrittenNeed,
)
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.model.sequence_chart import SequenceChart
from sphinx_dlmsprofile.model.source import (
    ConfiguredName,
    ConflictMarker,
    DuplicateLabel,
    OpenFence,
    SourceWarning,
    TakenId,
    TypedNumber,
    UndefinedReference,
    UnknownMarkup,
    UnlistedDocument,
    UnreachedClauses,
)
from sphinx_dlmsprofile.model.state_machine import StateMachine
from sphinx_dlmsprofile.model.template_text import Guidance, LicensedWording, TemplateText
from sphinx_dlmsprofile.model.terms import AbbreviationList, Term
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.model.typed import NumberedLabel, TypedPlace
from sphinx_dlmsprofile.model.usage import StandardUsage
from sphinx_dlmsprofile.model.value_table import (
    Addressing,
    Associations,
    LongMessages,
    LowerLayerConfiguration,
    OpenParameters,
    Security,
)
from sphinx_dlmsprofile.model.waiver import KnownFinding, Waiver
from sphinx_dlmsprofile.model.xdlms import XdlmsServices

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.fields.declaration import Field, Shape
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
    Envelope: "envelopes",
    ServiceMapping: "service_mappings",
    Registration: "registrations",
    SequenceChart: "sequence_charts",
    StateMachine: "state_machines",
    Constants: "constant_tables",
    Addressing: "addressing_tables",
    SapTable: "sap_tables",
    Associations: "association_tables",
    OpenParameters: "open_parameter_tables",
    XdlmsServices: "service_tables",
    Security: "security_tables",
    LongMessages: "long_message_tables",
    LowerLayerConfiguration: "lower_layer_configurations",
    ApduExample: "apdu_examples",
    Exchange: "exchanges",
    InterfaceClass: "interface_classes",
    ObisTable: "obis_tables",
    Objects: "object_tables",
    Provision: "provisions",
    TemplateClauses: "template_clauses",
    NotApplicable: "not_applicable_clauses",
    TestCase: "tests",
    ClauseText: "text",
}
"""The kinds of records and the keys of their lists, in the order of the file: that of the clauses."""
INTERNAL: dict[type[Record], str] = {
    BodyFault: "a finding reports it",
    SourceWarning: "a finding reports it",
    UnknownMarkup: "a finding reports it",
    UndefinedReference: "a finding reports it",
    DuplicateLabel: "a finding reports it",
    TakenId: "a finding reports it",
    UnlistedDocument: "a finding reports it",
    UnreachedClauses: "a finding reports it",
    ConfiguredName: "the title block has it",
    ConflictMarker: "a finding reports it",
    OpenFence: "a finding reports it",
    TypedNumber: "a finding reports it",
    Waiver: "the conformance report shows it",
    KnownFinding: "the conformance report shows what it accepts",
    TextBlock: "running text",
    Literal: "running text",
    Statement: "what is a provision becomes one",
    StrayLabel: "a finding reports it",
    ProvisionAttributes: "provisions have them",
    ChangedProvision: "a review build alone has them",
    FormerProvision: "the changes have them",
    Confirmation: "a review build alone has them",
    UnreadResults: "a finding reports it",
    IncompleteResults: "a finding reports it",
    TypedPlace: "running text",
    NumberedLabel: "references print what they lead to, not the label",
    WrittenNeed: "a review build alone has them",
    LostText: "a finding reports it",
    DamagedPicture: "a finding reports it",
    AddedFont: "a matter of paper",
    FormulaSigns: "the text has the formula",
    Illustration: "a picture",
    Slip: "a finding reports it",
    Numbered: "the text has its caption",
    Exhibit: "the text has it",
    Link: "running text",
    IndexMark: "the index",
    LayerList: "made of the layer stacks",
    PendingExchange: "it becomes an exchange when all documents are read",
    PendingExample: "it becomes an example when all documents are read; a finding reports one that cannot",
    ReferenceOrder: "a habit of the house",
    Skeleton: "declarations and waivers are made of it",
    CatalogueEntry: "a file of the house",
    DecimalSign: "a habit of the house",
    KnownWords: "a habit of the house",
    TemplateText: "the words of the template",
    LicensedWording: "the author's own copy of the template",
    Guidance: "goes when the text is written",
}
"""The kinds that are not shown, and why."""

SHAPES: dict[type, Shape] = {
    **front.SHAPES,
    **layers.SHAPES,
    **tables.SHAPES,
    **cosem.SHAPES,
    **objects.SHAPES,
    **apdu.SHAPES,
    **provisions.SHAPES,
    **review.SHAPES,
    **printed.SHAPES,
}
"""The declarations of all public records, and of the objects in them."""


def declared(kind: type, name: str) -> Field:
    """The declaration of a field.

    Raises:
        KeyError: nobody has decided on it.
    """
    shape = SHAPES[kind]
    return shape.fields[name] if name in shape.fields else COMMON[name]
