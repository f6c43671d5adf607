"""References by number: ``:numref:`` to sections, figures and tables, from harvested numbers.

Sphinx resolves each ``:numref:`` by unpickling the whole document of its target. Here the standard
domain is asked first for what has been harvested; whatever it does not know goes on to Sphinx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.domains.std import StandardDomain
from sphinx.util import logging

from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.numbering.store import store_of

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.reading.outline import Printed

logger = logging.getLogger(__name__)

CLAUSE_FORMAT = "Clause %s"
"""Our ``numfig_format["section"]``: as long as it stands, "Clause" and "Annex" go before first-level numbers only."""


class NumberingDomain(StandardDomain):
    """Sphinx' standard domain, with numbered references that need no doctree."""

    def resolve_xref(  # noqa: PLR0913, PLR0917  Sphinx' interface
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """As Sphinx does, but references by number from what has been harvested."""
        if typ == "numref" and env.config.dlms_standard:
            found = self.labels.get(target) or self.anonlabels.get(target)
            printed = store_of(env).printed.get(found[0], {}).get(found[1]) if found else None
            if found and printed:
                name = found[2] if len(found) > 2 else None  # noqa: PLR2004  a label with a title
                return self._numbered(fromdocname, builder, found[:2], name, printed, node, contnode)
        return super().resolve_xref(env, fromdocname, builder, typ, target, node, contnode)

    def _numbered(  # noqa: PLR0913, PLR0917
        self,
        fromdocname: str,
        builder: Builder,
        place: tuple[str, str],
        name: str | None,
        printed: Printed,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference:
        if node["refexplicit"]:
            pattern = contnode.astext()
            text = _filled(pattern, name, printed.number, node)
        else:
            pattern = reference_format(self.env.config, printed, name)
            text = _filled(pattern, None, printed.number, node) if printed.number else pattern
        if text is None:
            return contnode  # type: ignore[return-value]  # as Sphinx does
        docname, anchor = place
        if not output_of(builder).counts:
            return self.build_reference_node(fromdocname, builder, docname, anchor, text, "numref")
        # It counts for itself, and fills the pattern.
        return self.build_reference_node(
            fromdocname, builder, docname, anchor, text, "numref", node_class=addnodes.number_reference, title=pattern
        )


def reference_format(config: Config, printed: Printed, name: str | None) -> str:
    """How a reference reads, with "%s" for the number: "Figure %s", "Clause %s", "%s", "Annex %s".

    A section without number is called by its ``name``. The dash that stands between number and
    caption does not belong to a reference.
    """
    if not printed.number:
        return name or ""
    pattern: str = config.numfig_format.get(printed.kind, "%s")
    if printed.kind == "section" and pattern == CLAUSE_FORMAT:
        return number_words(config.language).label(printed.number).removesuffix(printed.number) + "%s"
    return pattern.rstrip(" \u2013\u2014:-")


def printed_label(config: Config, printed: Printed) -> str:
    """What is printed before a caption, as "Figure 2", or beside a formula, as "(3)", and so the number of a clause."""
    if printed.kind == "displaymath":
        return f"({printed.number})"
    return reference_format(config, printed, None).replace("%s", printed.number)


def _filled(pattern: str, name: str | None, number: str, node: pending_xref) -> str | None:
    """The text of a reference; None if the pattern cannot be filled, which is reported to the author."""
    if name is None and "{name}" in pattern:
        logger.warning("the link has no caption: %s", pattern, location=node)
        return None
    try:
        if "{name}" in pattern or "number" in pattern:
            return pattern.format(name=name, number=number)
        return pattern % number
    except (KeyError, IndexError, ValueError, TypeError, AttributeError):
        logger.warning("invalid numfig_format: %s", pattern, location=node)
        return None


def setup(app: Sphinx) -> None:
    """Let the numbers be asked for before Sphinx' own resolution."""
    app.add_domain(NumberingDomain, override=True)
