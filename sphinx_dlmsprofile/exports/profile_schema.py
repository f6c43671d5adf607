"""The JSON Schema of ``profile.json``.

It is made from the same declarations as the file. What users get is ``profile.schema.json``, so that no change goes
unnoticed: ``python -m sphinx_dlmsprofile.exports.profile_schema`` writes it anew.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from sphinx_dlmsprofile.exports.codec import Schemas
from sphinx_dlmsprofile.exports.layout import layout
from sphinx_dlmsprofile.exports.profile import MAJOR, SCHEMA_ID
from sphinx_dlmsprofile.exports.record_codec import codecs
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.fields.support import DEFINITIONS
from sphinx_dlmsprofile.model.fields.table import PUBLIC

FILE = "profile.schema.json"

_PLACE = {"type": "string", "pattern": ":[0-9]+$"}
_HEAD: dict[str, Any] = {
    "$schema": {"type": "string", "description": "The $id of the schema."},
    "schema_version": {
        "type": "string",
        "pattern": rf"^{MAJOR}\.[0-9]+$",
        "description": "The version of the format. The first number increases when a key changes its meaning or "
        "goes away, the second when one is added.",
    },
    "generator": {"type": "string", "description": "What has made the file."},
    "title": {"type": ["string", "null"], "description": "The title of the part, null where there is none."},
    "review": {
        "type": "boolean",
        "description": "Whether it comes from a review build, which alone knows test cases; else tests is empty.",
    },
}
_TAIL: dict[str, Any] = {
    "root": {**_PLACE, "description": "The first line of the root document."},
    "sources": {
        "type": "array",
        "items": {"type": "string"},
        "description": "The source files, relative to the source directory, in document order.",
    },
    "source_map": {
        "type": "object",
        "description": "For tools that lead to the source. JSON Pointer of a value → its place, where that is not the "
        "source of the object around it; and how it was written, where the value does not say it.",
        "additionalProperties": {
            "anyOf": [
                _PLACE,
                {
                    "type": "object",
                    "properties": {"source": _PLACE, "written": {"type": "string"}},
                    "required": ["source", "written"],
                },
                {"type": "array"},
            ]
        },
    },
}


def schema_text() -> str:
    """The published schema, as one JSON text."""
    return files("sphinx_dlmsprofile.exports").joinpath(FILE).read_text("utf-8")


def profile_schema() -> dict[str, Any]:
    """The schema as the declarations make it."""
    schemas = Schemas()
    kinds = {key: codecs().object(kind).schema(schemas) for kind, key in PUBLIC.items()}
    lists = {key: {"type": "array", "items": item} for key, item in kinds.items()}
    lists["clauses"] = {
        "type": "array",
        "items": codecs().object(Clause).schema(schemas),
        "description": "All clauses and subclauses, front matter and annexes included, in document order.",
    }
    properties = {**_HEAD, **lists, **_TAIL}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "The model of a DLMS/COSEM communication profile",
        "description": "Texts are as their authors wrote them, in reStructuredText or MyST; names are without markup.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": {**schemas.definitions, **DEFINITIONS},
    }


if __name__ == "__main__":
    Path(__file__).with_name(FILE).write_text(layout(profile_schema()) + "\n", "utf-8")
