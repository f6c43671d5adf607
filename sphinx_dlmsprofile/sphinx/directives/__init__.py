"""The directives of a profile, one a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.directives.abbreviations import AbbreviationsDirective
from sphinx_dlmsprofile.sphinx.directives.communication_environment import CommunicationEnvironmentDirective
from sphinx_dlmsprofile.sphinx.directives.cosem_class import CosemClassDirective
from sphinx_dlmsprofile.sphinx.directives.guidance import GuidanceDirective
from sphinx_dlmsprofile.sphinx.directives.layer_stack import LayerStackDirective
from sphinx_dlmsprofile.sphinx.directives.lower_layers import (
    AdaptationLayerDirective,
    LayerListDirective,
    RegistrationDirective,
    ServiceMappingDirective,
)
from sphinx_dlmsprofile.sphinx.directives.normative_references import (
    InformativeReferencesDirective,
    NormativeReferencesDirective,
)
from sphinx_dlmsprofile.sphinx.directives.not_applicable import NotApplicableDirective
from sphinx_dlmsprofile.sphinx.directives.obis_codes import ObisCodesDirective
from sphinx_dlmsprofile.sphinx.directives.profile_title import ProfileTitleDirective
from sphinx_dlmsprofile.sphinx.directives.sap_table import SapTableDirective
from sphinx_dlmsprofile.sphinx.directives.standard_usage import StandardUsageDirective
from sphinx_dlmsprofile.sphinx.directives.template_clause import TemplateClauseDirective
from sphinx_dlmsprofile.sphinx.directives.template_text import TemplateTextDirective
from sphinx_dlmsprofile.sphinx.directives.term import TermDirective
from sphinx_dlmsprofile.sphinx.directives.value_tables import (
    AddressingDirective,
    AssociationsDirective,
    LongMessagesDirective,
    LowerLayerConfigurationDirective,
    OpenParametersDirective,
    SecurityDirective,
)
from sphinx_dlmsprofile.sphinx.directives.xdlms_services import XdlmsServicesDirective

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx

DIRECTIVES: dict[str, type[Directive]] = {
    "profile-title": ProfileTitleDirective,
    "sap-table": SapTableDirective,
    "layer-stack": LayerStackDirective,
    "cosem-class": CosemClassDirective,
    "template-text": TemplateTextDirective,
    "guidance": GuidanceDirective,
    "term": TermDirective,
    "abbreviations": AbbreviationsDirective,
    "normative-references": NormativeReferencesDirective,
    "informative-references": InformativeReferencesDirective,
    "communication-environment": CommunicationEnvironmentDirective,
    "standard-usage": StandardUsageDirective,
    "layer-list": LayerListDirective,
    "service-mapping": ServiceMappingDirective,
    "adaptation-layer": AdaptationLayerDirective,
    "registration": RegistrationDirective,
    "template-clause": TemplateClauseDirective,
    "not-applicable": NotApplicableDirective,
    "addressing": AddressingDirective,
    "associations": AssociationsDirective,
    "open-parameters": OpenParametersDirective,
    "xdlms-services": XdlmsServicesDirective,
    "security": SecurityDirective,
    "long-messages": LongMessagesDirective,
    "obis-codes": ObisCodesDirective,
    "lower-layer-configuration": LowerLayerConfigurationDirective,
}


def setup(app: Sphinx) -> None:
    """Register all directives."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
