"""Registering nodes of our own for all builders at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import additional_nodes

from sphinx_dlmsprofile.sphinx.common.builders import output_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx

    Form = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None] | None]

logger = logging.getLogger(__name__)

_FORMATS = ("html", "latex", "text", "man", "texinfo")
"""The formats whose writers need a form of each node."""


def _skip(_translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def _pass(_translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    """Only what is inside is written."""


SKIPPED: Form = (_skip, None)
"""Of a node that is lowered before it is written: where that did not happen, it prints nothing."""

CONTENT: Form = (_pass, _pass)
"""Of a node that prints what is inside."""


def add_node(app: Sphinx, node: type[nodes.Element], form: Form, **others: Form) -> None:
    """Register a node in one form for all formats, and in others for those that are named."""
    forms: dict[str, Any] = dict.fromkeys(_FORMATS, form) | others
    app.add_node(node, **forms)


def _complete_forms(app: Sphinx) -> None:
    """Give the builder the forms of its format.

    Sphinx asks for those of the format only as long as nobody has registered a node for the builder by its name; as
    soon as another extension does so, as for "epub", all other nodes would be unknown there.
    """
    handlers = app.registry.translation_handlers
    own = handlers.get(app.builder.name)
    known = {**handlers.get(app.builder.format, {}), **(own or {})}
    formless = dict.fromkeys(_formless(app, known), _content_form(app.builder.format))
    if own is not None or formless:
        handlers[app.builder.name] = {**known, **formless}


def _formless(app: Sphinx, known: Iterable[str]) -> list[str]:
    """The nodes that other extensions have registered without a form for this builder, which would stop it."""
    output = output_of(app.builder)
    if output.module or not output.writes or not app.config.dlms_standard:
        return []
    builder = app.builder
    translator = app.registry.translators.get(builder.name) or getattr(builder, "default_translator_class", None)
    if translator is None:  # it writes no document, as that of needs.json
        return []
    # The writers of Sphinx know its own nodes, as parts of signatures, by what they are made of.
    others = (node for node in additional_nodes if node.__module__ != addnodes.__name__)
    names = {node.__name__ for node in others}.difference(known)
    return sorted(name for name in names if not hasattr(translator, f"visit_{name}"))


def _content_form(called: str) -> Form:
    """The form of such nodes: what is inside is written, and each kind is named once."""
    told: set[str] = set()

    def visit(translator: Any, node: nodes.Element) -> None:
        if node.tagname not in told:
            told.add(node.tagname)
            what = "only the text" if node.astext().strip() else "nothing"
            message = "the output in %s shows %s of the node %s: add_node(..., %s=(visit, depart)) gives it a form"
            logger.warning(
                message,
                called,
                what,
                node.tagname,
                called,
                location=_located(node),
                type="dlms",
                subtype="node-formless",
            )
        getattr(translator, f"visit_{_known_form(translator, node)}", _ignore)(node)

    def depart(translator: Any, node: nodes.Element) -> None:
        getattr(translator, f"depart_{_known_form(translator, node)}", _ignore)(node)

    return visit, depart


def _located(node: nodes.Element) -> nodes.Element:
    """The node, or what is in it or around it, that knows its line: a directive may give it none."""
    around: nodes.Element | None = node
    inside = next((each for each in node.findall(nodes.Element) if each.line is not None), None)
    while around is not None and around.line is None:
        around = around.parent
    return inside or around or node


def _known_form(translator: Any, node: nodes.Element) -> str:
    """What a node is written as: what its class is made of, as a table, a paragraph for other text, "" for the rest."""
    names = [kind.__name__ for kind in type(node).__mro__[1:]]
    own = next((name for name in names if hasattr(translator, f"visit_{name}")), "")
    is_text = isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline)
    return own or "paragraph" * is_text


def _ignore(_node: nodes.Element) -> None:
    """Only what is inside is written."""


def setup(app: Sphinx) -> None:
    """Look at what is registered when the builder is known."""
    app.connect("builder-inited", _complete_forms)
