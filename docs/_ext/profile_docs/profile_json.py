"""The objects of ``profile.json``, from its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from profile_docs.registry import table
from sphinx_dlmsprofile.exports.profile_schema import profile_schema
from sphinx_dlmsprofile.model.fields.declaration import COMMON, Shown
from sphinx_dlmsprofile.model.fields.table import SHAPES

if TYPE_CHECKING:
    from docutils.nodes import Node

_NULL = "null"


class ProfileKeys(SphinxDirective):
    """A table of the lists at the top, and one for each object; each object is a target."""

    def run(self) -> list[Node]:
        """Make the tables."""
        schema = profile_schema()
        lists = {key: each for key, each in schema["properties"].items() if each.get("type") == "array"}
        top = [(key, _type(each).removeprefix("list of ")) for key, each in lists.items() if "$ref" in each["items"]]
        found: list[nodes.Element] = [table((50, 50), ("List", "Objects"), top)]
        for name, definition in schema["$defs"].items():
            found.append(nodes.rubric("", name, ids=[nodes.make_id(f"profile-{name}")]))
            rows = [(key, _type(each), each["description"]) for key, each in definition["properties"].items()]
            found.append(table((20, 24, 56), ("Key", "Value", "Meaning"), rows))
            found[-1]["classes"].append("keys")
        return [*found]


class NotCompared(SphinxDirective):
    """A table of the keys by which editions are not compared, by their reasons."""

    def run(self) -> list[Node]:
        """Make the table."""
        keys: dict[str, list[str]] = {}
        for kind, shape in SHAPES.items():
            name = shape.name or kind.__name__
            for field, each in shape.fields.items():
                if each.reason and each.shown is not Shown.MAPPED:
                    keys.setdefault(each.reason, []).append(f"{name}.{each.key or field}")
        keys[COMMON["at"].reason] = ["source"]
        return [table((40, 60), ("Why", "Keys"), ((reason, ", ".join(several)) for reason, several in keys.items()))]


def _type(schema: dict[str, Any]) -> str:
    """The kind of value in words: "list of SapRow", "string or null"."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if kinds == ["array"]:
        return f"list of {_type(schema['items'])}" if schema.get("items") else "list"
    return " or ".join(kinds)
