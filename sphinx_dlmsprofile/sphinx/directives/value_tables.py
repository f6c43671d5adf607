"""The directives that are tables of provisions, from ``addressing`` to ``lower-layer-configuration``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.value_table import ValueTable
from sphinx_dlmsprofile.parsing.value_table import FORMS, parse_value_table
from sphinx_dlmsprofile.rendering.value_tables import value_table
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import Target

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class _ValueTableDirective(RecordDirective[ValueTable]):
    """What they share. ``form`` is the name of the directive."""

    form: ClassVar[str]
    heads: ClassVar[tuple[str, str]]
    concept: ClassVar[str] = ""
    target: ClassVar[str] = ""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> ValueTable:
        """Read the rows."""
        return parse_value_table(source, reader, FORMS[self.form])

    def render(self, record: ValueTable) -> Rendered:
        """Show the table, with its subject in the index."""
        targets: list[Target] = []

        def row_id(name: str) -> str:
            if not self.target:
                return ""
            anchor = self.anchor(self.target, name)
            targets.append(Target(self.target, (name,), anchor))
            return anchor

        table = value_table(record, self.inline, self.heads, row_id)
        self.set_source_info(table)
        self.label(table, record.name)
        return Rendered([table], targets, [say(self.concept)] if self.concept else [])


class AddressingDirective(_ValueTableDirective):
    """How physical devices and intermediate layers are addressed."""

    form = "addressing"
    heads = mark(("Element", "Address"))
    concept = mark("Identification and addressing schemes")


class AssociationsDirective(_ValueTableDirective):
    """Which kinds of application association are used."""

    form = "associations"
    heads = mark(("Kind", "Use"))
    concept = mark("Application association; kinds")


class OpenParametersDirective(_ValueTableDirective):
    """Values and use of the parameters of COSEM-OPEN; each is a target."""

    form = "open-parameters"
    heads = mark(("Parameter", "Value and use"))
    concept = mark("COSEM-OPEN; parameters")
    target = "parameter"


class SecurityDirective(_ValueTableDirective):
    """Security suites and policies, keys and certificates, security of the lower layers."""

    form = "security"
    heads = mark(("Aspect", "Use"))
    concept = mark("Security mechanisms")


class LongMessagesDirective(_ValueTableDirective):
    """How long application messages are transferred."""

    form = "long-messages"
    heads = mark(("Means", "Use"))
    concept = mark("Long application messages")


class LowerLayerConfigurationDirective(_ValueTableDirective):
    """An example of the configuration of the lower layers."""

    form = "lower-layer-configuration"
    heads = mark(("Setting", "Value"))
    concept = mark("Examples; configuration of the lower layers")
