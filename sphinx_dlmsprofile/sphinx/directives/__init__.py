"""The directives of a profile, one a file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx

DIRECTIVES = {
    "profile-title": "profile_title.ProfileTitleDirective",
    "sap-table": "sap_table.SapTableDirective",
    "layer-stack": "layer_stack.LayerStackDirective",
    "cosem-class": "cosem_class.CosemClassDirective",
    "template-text": "template_text.TemplateTextDirective",
    "guidance": "guidance.GuidanceDirective",
    "term": "term.TermDirective",
    "abbreviations": "abbreviations.AbbreviationsDirective",
    "normative-references": "normative_references.NormativeReferencesDirective",
    "informative-references": "normative_references.InformativeReferencesDirective",
    "communication-environment": "communication_environment.CommunicationEnvironmentDirective",
    "standard-usage": "standard_usage.StandardUsageDirective",
    "layer-list": "lower_layers.LayerListDirective",
    "constants": "constants.ConstantsDirective",
    "service-mapping": "lower_layers.ServiceMappingDirective",
    "adaptation-layer": "lower_layers.AdaptationLayerDirective",
    "registration": "lower_layers.RegistrationDirective",
    "template-clause": "template_clause.TemplateClauseDirective",
    "template-clauses": "template_clause.TemplateClausesDirective",
    "not-applicable": "not_applicable.NotApplicableDirective",
    "addressing": "value_tables.AddressingDirective",
    "associations": "value_tables.AssociationsDirective",
    "open-parameters": "value_tables.OpenParametersDirective",
    "xdlms-services": "xdlms_services.XdlmsServicesDirective",
    "security": "value_tables.SecurityDirective",
    "long-messages": "value_tables.LongMessagesDirective",
    "provision-attributes": "provision_attributes.ProvisionAttributesDirective",
    "objects": "objects.ObjectsDirective",
    "obis-codes": "obis_codes.ObisCodesDirective",
    "lower-layer-configuration": "value_tables.LowerLayerConfigurationDirective",
    "state-machine": "state_machine.StateMachineDirective",
    "sequence-chart": "sequence_chart.SequenceChartDirective",
    "envelope": "envelope.EnvelopeDirective",
    "exchange": "exchange.ExchangeDirective",
    "apdu-example": "apdu_example.ApduExampleDirective",
}
"""The module and class of each directive."""


class _Deferred(SphinxDirective):
    """Stands for a directive until the text has one: few projects, and no rebuild, need them all."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[None] = None
    place: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        """Run the directive itself."""
        shown = load(self.place)(
            self.name,
            self.arguments,
            self.options,
            self.content,
            self.lineno,
            self.content_offset,
            self.block_text,
            self.state,
            self.state_machine,
        ).run()
        return list(shown)


def load(place: str) -> type[Directive]:
    """The class of a directive, by its module and name."""
    module, name = place.split(".")
    directive: type[Directive] = getattr(import_module(f"{__name__}.{module}"), name)
    return directive


def setup(app: Sphinx) -> None:
    """Register all directives."""
    for name, place in DIRECTIVES.items():
        app.add_directive(name, type(place, (_Deferred,), {"place": place}))
