"""What differs between the supported versions of Sphinx, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def builder_of(env: BuildEnvironment) -> Builder:
    """The builder at work. ``env.app`` goes away in Sphinx 11; before 9 there is nothing else."""
    app = getattr(env, "_app", None) or env.app
    return cast("Builder", app.builder)
