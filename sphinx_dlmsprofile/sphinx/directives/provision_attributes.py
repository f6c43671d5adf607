"""The directive ``provision-attributes``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.parsing.provision_attributes import parse_provision_attributes
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.provision_attributes import ProvisionAttributes
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class ProvisionAttributesDirective(RecordDirective["ProvisionAttributes"]):
    """How provisions are verified, whom they bind, and what else a committee keeps of them: nothing is printed."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> ProvisionAttributes:
        """Read the attributes."""
        return parse_provision_attributes(source, reader)

    def render(self, record: ProvisionAttributes) -> Rendered:  # noqa: ARG002
        """Show nothing."""
        return Rendered([])
