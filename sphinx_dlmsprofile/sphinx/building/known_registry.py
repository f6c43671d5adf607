"""What exists once the standard is published: the one registry that pages show and rules judge by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.objects import Objects
from sphinx_dlmsprofile.registry.extended import with_new
from sphinx_dlmsprofile.sphinx.building.record_query import records_of
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.reading.registry import load_registry

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.model.registered import Registry

_DEFINING: tuple[type[Record], ...] = (InterfaceClass, ObisTable, Objects)


def known_registry(env: BuildEnvironment) -> Registry:
    """The registry with the classes and codes that the standard defines itself."""
    return once(env, _known_registry)


def _known_registry(env: BuildEnvironment) -> Registry:
    return with_defined(env, load_registry(env.config, Path(env.srcdir))[0])


def with_defined(env: BuildEnvironment, registry: Registry) -> Registry:
    """A registry with what the documents define."""
    return with_new(registry, [each for kind in _DEFINING for each in records_of(env, kind)])
