"""Configuration of the documentation."""

import sys
from pathlib import Path

from sphinx_dlmsprofile import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx-dlmsprofile"
author = "The sphinx-dlmsprofile developers"
copyright = "2025 The sphinx-dlmsprofile developers"
release = __version__

extensions = ["sphinx_dlmsprofile", "profile_docs"]
# The documentation shows parts of standards and is none itself.
dlms_standard = False

exclude_patterns = ["snippets", "_ext"]
nitpicky = True
myst_heading_anchors = 2
myst_enable_extensions = ["deflist"]

html_static_path = ["_static"]
html_extra_path = [
    "../sphinx_dlmsprofile/exports/changes.schema.json",
    "../sphinx_dlmsprofile/exports/profile.schema.json",
    "../sphinx_dlmsprofile/registry/registry.schema.json",
]
html_css_files = ["docs.css"]
