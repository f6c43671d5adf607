"""Types of parameters that Sphinx would drop: it prints a type after the name of its parameter, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docfields import TypedField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_LAST = 900
"""After extensions that add fields of their own, as the types of a signature."""


def keep_types(app: Sphinx, domain: str, kind: str, content: nodes.Element) -> None:
    """Let such a type begin with a capital: so Sphinx does not know the field, and prints it as it stands."""
    # The directive "describe" is of no domain.
    if not app.config.dlms_standard or domain not in app.env.domains:
        return
    directive = app.env.get_domain(domain).directive(kind)
    for described in getattr(directive, "doc_field_types", ()):
        if isinstance(described, TypedField):
            for fields in filter(_is_field_list, content.children):
                for name in list(_dropped(described, fields)):
                    name[:] = [nodes.Text(name.astext()[0].upper() + name.astext()[1:])]


def _is_field_list(node: nodes.Node) -> bool:
    return isinstance(node, nodes.field_list)


def _dropped(described: TypedField, fields: nodes.Node) -> Iterator[nodes.Element]:
    """The names of fields with a type for which there is no parameter, or one before, or that fills no line."""
    named = [(field, *_parts(field)) for field in fields.children]
    parameters = [argument for _, kind, argument in named if kind in described.names]
    names = {argument.rpartition(" ")[2] for argument in parameters} | set(parameters)
    typed = {argument.rpartition(" ")[2] for argument in parameters if " " in argument}
    for field, kind, argument in named:
        if kind in described.typenames and argument:
            name, body = (part for part in field.children if isinstance(part, nodes.Element))
            is_line = [type(block) for block in body.children] == [nodes.paragraph]
            if argument not in names or argument in typed or not is_line:
                yield name
            else:
                typed.add(argument)


def _parts(field: nodes.Node) -> tuple[str, str]:
    """What a field says, and of what: the name of a parameter may have its type before it."""
    kind, _, argument = " ".join(field.children[0].astext().split()).partition(" ")
    return kind, argument


def setup(app: Sphinx) -> None:
    """Look at the fields of each description before Sphinx does."""
    app.connect("object-description-transform", keep_types, priority=_LAST)
