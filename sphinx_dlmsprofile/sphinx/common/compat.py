"""What differs between the supported versions of Sphinx, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def app_of(env: BuildEnvironment) -> Sphinx:
    """The application at work. ``env.app`` is removed in Sphinx 11; before Sphinx 9 it is the only way."""
    return cast("Sphinx", getattr(env, "_app", None) or env.app)


def builder_of(env: BuildEnvironment) -> Builder:
    """The builder at work."""
    return app_of(env).builder


def is_configured(config: Config, name: str) -> bool:
    """Whether ``conf.py`` or ``-D`` sets an option, to whatever value."""
    return name in config.overrides or name in getattr(config, "_raw_config", {})


def forget_doctrees(env: BuildEnvironment) -> None:
    """Free the documents that Sphinx holds until their pages are written, for a builder that writes none."""
    getattr(env, "_write_doc_doctree_cache", {}).clear()
