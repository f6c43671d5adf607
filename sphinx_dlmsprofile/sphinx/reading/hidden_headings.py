"""What hidden text would do to the text around it while it is parsed.

MyST-Parser puts headings, and all below them, outside of what hides them. And a label in it would be a duplicate of the
same label in the alternative that is shown.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.directives.other import Only

from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.reading.conditions import shows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.docutils import SphinxDirective


_NOTED = (("math", "objects"), ("std", "objects"), ("std", "terms"))
"""What domains of Sphinx take note of while a directive is parsed, by domain and by the key of its data."""


def _holding(base: type[SphinxDirective], kind: str) -> type[SphinxDirective]:
    """A directive that keeps its headings and labels, unless they are shown: then they are where they belong."""

    def run(self: Any) -> Sequence[nodes.Node]:
        if not self.config.dlms_standard:
            return base.run(self)
        shown = shows(app_of(self.env), kind, self.arguments[0])
        if shown is False:
            with _names_of_its_own(self.state.document, self.env):
                return _holding_headings(self, base)
        return base.run(self) if shown is True else _holding_headings(self, base)

    return type(f"Holding{base.__name__}", (base,), {"run": run})


_OF_DOCUMENTS = ("names", "nameids", "nametypes", "ids")
"""What a document knows of names; docutils has the first from 0.23 on."""


@contextmanager
def _names_of_its_own(document: nodes.document, env: BuildEnvironment) -> Iterator[None]:
    """Let what is parsed give labels, and names of formulae and terms, that nobody else knows."""
    kept = {name: vars(document)[name] for name in _OF_DOCUMENTS if name in vars(document)}
    named = [(env.domaindata[domain], name) for domain, name in _NOTED]
    noted = [(data, name, data[name]) for data, name in named if name in data]
    vars(document).update({name: {} for name in kept})
    for data, name, _ in noted:
        data[name] = {}
    try:
        yield
    finally:
        vars(document).update(kept)
        for data, name, before in noted:
            data[name] = before


def _holding_headings(directive: Any, base: type[SphinxDirective]) -> Sequence[nodes.Node]:
    renderer = getattr(directive.state, "_renderer", None)
    if renderer is None:
        return base.run(directive)
    inside = nodes.section()
    levels = renderer._level_to_section  # noqa: SLF001  MyST-Parser has no other way
    renderer._level_to_section = dict.fromkeys(levels, inside)  # noqa: SLF001
    try:
        made = base.run(directive)
    finally:
        renderer._level_to_section = levels  # noqa: SLF001
    holder = next((node for node in made if isinstance(node, nodes.Element)), None)
    if holder is not None:
        holder += inside.children
    return made


def hold_headings(app: Sphinx) -> None:
    """Put such directives in the place of those that hide text."""
    app.add_directive("only", _holding(Only, "only"), override=True)
    if "sphinx.ext.ifconfig" in app.extensions:
        from sphinx.ext.ifconfig import IfConfig  # noqa: PLC0415  few projects use it

        app.add_directive("ifconfig", _holding(IfConfig, "ifconfig"), override=True)


def setup(app: Sphinx) -> None:
    """Do so when all extensions are there."""
    app.connect("builder-inited", hold_headings)
