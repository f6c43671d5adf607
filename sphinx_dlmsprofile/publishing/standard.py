"""What a document in one piece needs to know of the standard that it prints, for every builder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.diff.text_edits import TextComparison
    from sphinx_dlmsprofile.model.project import Project


class Standard(Protocol):
    """Handed to a builder where it is registered.

    The numbers of clauses, figures and tables are in the environment, and the index in the nodes ``dlms_index``.
    """

    def project(self, env: BuildEnvironment) -> Project | None:
        """All records and clauses; None where the documents are not a standard."""

    def changes(self, env: BuildEnvironment) -> TextComparison | None:
        """The text beside that of the previous edition, where a redline is asked for; else None."""

    def changed_examples(self, env: BuildEnvironment) -> Sequence[Change]:
        """What has become of the examples of the previous edition, where a redline is asked for."""
