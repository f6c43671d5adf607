"""Registering nodes of our own for all builders at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    Form = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None] | None]

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
    if own is not None:
        handlers[app.builder.name] = {**handlers.get(app.builder.format, {}), **own}


def setup(app: Sphinx) -> None:
    """Look at what is registered when the builder is known."""
    app.connect("builder-inited", _complete_forms)
