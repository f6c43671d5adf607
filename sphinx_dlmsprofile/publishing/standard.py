"""What a document in one piece needs to know of the standard that it prints, for every builder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.diff.text_edits import TextComparison
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location


class ChangedOctets(NamedTuple):
    """The octets of an example in both editions; ``number`` is that of a message among those of its exchange."""

    number: int | None
    old: str
    new: str


class Standard(Protocol):
    """Handed to a builder where it is registered.

    The numbers of clauses, figures and tables are in the environment, and the index in the nodes ``dlms_index``.
    """

    def project(self, env: BuildEnvironment) -> Project | None:
        """All records and clauses; None where the documents are not a standard."""

    def changes(self, env: BuildEnvironment) -> TextComparison | None:
        """The text beside that of the previous edition, where a redline is asked for; else None."""

    def changed_octets(self, env: BuildEnvironment) -> Mapping[Location, Sequence[ChangedOctets]]:
        """The octets that differ from those of the previous edition, by the place of the directive that shows them."""

    def place_of(self, env: BuildEnvironment, node: nodes.Element) -> Location:
        """Where a node was written, as records say it."""
