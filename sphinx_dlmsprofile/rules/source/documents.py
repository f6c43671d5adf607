"""Rules on the documents that make up the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.source import UnlistedDocument, UnreachedClauses
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.rules.source._common import noted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "Sphinx: toctree"
_SHOWN = 3


@rule("document-unlisted", _CLAUSE, ERROR, warning_in_draft=True, on_source=True)
def document_unlisted(project: Project) -> Iterator[Fault]:
    """A document is in no toctree: it is not numbered, and not in the PDF.

    What is not part of the standard says so with ``:orphan:`` in its first line, or is named in ``exclude_patterns``
    of ``conf.py``.

    Bad:

    .. code-block:: text

        index.rst       .. toctree::

                           scope

        scope.rst
        addressing.rst

    Good:

    .. code-block:: text

        index.rst       .. toctree::

                           scope
                           addressing

        scope.rst
        addressing.rst
    """
    for record in project.of(UnlistedDocument):
        name = record.docname
        message = f'no toctree has "{name}": add it to one, or write :orphan: in its first line if it is not part'
        yield noted(record, f"{message} of the standard")


@rule("toctree-missing", _CLAUSE, ERROR, on_source=True)
def toctree_missing(project: Project) -> Iterator[Fault]:
    """The root document reaches no clause, though other documents have some.

    Without a ``toctree`` nothing is a part of the standard. What else would be found follows from that, and is not
    reported.

    Bad:

    .. code-block:: text

        index.rst       LoRaWAN communication profile
                        =============================

        scope.rst       Scope
                        =====

    Good:

    .. code-block:: text

        index.rst       LoRaWAN communication profile
                        =============================

                        .. toctree::

                           scope

        scope.rst       Scope
                        =====
    """
    for record in project.of(UnreachedClauses):
        names = ", ".join(record.docnames[:_SHOWN]) + (", …" if len(record.docnames) > _SHOWN else "")
        message = f"no toctree leads from here to a clause: add one that lists the documents ({names})"
        yield Fault(record.at, f"{message}; all else is judged then", conceals=True)
