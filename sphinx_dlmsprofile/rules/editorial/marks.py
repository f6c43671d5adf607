"""Full stops, brackets and quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.editorial._common import PART_2, told
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


@rule("editorial-title-full-stop", f"{PART_2}, Clause 22", WARNING, fixes=True)
def title_full_stop(project: Project) -> Iterator[Fault]:
    """A title ends with a full stop.

    Titles of clauses are not sentences.

    Bad::

        Profile
        =======

        An overview.
        ------------

        Text.

    Good::

        Profile
        =======

        Meters etc.
        -----------

        Text.
    """
    return told(project, "title-full-stop", "has a full stop at the end of a title")


@rule("editorial-caption-full-stop", f"{PART_2}, Clause 28", WARNING, fixes=True)
def caption_full_stop(project: Project) -> Iterator[Fault]:
    """The title of a figure or table ends with a full stop.

    Titles of figures and tables are not sentences.

    Bad (in 7.1)::

        .. csv-table:: Sizes of frames.
           :name: tab-sizes

           Size, 500

    Good (in 7.1)::

        .. csv-table:: Sizes of frames
           :name: tab-sizes

           Size, 500
    """
    return told(project, "caption-full-stop", "has a full stop at the end of a title")


@rule("editorial-unbalanced", PART_2, WARNING)
def unbalanced(project: Project) -> Iterator[Fault]:
    """A bracket or a quotation mark has no partner.

    It is not clear where the words end that it sets apart. Letters of items, as in a), and half-open intervals
    have none.

    Bad (in 7.1)::

        A client (of any kind asks.

    Good (in 7.1)::

        A client (of any kind) asks.
    """
    return told(project, "unbalanced", "has no partner: add it, or remove this one")
