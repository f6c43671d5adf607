"""What was decoded as a description, in the form that ``encode`` reads, and its text in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.schema.apdus import apdus_by_name, inline_types
from sphinx_dlmsprofile.model.apdu import Form

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.apdu import Element

Description = str | list["Description"] | dict[str, "Description"]


def describe(apdu: Element) -> dict[str, Description]:
    """An APDU under its name: ``{"get-request-normal": {"class-id": "8", …}}``."""
    if apdu.form is Form.CHOICE and apdu.children[0].name in apdus_by_name():
        apdu = apdu.children[0]
    return {apdu.name: _describe(apdu)}


def _describe(element: Element) -> Description:
    match element.form:
        case Form.LEAF if element.type == "Conformance":
            return [*filter(None, element.value.split(", "))]
        case Form.LEAF:
            return element.value
        case Form.LIST:
            return [_describe(child) for child in element.children]
        case Form.SEQUENCE:
            return _describe_sequence(element)
        case Form.CHOICE:
            (child,) = element.children
            if element.type == "APDU":
                return describe(child)
            empty = child.form is Form.LEAF and child.type in {"NULL", "null-data", "dont-care", "TypeDescription"}
            return child.name if empty else {child.name: _describe(child)}


def _describe_sequence(element: Element) -> dict[str, Description]:
    described: dict[str, Description] = {}
    for child in element.children:
        if child.type in inline_types():
            described |= _describe_sequence(child)
        else:
            described[child.name] = _describe(child)
    return described


def as_yaml(description: Description) -> str:
    """The text of a description; bodies take scalars as text, so that only what YAML cannot write plain is quoted."""
    import yaml  # noqa: PLC0415  only what prints needs it

    class Dumper(yaml.SafeDumper):
        """Leaves numbers and truth values unquoted."""

        yaml_implicit_resolvers = {}  # noqa: RUF012  PyYAML's own name

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
            """Equal parts are written out: bodies have no aliases."""
            return True

    def quote(dumper: Dumper, text: str) -> yaml.ScalarNode:
        """With escapes where a character cannot be seen: PyYAML breaks lines at some of them."""
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, None if text.isprintable() else '"')

    Dumper.add_representer(str, quote)
    return yaml.dump(
        description, Dumper=Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=100
    )
