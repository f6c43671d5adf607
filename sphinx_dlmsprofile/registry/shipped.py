"""The registry that comes with the package; files of a project extend it."""

from __future__ import annotations

from functools import cache

from sphinx_dlmsprofile.model.registered import Registry
from sphinx_dlmsprofile.registry.interface_classes import interface_classes
from sphinx_dlmsprofile.registry.obis_codes import known_codes


@cache
def shipped_registry() -> Registry:
    """All interface classes and OBIS codes that come with the package."""
    return Registry(interface_classes(), known_codes())
