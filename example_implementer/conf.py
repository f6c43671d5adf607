"""A second project: what a manufacturer makes of the example standard, with sphinx-needs alone."""

import os
import tomllib
from pathlib import Path

project = "Meter M1"
author = "The sphinx-dlmsprofile developers"
copyright = "2025 sphinx-dlmsprofile"

extensions = ["sphinx_needs"]

# Written by: dlmsprofile export --needs-config --output profile-needs.toml
_profile = tomllib.loads(Path(__file__).with_name("profile-needs.toml").read_text("utf-8"))["needs"]
needs_fields, needs_links = _profile["fields"], _profile["links"]
needs_types = [
    *_profile["types"],
    {"directive": "req", "title": "Requirement", "prefix": "M1-", "color": "#ffffff", "style": "node"},
]
needs_external_needs = [
    {
        # Where the standard is published, and the needs.json of its review build ("sphinx-build -b needs").
        "base_url": "https://example.org/iec-62056-8-30",
        "json_path": os.environ.get("PROFILE_NEEDS", "../build/example/needs/needs.json"),
        "id_prefix": "STD-",
        # What stands in "[[…]]" in a sentence of the standard is text.
        "allow_type_coercion": False,
    },
]
needs_id_regex = "^[A-Za-z0-9-]+$"
