"""Rules on what Sphinx, docutils and MyST warn of while they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.finding import meant
from sphinx_dlmsprofile.model.source import UNREAD_IMAGE, SourceWarning, UnknownMarkup
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.rules.source._common import noted
from sphinx_dlmsprofile.text.names import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "Sphinx, docutils, MyST"


@rule("source-warning", _CLAUSE, ERROR, warning_in_draft=True, on_source=True)
def source_warning(project: Project) -> Iterator[Fault]:
    """Sphinx, docutils, MyST or another extension has warned of something in the source.

    What they could not read is missing from the pages, or stands there other than it was meant. A build logs their
    own words; a check, and a build that reads nothing again, repeat them, with the type that ``suppress_warnings``
    in ``conf.py`` would name. What is named there counts as waived.

    Bad (in 1)::

        Use **no encryption here.

    Good (in 1)::

        Use **no encryption** here.
    """
    for record in project.of(SourceWarning):
        if record.kind == UNREAD_IMAGE:
            continue  # editorial-image-missing says it with what to do.
        kind = f" [{record.kind}]" if record.kind else ""
        yield noted(record, f"{record.message}{kind}")


@rule("directive-unknown", _CLAUSE, ERROR, warning_in_draft=True, on_source=True, fixes=True)
def directive_unknown(project: Project) -> Iterator[Fault]:
    """A directive does not exist: what stands in it is on no page.

    Its name is misspelt, or the extension that has it is not loaded in ``conf.py``.

    Bad (in Annex B)::

        .. obis-code::

           0-b:25.17.1.255: {class: Data, name: Identifier of the device}

    Good (in Annex B)::

        .. obis-codes::

           0-b:25.17.1.255: {class: Data, name: Identifier of the device}
    """
    yield from _unknown(project, "directive")


@rule("role-unknown", _CLAUSE, ERROR, warning_in_draft=True, on_source=True, fixes=True)
def role_unknown(project: Project) -> Iterator[Fault]:
    """A role does not exist: its text is printed as it is typed, or not at all.

    Its name is misspelt, or the extension that has it is not loaded in ``conf.py``. One that a document defines with
    the directive ``role`` is known below that, and in this document alone; ``rst_prolog`` has those of all.

    Bad (in 1)::

        Messages are carried as in :stdd:`RFC 768`.

    Good (in 1)::

        Messages are carried as in :std:`RFC 768`.
    """
    yield from _unknown(project, "role")


def _unknown(project: Project, what: str) -> Iterator[Fault]:
    for record in project.of(UnknownMarkup):
        if record.what == what:
            advice = suggest(record.close, "correct its name, or load the extension that has it")
            edit = meant(record.name, record.close)
            yield noted(record, f'the {what} "{record.name}" does not exist: {advice}', edit)
