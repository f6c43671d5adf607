"""Putting the parts together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_dlmsprofile import config
from sphinx_dlmsprofile.locale import speak
from sphinx_dlmsprofile.sphinx import directives, register
from sphinx_dlmsprofile.sphinx.building import (
    checking,
    configuration,
    diagrams,
    domain,
    epub,
    formulae,
    judgement,
    last_build,
    lasting_anchors,
    other_projects,
    profile_export,
    typography,
)
from sphinx_dlmsprofile.sphinx.common import builders, garbage, node_forms
from sphinx_dlmsprofile.sphinx.links import register as links
from sphinx_dlmsprofile.sphinx.numbering import (
    code_lines,
    footnotes,
    labels,
    numbering,
    references,
    search,
    single_page,
)
from sphinx_dlmsprofile.sphinx.pages import chosen_theme, context, table_wrappers
from sphinx_dlmsprofile.sphinx.reading import (
    conditions,
    data_tables,
    encodings,
    field_types,
    finished,
    forgotten_transforms,
    headings,
    hidden_headings,
    leftovers,
    local_roles,
    markdown,
    notices,
    removed,
    section_numbers,
    source_language,
    standard_role,
    written,
)
from sphinx_dlmsprofile.sphinx.review import reports
from sphinx_dlmsprofile.sphinx.roles import constant, cosem, provision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.diff.text_edits import TextComparison
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.publishing.standard import ChangedOctets
    from sphinx_dlmsprofile.text.location import Location

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    """Set up all parts; each registers its own with Sphinx."""
    for part in (
        garbage,
        config,
        configuration,
        builders,
        node_forms,
        markdown,
        conditions,
        finished,
        hidden_headings,
        data_tables,
        field_types,
        forgotten_transforms,
        section_numbers,
        source_language,
        notices,
        encodings,
        local_roles,
        written,
        diagrams,
        domain,
        cosem,
        constant,
        directives,
        headings,
        register,
        leftovers,
        removed,
        standard_role,
        provision,
        numbering,
        references,
        other_projects,
        labels,
        footnotes,
        code_lines,
        single_page,
        search,
        judgement,
        last_build,
        reports,
        profile_export,
        links,
        lasting_anchors,
        epub,
        formulae,
        checking,
        chosen_theme,
        context,
        table_wrappers,
        typography,
    ):
        part.setup(app)
    app.add_config_value("dlms_given_words", [], "env", list, "What the files of dlms_language_files hold.")
    app.connect("config-inited", _speak, priority=100)
    builders.register_ours(app, BuiltStandard())
    if app.config.dlms_review:
        _set_up_needs(app)


def _speak(app: Sphinx, config: Config) -> None:
    """Say our own words in the language of the project, and as its own files have them."""
    given: dict[str, dict[str, str]] = {}
    if config.dlms_language_files:
        from sphinx_dlmsprofile.sphinx.common.language_files import given_words  # noqa: PLC0415  few have one

        given = given_words(config, Path(app.srcdir))
    # With another value in the configuration, Sphinx makes all pages anew.
    config.dlms_given_words = sorted((language, sorted(words.items())) for language, words in given.items())
    speak(config.language, given)


class BuiltStandard:
    """The standard of a build, for our own builders."""

    @staticmethod
    def project(env: BuildEnvironment) -> Project | None:
        """All records and clauses; None where the documents are not a standard."""
        from sphinx_dlmsprofile.sphinx.building.project import project_of  # noqa: PLC0415  most builds put none together

        return project_of(env) if env.config.dlms_standard else None

    @staticmethod
    def changes(env: BuildEnvironment) -> TextComparison | None:
        """The text beside that of the previous edition, where a redline is asked for; else None."""
        if not (env.config.dlms_standard and env.config.dlms_redline and env.config.dlms_previous_edition):
            return None
        from sphinx_dlmsprofile.sphinx.pages.redline import text_changes  # noqa: PLC0415  few builds compare

        return text_changes(env)

    @staticmethod
    def changed_octets(env: BuildEnvironment) -> Mapping[Location, Sequence[ChangedOctets]]:
        """The octets that differ from those of the previous edition."""
        from sphinx_dlmsprofile.sphinx.pages.redline_octets import changed_octets  # noqa: PLC0415  few builds compare

        return changed_octets(env)

    @staticmethod
    def place_of(env: BuildEnvironment, node: nodes.Element) -> Location:
        """Where a node was written."""
        from sphinx_dlmsprofile.sphinx.pages.redline_octets import place_of  # noqa: PLC0415  few builds compare

        return place_of(env, node)


def _set_up_needs(app: Sphinx) -> None:
    """Set up the engine of lists and diagrams; without it, a review build has its reports only."""
    try:
        from sphinx_dlmsprofile.sphinx.review import needs  # noqa: PLC0415  other builds shall not load sphinx-needs
    except ModuleNotFoundError as error:
        message = (
            "this review build has neither needs nor the pages of dlms_review_pages, because %s is not installed:"
            " pip install 'sphinx-dlmsprofile[review]'"
        )
        logger.warning(message, error.name, type="dlms", subtype="review")
    else:
        needs.setup(app)
