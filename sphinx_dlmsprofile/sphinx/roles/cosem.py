"""The roles ``cosem`` and ``obis``: interface classes with their parts, and OBIS codes, existing or new."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import ReferenceRole

from sphinx_dlmsprofile.sphinx.reading.registry import depend_on_registry, registry_of

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx

COSEM = "cosem"
OBIS = "obis"
"""The types of the references."""

_MOST_DIGITS = 9
"""No class_id has more."""


class _KnownRole(ReferenceRole):
    """Names something that the registry or Annex B knows; what is in neither is reported by rules."""

    kind: ClassVar[str]

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the reference."""
        reference = pending_xref(
            self.rawtext,
            nodes.inline("", self._shown()),
            refdomain="dlms",
            reftype=self.kind,
            reftarget=self.target,
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
            refwarn=False,
        )
        self.set_source_info(reference)
        return [reference], []

    def _shown(self) -> str:
        from sphinx_dlmsprofile.registry.cosem_names import read_names  # noqa: PLC0415  few documents name a class

        # What is shown depends on the files of the registry, and so does the document.
        depend_on_registry(self.env)
        if self.has_explicit_title:
            return self.title
        digits = self.title.strip()
        if digits.isdecimal():
            known = registry_of(self.env).class_name(int(digits)) if len(digits) <= _MOST_DIGITS else None
            return known or self.title
        name = next(read_names(self.target))
        if self.kind != COSEM or name.version is None:
            return self.title
        suffix = f".{name.part}" if name.part else f" (version {name.version})"
        return name.interface_class + suffix


class CosemRole(_KnownRole):
    """``:cosem:`Clock```, ``:cosem:`8```, ``:cosem:`Clock.time```: names a class, or an attribute or method of one.

    ``Clock@0`` names a version. A class of Annex B is linked. A bare class_id prints the name of the class.
    """

    kind = COSEM


class ObisRole(_KnownRole):
    """``:obis:`0-0:1.0.0.255```: names an OBIS code; one of Annex B is linked."""

    kind = OBIS


def setup(app: Sphinx) -> None:
    """Register the roles."""
    app.add_role(COSEM, CosemRole())
    app.add_role(OBIS, ObisRole())
