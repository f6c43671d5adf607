"""The provisions of a standard as JSON, so that test plans can be bound to them.

``lasting`` says that an author gave the identifier: it stays whatever becomes of the words. One that is made from the
words goes with them; ``identifiers`` says what those of an earlier edition have become.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.analysis.ics import profile_names, provision_status
from sphinx_dlmsprofile.diff.comparison import compare_editions
from sphinx_dlmsprofile.diff.identifiers import identifier_map
from sphinx_dlmsprofile.exports.layout import layout
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.text.marks import OPAQUE, UNSAID
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.project import Project

VERSION = "1.0"
SCHEMA_ID = f"urn:sphinx-dlmsprofile:provisions:{VERSION}"
_STRING, _NULLABLE = {"type": "string"}, {"type": ["string", "null"]}
_IDENTIFIERS = {"type": "array", "items": _STRING}


def provisions_json(project: Project, since: tuple[str, Project] | None = None) -> str:
    """All provisions; with an earlier edition, its name and project, what its identifiers have become."""
    title = next(iter(project.of(ProfileTitle)), None)
    profiles = profile_names(project)
    data = {
        "$schema": SCHEMA_ID,
        "schema_version": VERSION,
        "title": unmarked(title.title.value) if title else None,
        "edition": str(title.edition) if title and title.edition else None,
        "provisions": [_provision(each, profiles) for each in project.of(Provision)],
        "since": since[0] if since else None,
        "identifiers": _map(project, since),
    }
    return layout(data) + "\n"


def _provision(each: Provision, profiles: frozenset[str]) -> dict[str, Any]:
    possible = each.kind is ProvisionKind.POSSIBILITY
    return {
        "id": each.identifier,
        "lasting": bool(each.given),
        "kind": each.kind.value,
        "status": None if possible else provision_status(each, profiles),
        "clause": each.clause.number if each.clause else None,
        "clause_title": each.clause.title if each.clause else None,
        "text": each.alone.replace(OPAQUE, UNSAID),
        "digest": each.digest,
        "attributes": dict(each.attributes.items()) if each.attributes else {},
        "source": f"{each.at.source}:{each.at.line}",
    }


def _map(project: Project, since: tuple[str, Project] | None) -> dict[str, list[str]]:
    if since is None:
        return {}
    comparison = compare_editions(since, ("", project))
    return {old: list(new) for old, new in identifier_map(comparison.changes).items()}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12)."""
    provision = {
        "id": {**_STRING, "description": "The identifier, unique in the standard."},
        "lasting": {"type": "boolean", "description": "Whether an author gave it; else it is made from the words."},
        "kind": {"enum": [kind.value for kind in ProvisionKind], "description": "What the verbal form makes of it."},
        "status": {
            "enum": ["m", "o", "c", None],
            "description": "What a statement of conformance asks: mandatory, optional, conditional; null: nothing.",
        },
        "clause": {**_NULLABLE, "description": "The number of its clause as printed."},
        "clause_title": {**_NULLABLE, "description": "The title of its clause."},
        "text": {**_STRING, "description": "The words, with what they are about in brackets before them."},
        "digest": {**_STRING, "description": "Changes when the words do, whatever the numbers in them."},
        "attributes": {
            "type": "object",
            "additionalProperties": _STRING,
            "description": "What those who carry it out and verify it keep of it.",
        },
        "source": {**_STRING, "description": "File and line."},
    }
    properties = {
        "$schema": _STRING,
        "schema_version": {**_STRING, "description": "Grows as that of profile.json does."},
        "title": {**_NULLABLE, "description": "The title of the part."},
        "edition": {**_NULLABLE, "description": "The edition."},
        "provisions": {
            "type": "array",
            "items": {"type": "object", "properties": provision, "required": list(provision)},
            "description": "In document order.",
        },
        "since": {**_NULLABLE, "description": "The earlier edition that identifiers are mapped from."},
        "identifiers": {
            "type": "object",
            "additionalProperties": _IDENTIFIERS,
            "description": "Identifiers of the earlier edition that have become others: several where a provision was "
            "split, none where it is gone. What is not named is the same.",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "The provisions of a DLMS/COSEM communication profile",
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def schema_text() -> str:
    """The schema as one JSON text."""
    return json.dumps(schema(), indent=1) + "\n"
