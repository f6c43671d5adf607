"""Names and links for what APDU examples refer to: classes, their parts, objects, SAPs, services.

They may be defined in any document, so they are printed when a page is written. What looks them up is loaded
where there are examples.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.rendering.apdu.definition import dlms_definition
from sphinx_dlmsprofile.sphinx.compat import builder_of
from sphinx_dlmsprofile.sphinx.domain import harvests_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.defined import Definition


def _examples(env: BuildEnvironment, docnames: Iterable[str]) -> list[ApduExample]:
    harvests = harvests_of(env)
    return [
        record
        for docname in docnames
        if docname in harvests
        for record, _ in harvests[docname].records
        if isinstance(record, ApduExample)
    ]


def shown_in(env: BuildEnvironment, docname: str) -> list[Definition | None]:
    """What the examples of a document show of others: its page is written again when that changes."""
    examples = _examples(env, [docname])
    if not examples:
        return []
    from sphinx_dlmsprofile.rendering.apdu.references import references_of
    from sphinx_dlmsprofile.sphinx.defined import Definitions

    definitions = Definitions(env, docname)
    return [definitions.find(each) for example in examples for each in references_of(example)]


class PrintDefinitions(SphinxPostTransform):
    """Prints names and links in their places."""

    default_priority: ClassVar[int] = 5

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Fill all places of the document."""
        places = list(self.document.findall(dlms_definition))
        if not places:
            return
        from sphinx_dlmsprofile.sphinx.defined import Definitions

        definitions = Definitions(self.env, self.env.docname)
        for place in places:
            found = definitions.find(place["referred"])
            place.replace_self(self._printed(found) if found else place.children)

    def _printed(self, found: Definition) -> nodes.Node:
        text = nodes.inline("", found.text)
        if not found.docname:
            return text
        try:
            return make_refnode(builder_of(self.env), self.env.docname, found.docname, found.anchor, text)
        except NoUri:
            return text


def _add_script(app: Sphinx, pagename: str, *_: object) -> None:
    """Let a page with examples load the script that marks fields."""
    env = app.builder.env
    if _examples(env, harvests_of(env) if app.builder.name == "singlehtml" else [pagename]):
        app.add_js_file("dlmsprofile.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register the transform and the node, which is lowered before it is written."""
    app.add_post_transform(PrintDefinitions)
    app.connect("html-page-context", _add_script)
    text = (_pass, _pass)
    app.add_node(dlms_definition, html=text, latex=text, text=text, man=text, texinfo=text)


def _pass(_translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    """Only the text inside is written."""
